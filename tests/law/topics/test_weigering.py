"""A refusal: what is lawful when, the four, ten, thirty and twenty-one days, and the place announced for 2027."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerrecht.law import antwoord
from tests.law.ask import make
from tests.law.topics.said import line, rules, said

GEEN_SCHOOL = {"inschrijvingen": []}


def refused(op, **facts):
    return said(op, "weigering", [{"datum": "2025-10-06", "grond": "volzet", **facts}], **GEEN_SCHOOL)


def of(lines, rule):
    return [one for one in lines if one.startswith(f"weigering.{rule} ")]


DOCUMENT = "weigering.document open 2025-10-06 uiterlijk 2025-10-10 over 2025-10-06 | geweigerd op 6 oktober 2025"
BEMIDDELING = (
    "weigering.bemiddeling geldt 2025-10-06 uiterlijk 2025-10-16 over 2025-10-06 | geweigerd op 6 oktober 2025"
)
KLACHT = "weigering.klacht geldt 2025-10-06 uiterlijk 2025-11-05 over 2025-10-06 | termijn vanaf 6 oktober 2025"
LIJST = "weigering.wachtlijst geldt 2025-10-06 uiterlijk 2025-10-07 over 2025-10-06 | geweigerd omdat de school vol is"


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2025-10-05", {}, []),
        ("2025-10-06", {}, [DOCUMENT, BEMIDDELING, KLACHT, LIJST]),
        ("2025-10-07", {}, [DOCUMENT, BEMIDDELING, KLACHT, LIJST]),
        ("2025-10-08", {}, [DOCUMENT, BEMIDDELING, KLACHT]),
        ("2025-10-16", {}, [DOCUMENT, BEMIDDELING, KLACHT]),
        ("2025-10-17", {}, [DOCUMENT, KLACHT]),
        ("2025-11-05", {}, [DOCUMENT, KLACHT]),
        ("2025-11-06", {}, [DOCUMENT]),
        (
            "2025-10-08",
            {"document": "2025-10-08"},
            [
                (
                    "weigering.document vervuld 2025-10-06 vervuld 2025-10-08 uiterlijk 2025-10-10 over 2025-10-06 "
                    "| geweigerd op 6 oktober 2025"
                ),
                (
                    "weigering.bemiddeling geldt 2025-10-08 uiterlijk 2025-10-18 over 2025-10-06 "
                    "| geweigerd op 6 oktober 2025"
                ),
                "weigering.klacht geldt 2025-10-08 uiterlijk 2025-11-07 over 2025-10-06 | termijn vanaf 8 oktober 2025",
            ],
        ),
        (
            "2025-10-20",
            {"bemiddeling_gevraagd": "2025-10-07"},
            [
                DOCUMENT,
                (
                    "weigering.bemiddelen open 2025-10-07 uiterlijk 2025-10-21 over 2025-10-06 "
                    "| bemiddeling gevraagd op 7 oktober 2025"
                ),
                KLACHT,
            ],
        ),
        (
            "2025-11-20",
            {"bemiddeling_gevraagd": "2025-10-07", "bemiddeling_einde": "2025-10-21"},
            [
                DOCUMENT,
                (
                    "weigering.bemiddelen vervuld 2025-10-07 vervuld 2025-10-21 uiterlijk 2025-10-21 over 2025-10-06 "
                    "| bemiddeling gevraagd op 7 oktober 2025"
                ),
                (
                    "weigering.klacht geldt 2025-10-21 uiterlijk 2025-11-20 over 2025-10-06 "
                    "| termijn vanaf 21 oktober 2025"
                ),
            ],
        ),
        (
            "2025-10-20",
            {"klacht": "2025-10-20"},
            [
                DOCUMENT,
                "weigering.oordeel open 2025-10-20 uiterlijk 2025-11-10 over 2025-10-06 | klacht van 20 oktober 2025",
            ],
        ),
        (
            "2025-11-10",
            {"klacht": "2025-10-20", "oordeel": "2025-11-10"},
            [
                DOCUMENT,
                (
                    "weigering.oordeel vervuld 2025-10-20 vervuld 2025-11-10 uiterlijk 2025-11-10 over 2025-10-06 "
                    "| klacht van 20 oktober 2025"
                ),
            ],
        ),
    ],
)
def test_terms_of_the_family_and_of_those_who_answer(op, facts, expected):
    assert refused(op, **facts) == expected


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2025-09-01", "2025-10-07"),
        ("2025-10-07", "2025-10-07"),
        ("2025-10-08", "2026-10-07"),
        ("2026-03-02", "2026-10-07"),
    ],
)
def test_waiting_list_holds_until_the_fifth_school_day_of_october(day, last):
    (found,) = of(refused(day, datum=day), "wachtlijst")
    assert found.split(" over ")[0] == f"weigering.wachtlijst geldt {day} uiterlijk {last}"


ELDERS = {"grond": "elders_uitgesloten", "lop_afspraak": True, "uitgesloten_op": "2025-09-15"}
BEIDE = {"criteria": ["begeleidingsdossiers", "elders_uitgesloten_leerlingen"]}


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, None),
        ({"grond": "toelatingsvoorwaarden"}, None),
        ({"grond": "andere"}, "de reden staat niet in de regels"),
        ({**ELDERS, **BEIDE}, None),
        ({**ELDERS, **BEIDE, "uitgesloten_op": None}, None),
        ({**ELDERS, **BEIDE, "lop_afspraak": False}, "het LOP maakte daar geen afspraken over"),
        ({**ELDERS, **BEIDE, "niveau": "lager"}, "een uitsluiting elders is geen reden in het basisonderwijs"),
        (
            {**ELDERS, **BEIDE, "soort": "buitengewoon"},
            "een uitsluiting elders is geen reden in het buitengewoon onderwijs",
        ),
        (
            {**ELDERS, **BEIDE, "uitgesloten_op": "2025-08-31"},
            "de uitsluiting van 31 augustus 2025 viel in een ander schooljaar",
        ),
        ({"grond": "hier_uitgesloten"}, None),
        ({"grond": "hier_uitgesloten", "uitgesloten_op": "2023-09-01"}, None),
        (
            {"grond": "hier_uitgesloten", "uitgesloten_op": "2023-08-31"},
            "de uitsluiting van 31 augustus 2023 telde tot en met 31 augustus 2025",
        ),
    ],
)
def test_which_refusal_cannot_stand(facts, why):
    expected = [] if why is None else [f"weigering.onwettig geldt 2025-10-06 over 2025-10-06 | {why}"]
    assert of(refused("2025-10-10", **facts), "onwettig") == expected


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2026-08-31", {}, ["weigering.onwettig geldt"]),
        ("2026-09-01", {}, []),
        ("2025-11-03", {"ingeschreven": "2025-11-03"}, ["weigering.onwettig geldt"]),
        ("2025-11-04", {"ingeschreven": "2025-11-03"}, []),
        ("2025-10-06", {"ingeschreven": "2025-10-05"}, []),
    ],
)
def test_refusal_matters_until_the_pupil_is_enrolled(op, facts, expected):
    assert rules(of(refused(op, grond="andere", **facts), "onwettig")) == expected


@pytest.mark.parametrize(
    ("day", "facts", "expected"),
    [
        ("2025-10-06", BEIDE, []),
        (
            "2025-10-06",
            {"criteria": ["begeleidingsdossiers"]},
            ["weigering.lop_criteria geldt 2025-10-06 over 2025-10-06 | zonder elders uitgesloten leerlingen"],
        ),
        (
            "2025-10-06",
            {},
            [
                (
                    "weigering.lop_criteria geldt 2025-10-06 over 2025-10-06 "
                    "| zonder begeleidingsdossiers; zonder elders uitgesloten leerlingen"
                )
            ],
        ),
        ("2025-10-06", {"lop_afspraak": False}, []),
        ("2023-06-05", {}, []),
    ],
)
def test_criteria_of_the_lop_since_2023(day, facts, expected):
    known = {**ELDERS, "uitgesloten_op": None, **facts}
    assert of(refused(day, datum=day, **known), "lop_criteria") == expected


def test_schools_that_are_one_whole():
    assert of(refused("2025-10-06", grond="scholengroep_uitgesloten"), "scholengeheel") == [
        (
            "weigering.scholengeheel geldt 2025-10-06 over 2025-10-06 "
            "| geweigerd door een school die één geheel vormt met de school die uitsloot"
        )
    ]


@pytest.mark.parametrize(("op", "count"), [("2025-11-30", 1), ("2025-12-01", 1), ("2025-12-02", 0)])
def test_schools_that_are_one_whole_matter_until_the_pupil_is_enrolled(op, count):
    lines = refused(op, grond="scholengroep_uitgesloten", ingeschreven="2025-12-01")
    assert len(of(lines, "scholengeheel")) == count


NIEUW = {**ELDERS, **BEIDE, "uitgesloten_op": None}


@pytest.mark.parametrize(
    ("day", "op", "facts", "expected"),
    [
        ("2027-08-31", "2027-10-01", {}, []),
        (
            "2027-09-01",
            "2027-09-01",
            {},
            ["weigering.plaats open 2027-09-01 over 2027-09-01 | geweigerd om een uitsluiting elders"],
        ),
        (
            "2027-09-01",
            "2027-09-01",
            {"soort": "buitengewoon"},
            ["weigering.plaats open 2027-09-01 over 2027-09-01 | geweigerd om een uitsluiting elders"],
        ),
        ("2027-09-01", "2027-09-01", {"lop_afspraak": False}, []),
        (
            "2027-09-06",
            "2027-09-20",
            {"plaats_gevonden": "2027-09-13"},
            ["weigering.plaats open 2027-09-06 over 2027-09-06 | geweigerd om een uitsluiting elders"],
        ),
        (
            "2027-09-06",
            "2027-09-19",
            {"plaats_gevonden": "2027-09-13", "ingeschreven": "2027-09-20"},
            ["weigering.plaats open 2027-09-06 over 2027-09-06 | geweigerd om een uitsluiting elders"],
        ),
        (
            "2027-09-06",
            "2027-09-20",
            {"plaats_gevonden": "2027-09-13", "ingeschreven": "2027-09-20"},
            [
                (
                    "weigering.plaats vervuld 2027-09-06 vervuld 2027-09-20 over 2027-09-06 "
                    "| geweigerd om een uitsluiting elders"
                )
            ],
        ),
    ],
)
def test_announced_place_before_a_refusal(day, op, facts, expected):
    assert of(refused(op, datum=day, **{**NIEUW, **facts}), "plaats") == expected


def test_announced_rule_is_never_shown_as_law():
    facts = [{"datum": "2027-09-06", **NIEUW}]
    outcome = antwoord(make(meer={"weigering": facts}, **GEEN_SCHOOL), date(2027, 9, 6)).regel("weigering.plaats")
    assert outcome._asdict() == {
        "regel": "weigering.plaats",
        "aard": "plicht",
        "status": "open",
        "voor": ("school", "lop"),
        "sinds": date(2027, 9, 6),
        "uiterlijk": None,
        "vervuld_op": None,
        "omdat": ("geweigerd om een uitsluiting elders",),
        "bron": ("003:980-993",),
        "van_kracht": date(2027, 9, 1),
        "voorwerp": "2027-09-06",
        "advies": True,
    }
    assert line(outcome) == "weigering.plaats open 2027-09-06 over 2027-09-06 | geweigerd om een uitsluiting elders"


@given(st.dates(date(2025, 9, 1), date(2026, 8, 1)), st.integers(0, 45))
def test_complaint_within_thirty_days(day, later):
    op = day + timedelta(days=later)
    lines = refused(op.isoformat(), datum=day.isoformat())
    assert (len(of(lines, "bemiddeling")), len(of(lines, "klacht"))) == (later <= 10, later <= 30)
