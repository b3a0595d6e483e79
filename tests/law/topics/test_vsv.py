"""Early school leaving: each of the four conditions, the first interruption, re-entry, and the hand-over."""

from datetime import date

import pytest

from leerrecht.law import antwoord
from tests.law.ask import make
from tests.law.topics.said import line, rules, said

WAS = {"school": "S1", "niveau": "secundair", "van": "2022-09-01", "tot": "2025-06-30"}
WEG = {"inschrijvingen": [WAS]}
STATUS = (
    "vsv.status geldt 2025-09-01 | in 2024-2025 ingeschreven in het secundair onderwijs, in 2025-2026 nog niet; niet "
    "meer leerplichtig; geen kwalificatie behaald tot en met 2024-2025"
)
OVERDRACHT = "vsv.overdracht open 2025-07-01 | uitgeschreven na 30 juni 2025, niet meer leerplichtig, geen kwalificatie"


@pytest.mark.parametrize(
    ("born", "op", "expected"),
    [
        # 18 on 30 June 2025: the leerplicht ended that day
        ("2007-06-30", "2025-08-31", [OVERDRACHT]),
        ("2007-06-30", "2025-09-01", [STATUS, OVERDRACHT]),
        ("2007-06-30", "2026-08-31", [STATUS, OVERDRACHT]),
        ("2007-06-30", "2026-09-01", []),
        # 18 on 1 July 2025: it ended with 30 June
        ("2007-07-01", "2025-09-01", [STATUS, OVERDRACHT]),
        ("2007-12-31", "2025-09-01", [STATUS, OVERDRACHT]),
        # 18 on 1 January 2026: still leerplichtig on 1 September 2025
        ("2008-01-01", "2025-09-01", []),
        (
            "2008-01-01",
            "2026-01-01",
            [
                (
                    "vsv.overdracht open 2026-01-01 | uitgeschreven na 30 juni 2025, niet meer leerplichtig, geen "
                    "kwalificatie"
                )
            ],
        ),
    ],
)
def test_not_leerplichtig_any_more(born, op, expected):
    assert said(op, "vsv", {}, born=born, **WEG) == expected


@pytest.mark.parametrize(
    ("facts", "pupil", "expected"),
    [
        ({"kwalificaties": [{"datum": "2025-08-31", "soort": "certificaat_modulair_bso"}]}, {}, []),
        ({"kwalificaties": [{"datum": "2025-09-01", "soort": "diploma"}]}, {}, ["vsv.status", "vsv.overdracht"]),
        ({"kwalificaties": [{"datum": "2024-06-30", "soort": "getuigschrift_ov3"}]}, {}, []),
        ({}, {"diploma_secundair": "2025-06-30"}, []),
        ({"regulier_traject": False}, {}, ["vsv.overdracht"]),
        ({"eerder": True}, {}, ["vsv.overdracht"]),
    ],
)
def test_qualification_and_exclusions(facts, pupil, expected):
    lines = said("2025-10-01", "vsv", facts, born="2007-05-03", pupil=pupil, **WEG)
    assert [one.split()[0] for one in lines] == expected


@pytest.mark.parametrize(
    ("enrolments", "settings", "expected"),
    [
        ([{**WAS, "van": "2025-06-30"}], {}, ["vsv.status geldt", "vsv.overdracht open"]),
        ([{**WAS, "van": "2023-09-01", "tot": "2024-08-31"}], {}, []),
        ([{**WAS, "niveau": "lager"}], {}, []),
        ([WAS, {**WAS, "van": "2025-09-15", "tot": "2025-09-20"}], {}, ["vsv.overdracht open"]),
        ([{**WAS, "tot": "2025-01-31"}], {"vsv_maand_ingeschreven": 2}, ["vsv.overdracht open"]),
        ([{**WAS, "tot": "2025-02-01"}], {"vsv_maand_ingeschreven": 2}, ["vsv.status geldt", "vsv.overdracht open"]),
        ([{**WAS, "tot": "2025-09-30"}], {"vsv_maand_volgend": 10}, ["vsv.status geldt", "vsv.overdracht open"]),
        ([{**WAS, "tot": "2025-10-01"}], {"vsv_maand_volgend": 10}, ["vsv.overdracht open"]),
        ([WAS], {"vsv_maand_volgend": 2}, ["vsv.overdracht open"]),
        # enrolled from the day of reference on, and from the day after
        ([WAS, {**WAS, "van": "2025-10-01", "tot": "2025-10-10"}], {"vsv_maand_volgend": 10}, ["vsv.overdracht open"]),
        (
            [WAS, {**WAS, "van": "2025-10-02", "tot": "2025-10-10"}],
            {"vsv_maand_volgend": 10},
            ["vsv.status geldt", "vsv.overdracht open"],
        ),
        # who is enrolled again is handed over to nobody, and has not re-entered within a year
        ([WAS, {**WAS, "van": "2025-10-06", "tot": None}], {}, []),
        ([WAS, {**WAS, "van": "2025-10-06", "tot": None}], {"vsv_maand_volgend": 10}, ["vsv.status geldt"]),
    ],
)
def test_enrolled_in_one_year_and_not_in_the_next(enrolments, settings, expected):
    lines = said("2025-11-03", "vsv", {}, born="2007-05-03", inschrijvingen=enrolments, instellingen=settings)
    assert rules(lines) == expected


