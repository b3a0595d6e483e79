"""Reports of special needs: their names by date, what they open, and that a copy travels along."""

import pytest

from tests.law.topics.said import said

NEXT = [
    {"school": "S1", "niveau": "secundair", "van": "2025-09-01"},
    {"school": "S2", "niveau": "secundair", "van": "2026-03-02"},
]


@pytest.mark.parametrize(
    ("facts", "op", "expected"),
    [
        ({"datum": "2025-10-06", "soort": "GC"}, "2025-10-05", []),
        (
            {"datum": "2025-10-06", "soort": "GC"},
            "2025-10-06",
            ["verslag.leersteun geldt 2025-10-06 over 2025-10-06 | GC van 6 oktober 2025"],
        ),
        (
            {"datum": "2025-10-06", "soort": "IAC", "opgeheven": "2026-01-05"},
            "2026-01-04",
            ["verslag.keuze geldt 2025-10-06 over 2025-10-06 | IAC van 6 oktober 2025"],
        ),
        ({"datum": "2025-10-06", "soort": "OV4", "opgeheven": "2026-01-05"}, "2026-01-05", []),
        (
            {"datum": "2023-08-31", "soort": "IAC"},
            "2025-10-06",
            ["verslag.naam geldt 2023-08-31 over 2023-08-31 | IAC van 31 augustus 2023"],
        ),
        (
            {"datum": "2023-09-01", "soort": "gemotiveerd_verslag"},
            "2025-10-06",
            ["verslag.naam geldt 2023-09-01 over 2023-09-01 | gemotiveerd verslag van 1 september 2023"],
        ),
        ({"datum": "2023-08-31", "soort": "verslag"}, "2025-10-06", []),
        (
            {"datum": "2023-08-31", "soort": "IAC", "opgeheven": "2025-10-07"},
            "2025-10-06",
            ["verslag.naam geldt 2023-08-31 over 2023-08-31 | IAC van 31 augustus 2023"],
        ),
        ({"datum": "2023-08-31", "soort": "IAC", "opgeheven": "2025-10-06"}, "2025-10-06", []),
    ],
)
def test_name_and_what_it_opens(facts, op, expected):
    assert said(op, "verslag", [facts]) == expected


def moved(op, inschrijvingen=NEXT, **facts):
    lines = said(op, "verslag", [{"datum": "2025-10-06", "soort": "GC", **facts}], inschrijvingen=inschrijvingen)
    return [line for line in lines if line.startswith("verslag.overdracht")]


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2026-03-01", {}, []),
        (
            "2026-03-02",
            {},
            [
                "verslag.overdracht open 2026-03-02 over 2025-10-06 | andere school sinds 2 maart 2026",
                "verslag.overdracht_clb open 2026-03-02 over 2025-10-06 | andere school sinds 2 maart 2026",
            ],
        ),
        (
            "2026-03-10",
            {"school_bezorgde": "2026-03-09", "clb_bezorgde": "2026-03-10"},
            [
                (
                    "verslag.overdracht vervuld 2026-03-02 vervuld 2026-03-09 over 2025-10-06 "
                    "| andere school sinds 2 maart 2026"
                ),
                (
                    "verslag.overdracht_clb vervuld 2026-03-02 vervuld 2026-03-10 over 2025-10-06 "
                    "| andere school sinds 2 maart 2026"
                ),
            ],
        ),
        ("2026-09-01", {"school_bezorgde": "2026-03-09", "clb_bezorgde": "2026-03-10"}, []),
        ("2026-03-02", {"opgeheven": "2026-03-02"}, []),
        ("2026-03-02", {"datum": "2025-08-01", "soort": "GC"}, []),
    ],
)
def test_copy_goes_to_the_new_school_and_clb(op, facts, expected):
    assert moved(op, **facts) == expected


@pytest.mark.parametrize(
    ("op", "settings", "facts", "expected"),
    [
        ("2026-04-06", {}, {}, []),
        (
            "2025-10-06",
            {"verslag_evaluatie_maanden": 6},
            {},
            ["verslag.evaluatie open 2025-10-06 uiterlijk 2026-04-06 over 2025-10-06 | laatste stap op 6 oktober 2025"],
        ),
        (
            "2026-03-30",
            {"verslag_evaluatie_maanden": 6},
            {"evaluaties": ["2026-03-30"]},
            ["verslag.evaluatie open 2026-03-30 uiterlijk 2026-09-30 over 2025-10-06 | laatste stap op 30 maart 2026"],
        ),
        ("2026-03-30", {"verslag_evaluatie_maanden": 6}, {"opgeheven": "2026-03-01"}, []),
    ],
)
def test_evaluation_only_at_the_term_the_school_chose(op, settings, facts, expected):
    lines = said(op, "verslag", [{"datum": "2025-10-06", "soort": "GC", **facts}], instellingen=settings)
    assert [line for line in lines if line.startswith("verslag.evaluatie")] == expected


def test_copy_goes_nowhere_for_who_comes_back_to_the_same_school():
    again = [{**NEXT[0], "tot": "2026-02-27"}, {**NEXT[1], "school": "S1"}]
    assert moved("2026-03-02", inschrijvingen=again) == []
