"""Learning and working: age, 28 hours, 13 hours, 20 hours, and the school that must teach full time itself."""

import pytest

from tests.law.topics.said import said

DEELTIJDS = {"stelsel": "deeltijds", "van": "2024-09-01"}
WEEK = {"van": "2025-03-03", "invulling": "arbeidsdeelname", "uren_leren": 15, "uren_werkplek": 13}
OUD = "2008-05-03"


@pytest.mark.parametrize(
    ("week", "school", "op", "expected"),
    [
        ({}, DEELTIJDS, "2025-03-02", []),
        ({}, DEELTIJDS, "2025-03-03", []),
        (
            {"uren_werkplek": 12},
            DEELTIJDS,
            "2025-03-03",
            ["werken.engagement geldt 2025-03-03 over 2025-03-03 | 27 van de 28 uren per week"],
        ),
        ({"uren_werkplek": 12, "tot": "2025-03-07"}, DEELTIJDS, "2025-03-08", []),
        ({"uren_werkplek": 12}, {"van": "2024-09-01"}, "2025-03-03", []),
        ({"uren_werkplek": 12}, {"van": "2024-09-01", "niveau": "lager"}, "2025-03-03", []),
        (
            {"uren_werkplek": 12},
            {"stelsel": "duaal", "van": "2024-09-01"},
            "2025-09-01",
            ["werken.engagement geldt 2025-03-03 over 2025-03-03 | 27 van de 28 uren per week"],
        ),
        (
            {"uren_werkplek": 12},
            DEELTIJDS,
            "2025-09-01",
            ["werken.deeltijds_voorbij geldt 2025-09-01 over 2025-03-03 | stelsel deeltijds"],
        ),
        ({}, {"van": "2025-09-01"}, "2025-03-03", []),
    ],
)
def test_full_week(week, school, op, expected):
    assert said(op, "leren_werken", [{**WEEK, **week}], born=OUD, school=school) == expected


@pytest.mark.parametrize(
    ("born", "pupil", "op", "expected"),
    [
        ("2009-03-03", {}, "2025-03-03", []),
        ("2009-03-04", {}, "2025-03-03", ["werken.toegang geldt 2025-03-03 over 2025-03-03 | mag vanaf 4 maart 2025"]),
        ("2009-03-04", {}, "2025-03-04", []),
        ("2010-03-03", {"twee_leerjaren_so_beeindigd": "2024-06-30"}, "2025-03-03", []),
        (
            "2010-03-05",
            {"twee_leerjaren_so_beeindigd": "2024-06-30"},
            "2025-03-04",
            ["werken.toegang geldt 2025-03-03 over 2025-03-03 | mag vanaf 5 maart 2025"],
        ),
    ],
)
def test_age_for_learning_and_working(born, pupil, op, expected):
    assert said(op, "leren_werken", [WEEK], born=born, pupil=pupil, school=DEELTIJDS) == expected


def test_too_young_ends_with_the_period():
    week = {**WEEK, "tot": "2025-03-10"}
    assert said("2025-03-11", "leren_werken", [week], born="2009-06-01", school=DEELTIJDS) == []


@pytest.mark.parametrize(
    ("week", "op", "expected"),
    [
        (
            {"invulling": "aanloopfase", "uren_werkplek": 13},
            "2025-03-03",
            ["aanloop.screening open 2025-03-03 over 2025-03-03 | aanloopfase vanaf 3 maart 2025"],
        ),
        (
            {"invulling": "aanloopfase", "uren_leren": 16, "uren_werkplek": 12, "screening": "2025-03-01"},
            "2025-03-03",
            [
                "aanloop.uren geldt 2025-03-03 over 2025-03-03 | 12 uren per week",
                (
                    "aanloop.screening vervuld 2025-03-03 vervuld 2025-03-01 over 2025-03-03 "
                    "| aanloopfase vanaf 3 maart "
                    "2025"
                ),
            ],
        ),
        (
            {"uren_werkplek": 20},
            "2025-03-03",
            [
                (
                    "werken.overeenkomst open 2025-03-03 over 2025-03-03 "
                    "| 20 uren per week op een werkplek vanaf 3 maart "
                    "2025"
                )
            ],
        ),
        (
            {"uren_werkplek": 20, "overeenkomst": "2025-03-05"},
            "2025-03-05",
            [
                (
                    "werken.overeenkomst vervuld 2025-03-03 vervuld 2025-03-05 over 2025-03-03 "
                    "| 20 uren per week op een "
                    "werkplek vanaf 3 maart 2025"
                )
            ],
        ),
        ({"uren_werkplek": 19}, "2025-03-03", []),
        ({"invulling": "naft", "uren_werkplek": 20}, "2025-03-03", []),
        ({"invulling": "op_school", "uren_leren": 28, "uren_werkplek": 0}, "2025-03-03", []),
    ],
)
def test_how_the_week_is_filled(week, op, expected):
    assert said(op, "leren_werken", [{**WEEK, **week}], born=OUD, school=DEELTIJDS) == expected


NIETS = {"van": "2020-03-02", "invulling": "geen", "uren_leren": 28}


@pytest.mark.parametrize(
    ("week", "op", "expected"),
    [
        (NIETS, "2020-08-31", []),
        (
            NIETS,
            "2020-09-01",
            ["werken.op_school open 2020-09-01 over 2020-03-02 | werkplek niet ingevuld vanaf 2 maart 2020"],
        ),
        ({**NIETS, "tot": "2020-08-31"}, "2020-09-01", []),
        (
            {**NIETS, "voltijds_op_school": "2020-09-08"},
            "2020-09-08",
            [
                (
                    "werken.op_school vervuld 2020-09-01 vervuld 2020-09-08 over 2020-03-02 "
                    "| werkplek niet ingevuld vanaf "
                    "2 maart 2020"
                )
            ],
        ),
    ],
)
def test_school_teaches_full_time_when_there_is_no_workplace(week, op, expected):
    school = {"stelsel": "deeltijds", "van": "2019-09-01"}
    assert said(op, "leren_werken", [week], born="2003-05-03", school=school) == expected


def test_without_enrolment_the_hours_of_the_system_are_unknown():
    week = {**WEEK, "uren_leren": 3}
    assert said("2025-03-03", "leren_werken", [week], born=OUD, inschrijvingen=[]) == []