def test_day_of_reference_is_the_day_since_which():
    lines = said("2026-02-01", "vsv", {}, born="2007-05-03", instellingen={"vsv_maand_volgend": 2}, **WEG)
    assert lines[0].split(" | ")[0] == "vsv.status geldt 2026-02-01"
    answer = antwoord(
        make(born="2007-05-03", meer={"vsv": {}}, instellingen={"vsv_maand_volgend": 2}, **WEG), date(2025, 10, 1)
    )
    assert answer.verandert_op == date(2026, 2, 1)


def test_without_a_day_for_leerplicht_it_is_not_asked():
    lines = said("2025-10-01", "vsv", {}, born="2009-05-03", instellingen={"vsv_maand_leerplicht": None}, **WEG)
    assert rules(lines) == ["vsv.status geldt"]


TERUG = [
    {"school": "S1", "niveau": "secundair", "van": "2022-09-01", "tot": "2024-06-30"},
    {"school": "S2", "niveau": "secundair", "van": "2025-10-06", "tot": "2026-06-30"},
]


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        ("2024-09-02", ["vsv.status geldt", "vsv.overdracht open"]),
        ("2025-10-05", []),
        ("2025-10-06", ["vsv.herintrede geldt"]),
        ("2026-06-30", ["vsv.herintrede geldt"]),
        # the second interruption is not counted again
        ("2026-09-01", ["vsv.overdracht open"]),
    ],
)
def test_first_interruption_and_re_entry(op, expected):
    assert rules(said(op, "vsv", {}, born="2006-05-03", inschrijvingen=TERUG)) == expected


def test_re_entry_is_dated():
    assert said("2025-11-03", "vsv", {}, born="2006-05-03", inschrijvingen=TERUG) == [
        "vsv.herintrede geldt 2025-10-06 | vertrokken in 2023-2024 zonder kwalificatie"
    ]


def test_no_re_entry_for_who_never_left_or_is_in_another_level():
    assert said("2025-11-03", "vsv", {}) == []
    enrolments = [{**WAS, "niveau": "lager", "tot": None}]
    assert said("2025-11-03", "vsv", {}, born="2006-05-03", inschrijvingen=enrolments) == []


def test_second_chance_is_shown():
    ways = [{"datum": "2025-10-01", "weg": "examencommissie"}, {"datum": "2025-12-01", "weg": "volwassenenonderwijs"}]
    lines = said("2025-10-01", "vsv", {"tweedekans": ways}, born="2007-05-03", **WEG)
    assert lines[0] == f"{STATUS}; examencommissie sinds 1 oktober 2025"


@pytest.mark.parametrize(
    ("day", "op", "expected"),
    [
        ("2025-07-05", "2025-07-05", ["vsv.overdracht vervuld 2025-07-01 vervuld 2025-07-05"]),
        ("2025-07-05", "2025-10-01", []),
        ("2025-10-01", "2025-10-01", ["vsv.overdracht vervuld 2025-07-01 vervuld 2025-10-01"]),
        ("2025-10-02", "2025-10-01", ["vsv.overdracht open 2025-07-01"]),
    ],
)
def test_hand_over(day, op, expected):
    lines = said(op, "vsv", {"overdracht": day}, born="2007-05-03", **WEG)
    assert [one.split(" | ")[0] for one in lines if one.startswith("vsv.overdracht")] == expected


def test_pupil_domiciled_abroad_has_no_leerplicht():
    lines = said("2025-09-01", "vsv", {}, born="2012-05-03", pupil={"domicilie": "NL"}, **WEG)
    assert lines == [STATUS, OVERDRACHT]


def test_source_of_the_status():
    answer = antwoord(make(born="2007-05-03", meer={"vsv": {}}, **WEG), date(2025, 9, 1))
    outcome = answer.regel("vsv.status")
    assert (outcome.voor, outcome.van_kracht, line(outcome)) == (("school", "clb"), date(2009, 9, 1), STATUS)
    assert outcome.bron == ("002:316-335", "002:341-350", "000:5364-5365")


def test_month_of_reference_past_december_is_december():
    lines = said("2025-12-01", "vsv", {}, born="2007-05-03", instellingen={"vsv_maand_volgend": 13}, **WEG)
    assert lines[0].split(" | ")[0] == "vsv.status geldt 2025-12-01"
