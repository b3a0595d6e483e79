"""After a definitive exclusion: 1 February, 15 January, and two school years."""

import pytest

from tests.law.ask import measure
from tests.law.topics.said import said

DU = "definitieve_uitsluiting"


def excluded(op, van, facts=None, **rest):
    return said(op, "uitsluiting", facts or {}, maatregelen=[measure(DU, van)], **rest)


def of(lines, rule):
    return [line for line in lines if line.startswith(f"{rule} ")]


@pytest.mark.parametrize(
    ("van", "op", "expected"),
    [
        ("2025-10-06", "2026-01-31", []),
        (
            "2025-10-06",
            "2026-02-01",
            ["uitsluiting.telling geldt 2026-02-01 over 2025-10-06 | op 1 februari 2026 ingeschreven in S1"],
        ),
        (
            "2026-03-02",
            "2026-08-31",
            ["uitsluiting.telling geldt 2026-03-02 over 2026-03-02 | op 1 februari 2026 ingeschreven in S1"],
        ),
        ("2025-10-06", "2026-09-01", []),
        ("2026-08-31", "2026-08-30", []),
        (
            "2026-08-31",
            "2026-08-31",
            ["uitsluiting.telling geldt 2026-08-31 over 2026-08-31 | op 1 februari 2026 ingeschreven in S1"],
        ),
    ],
)
def test_which_school_counts_the_pupil(van, op, expected):
    assert of(excluded(op, van), "uitsluiting.telling") == expected


@pytest.mark.parametrize(
    ("enrolments", "where"),
    [
        ([{"school": "S1", "niveau": "secundair", "van": "2025-09-01", "tot": "2026-01-31"}], "nergens ingeschreven"),
        (
            [
                {"school": "S1", "niveau": "secundair", "van": "2025-09-01"},
                {"school": "S2", "niveau": "secundair", "van": "2026-02-01"},
            ],
            "ingeschreven in S2",
        ),
        ([{"niveau": "secundair", "van": "2025-09-01"}], "ingeschreven in de school"),
    ],
)
def test_count_follows_the_enrolment_of_the_day(enrolments, where):
    lines = of(excluded("2026-02-10", "2025-10-06", inschrijvingen=enrolments), "uitsluiting.telling")
    assert lines == [f"uitsluiting.telling geldt 2026-02-01 over 2025-10-06 | op 1 februari 2026 {where}"]


@pytest.mark.parametrize(
    ("van", "op", "expected"),
    [
        ("2026-02-01", "2026-03-01", []),
        (
            "2026-02-02",
            "2026-03-01",
            ["uitsluiting.na_telling geldt 2026-02-02 over 2026-02-02 | uitgesloten op 2 februari 2026"],
        ),
        ("2026-02-02", "2026-09-01", []),
        ("2026-08-31", "2026-08-31", []),
    ],
)
def test_after_the_count_the_end_of_the_year_is_better(van, op, expected):
    assert of(excluded(op, van), "uitsluiting.na_telling") == expected


B2 = {"leerjaar_2b": True}
NEXT = [
    {"school": "S1", "niveau": "secundair", "van": "2025-09-01"},
    {"school": "S2", "niveau": "secundair", "van": "2026-03-02"},
]


@pytest.mark.parametrize(
    ("van", "facts", "op", "rest", "expected"),
    [
        ("2026-01-15", B2, "2026-02-01", {}, []),
        (
            "2026-01-16",
            B2,
            "2026-01-16",
            {},
            ["uitsluiting.groep_2b geldt 2026-01-16 over 2026-01-16 | uitgesloten op 16 januari 2026 uit 2B"],
        ),
        ("2026-01-16", {}, "2026-02-01", {}, []),
        ("2026-01-16", B2, "2026-09-01", {}, []),
        ("2026-01-16", B2, "2026-02-01", {"school": {"niveau": "lager"}}, []),
        ("2026-01-16", B2, "2026-02-01", {"inschrijvingen": []}, []),
        (
            "2026-01-16",
            B2,
            "2026-03-01",
            {"inschrijvingen": NEXT},
            ["uitsluiting.groep_2b geldt 2026-01-16 over 2026-01-16 | uitgesloten op 16 januari 2026 uit 2B"],
        ),
        ("2026-01-16", B2, "2026-03-02", {"inschrijvingen": NEXT}, []),
    ],
)
def test_same_group_after_15_january(van, facts, op, rest, expected):
    assert of(excluded(op, van, facts, **rest), "uitsluiting.groep_2b") == expected


AGAIN = [
    {"school": "S1", "niveau": "secundair", "van": "2025-09-01", "tot": "2026-02-27"},
    {"school": "S1", "niveau": "secundair", "van": "2026-03-02"},
]
THAT_DAY = [NEXT[0], {**NEXT[1], "van": "2026-01-16"}]
LATER = [NEXT[0], {**NEXT[1], "van": "2026-01-17"}]
ONLY = ["uitsluiting.groep_2b geldt 2026-01-16 over 2026-01-16 | uitgesloten op 16 januari 2026 uit 2B"]


@pytest.mark.parametrize(
    ("school", "enrolments", "op", "expected"),
    [
        # back in the school that excluded is nowhere else, named or not
        ("S1", AGAIN, "2026-03-02", ONLY),
        ("", AGAIN, "2026-03-02", ONLY),
        ("", NEXT, "2026-03-01", ONLY),
        ("", NEXT, "2026-03-02", []),
        # elsewhere from the very day on, and from the next
        ("S1", THAT_DAY, "2026-01-16", []),
        ("S1", LATER, "2026-01-16", ONLY),
        ("S1", LATER, "2026-01-17", []),
    ],
)
def test_same_group_until_an_enrolment_elsewhere(school, enrolments, op, expected):
    lines = said(
        op, "uitsluiting", B2, inschrijvingen=enrolments, maatregelen=[measure(DU, "2026-01-16", school=school)]
    )  # fmt: skip
    assert of(lines, "uitsluiting.groep_2b") == expected


@pytest.mark.parametrize(
    ("van", "op", "expected"),
    [
        ("2025-10-06", "2025-10-05", []),
        (
            "2025-10-06",
            "2028-08-31",
            [
                (
                    "uitsluiting.weigering geldt 2025-10-06 over 2025-10-06 "
                    "| uitgesloten op 6 oktober 2025: tot en met 31 augustus 2028"
                )
            ],
        ),
        ("2025-10-06", "2028-09-01", []),
        # effective on 31 August: still that school year
        (
            "2026-08-31",
            "2028-08-31",
            [
                (
                    "uitsluiting.weigering geldt 2026-08-31 over 2026-08-31 "
                    "| uitgesloten op 31 augustus 2026: tot en met 31 augustus 2028"
                )
            ],
        ),
        ("2026-08-31", "2028-09-01", []),
    ],
)
def test_school_may_refuse_for_two_more_school_years(van, op, expected):
    assert of(excluded(op, van), "uitsluiting.weigering") == expected


def test_kleuter_and_other_measures_say_nothing():
    assert excluded("2026-02-10", "2025-10-06", school={"niveau": "kleuter"}, born="2020-05-03") == []
    short = [measure("tijdelijke_uitsluiting", "2026-02-02", "2026-02-03")]
    assert said("2026-02-10", "uitsluiting", B2, maatregelen=short) == []
