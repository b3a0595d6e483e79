"""Announced rules: silent before their school year, marked as not yet law after it."""

from datetime import date

import pytest

from leerrecht.law import REGELS, antwoord
from leerrecht.law.topics.aangekondigd import REGELS as ANNOUNCED
from tests.law.ask import absent, event, make
from tests.law.topics.said import said

CONTRACT = "| ingeschreven in 2026-2027"
GETEKEND = {"schoolcontract": "2026-09-03"}


@pytest.mark.parametrize(
    ("op", "facts", "rest", "expected"),
    [
        ("2026-08-31", {}, {}, []),
        ("2026-09-01", {}, {}, [f"schoolcontract.tekenen open 2026-09-01 {CONTRACT}"]),
        (
            "2026-09-03",
            GETEKEND,
            {},
            [f"schoolcontract.tekenen vervuld 2026-09-01 vervuld 2026-09-03 {CONTRACT}"],
        ),
        ("2026-10-05", {}, {"school": {"van": "2026-10-05"}}, [f"schoolcontract.tekenen open 2026-10-05 {CONTRACT}"]),
        ("2026-10-05", {}, {"inschrijvingen": []}, []),
    ],
)
def test_contract_from_2026(op, facts, rest, expected):
    assert said(op, "aangekondigd", facts, **rest) == expected


def of(rule, op, facts, **rest):
    return [line for line in said(op, "aangekondigd", facts, **rest) if line.startswith(f"{rule} ")]


GOED = {"datum": "2027-10-04", "concrete_aanleiding": True, "door_directie": True}


@pytest.mark.parametrize(
    ("facts", "op", "expected"),
    [
        ({**GETEKEND, "controles": [GOED]}, "2027-10-04", []),
        (
            {"controles": [GOED]},
            "2027-10-04",
            ["controle.voorwaarden geldt 2027-10-04 over 2027-10-04 | geen getekend schoolcontract"],
        ),
        (
            {"schoolcontract": "2027-10-05", "controles": [{"datum": "2027-10-04", "steekproef": True}]},
            "2028-08-31",
            [
                (
                    "controle.voorwaarden geldt 2027-10-04 over 2027-10-04 "
                    "| geen getekend schoolcontract; geen concrete "
                    "aanleiding; niet door de directie; een steekproef of preventieve controle"
                )
            ],
        ),
        ({"controles": [GOED]}, "2027-10-03", []),
        ({"controles": [GOED]}, "2028-09-01", []),
        ({"controles": [{"datum": "2027-08-31"}]}, "2027-09-01", []),
    ],
)
def test_search_only_on_the_conditions(facts, op, expected):
    assert of("controle.voorwaarden", op, facts) == expected


@pytest.mark.parametrize(
    ("op", "missed", "events", "expected"),
    [
        ("2027-10-06", [], [], []),
        ("2027-10-06", ["2027-10-04"], [], ["contact.meteen open 2027-10-04 | ongewettigd afwezig op 4 oktober 2027"]),
        (
            "2027-10-06",
            ["2027-10-04"],
            ["2027-10-03"],
            ["contact.meteen open 2027-10-04 | ongewettigd afwezig op 4 oktober 2027"],
        ),
        (
            "2027-10-06",
            ["2027-10-04"],
            ["2027-10-04", "2027-10-06"],
            ["contact.meteen vervuld 2027-10-04 vervuld 2027-10-04 | ongewettigd afwezig op 4 oktober 2027"],
        ),
        (
            "2027-10-08",
            ["2027-10-04", "2027-10-05", "2027-10-07", "2027-10-08"],
            ["2027-10-05"],
            ["contact.meteen open 2027-10-07 | ongewettigd afwezig op 7 oktober 2027"],
        ),
        # the last contact counts, and the last B
        (
            "2027-10-08",
            ["2027-10-04", "2027-10-05", "2027-10-07"],
            ["2027-10-04", "2027-10-05", "2027-10-07"],
            ["contact.meteen vervuld 2027-10-07 vervuld 2027-10-07 | ongewettigd afwezig op 7 oktober 2027"],
        ),
        (
            "2027-10-08",
            ["2027-10-04", "2027-10-06", "2027-10-08"],
            ["2027-10-04", "2027-10-05", "2027-10-06"],
            ["contact.meteen open 2027-10-08 | ongewettigd afwezig op 8 oktober 2027"],
        ),
    ],
)
def test_contact_at_once_from_2027(op, missed, events, expected):
    rest = {
        "afwezigheden": [absent(day) for day in missed],
        "gebeurtenissen": [event(day, "contact_ouders") for day in events],
    }
    assert of("contact.meteen", op, {}, **rest) == expected


def test_absence_of_the_year_before_asks_for_no_contact_at_once():
    assert of("contact.meteen", "2027-06-10", {}, afwezigheden=[absent("2027-06-07")]) == []


@pytest.mark.parametrize(
    ("number", "facts", "expected"),
    [
        (None, {}, []),
        (5, {}, []),
        (4, {}, ["contact.gesprek open 2027-10-05 | 4 halve dagen B in 2027-2028"]),
        (3, {}, ["contact.gesprek open 2027-10-05 | 4 halve dagen B in 2027-2028"]),
        (3, {"gesprek": "2027-10-04"}, ["contact.gesprek open 2027-10-05 | 4 halve dagen B in 2027-2028"]),
        (
            3,
            {"gesprek": "2027-10-06"},
            ["contact.gesprek vervuld 2027-10-05 vervuld 2027-10-06 | 4 halve dagen B in 2027-2028"],
        ),
    ],
)
def test_talk_after_a_number_that_is_not_fixed_yet(number, facts, expected):
    rest = {"afwezigheden": [absent("2027-10-04", "2027-10-05")], "instellingen": {"spijbelen_herhaald": number}}
    assert of("contact.gesprek", "2027-10-08", facts, **rest) == expected


@pytest.mark.parametrize(
    ("traject", "op", "expected"),
    [
        ({"van": "2026-05-04"}, "2026-08-31", []),
        (
            {"van": "2026-05-04"},
            "2026-09-01",
            ["traject.terugkeer open 2026-09-01 over 2026-05-04 | extern traject vanaf 4 mei 2026"],
        ),
        ({"van": "2026-05-04", "tot": "2026-08-31"}, "2026-09-01", []),
        (
            {"van": "2026-10-05", "terugkeerdoel": "2026-10-06"},
            "2026-10-06",
            [
                (
                    "traject.terugkeer vervuld 2026-10-05 vervuld 2026-10-06 over 2026-10-05 "
                    "| extern traject vanaf 5 oktober 2026"
                )
            ],
        ),
    ],
)
def test_return_is_the_aim(traject, op, expected):
    assert of("traject.terugkeer", op, {"trajecten": [traject]}) == expected


def test_every_announced_rule_says_so():
    assert {(rule.advies, rule.te_verifieren, rule.van_kracht is not None) for rule in ANNOUNCED} == {
        (True, True, True)
    }
    assert REGELS["contact.meteen"].handeling == ("contact_ouders",)


def test_answer_changes_on_the_first_day_of_the_announced_year():
    answer = antwoord(make(meer={"aangekondigd": {}}), date(2026, 5, 4))
    assert answer.verandert_op == date(2026, 9, 1)
