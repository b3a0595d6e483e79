"""The strip: places and marks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerrecht.law import strip
from leerrecht.law.calendar import NO_DAYS, NO_PARTS, school_calendar
from leerrecht.law.casus import OPEN_END

DAYS = st.dates(date(2011, 9, 1), date(2034, 8, 31))


@given(DAYS, st.sampled_from(["vm", "nm"]))
def test_place_and_half_day_are_each_others_inverse(day, part):
    year = strip.school_year(day)
    assert strip.half_day(year, strip.index(day, part)) == (day, part)


@pytest.mark.parametrize(
    ("day", "part", "place"), [("2025-09-01", "vm", 0), ("2025-09-01", "nm", 1), ("2026-08-31", "nm", 729)]
)
def test_index_of_a_half_day(day, part, place):
    assert strip.index(date.fromisoformat(day), part) == place


def test_build_leaves_out_what_is_not_held():
    marks = [
        (date(2025, 10, 6), "vm", "B"),
        (date(2025, 10, 6), "vm", "Z"),
        (date(2025, 10, 8), "nm", "B"),
        (date(2025, 10, 11), "vm", "B"),
        (date(2024, 10, 7), "vm", "B"),
        (date(2025, 10, 13), "vm", "B"),
    ]
    made = strip.build(2025, marks, frozenset({date(2025, 10, 13)}))
    assert (made.count(b"B"), made.count(b"Z"), len(made)) == (0, 1, 732)
    assert made.index(b"Z") == strip.index(date(2025, 10, 6), "vm")


def test_base_of_two_enrolments_has_the_free_days_of_each():
    closed = frozenset({date(2025, 9, 2), date(2025, 12, 2)})
    made = strip.base(
        2025,
        (
            (date(2024, 9, 1), date(2025, 11, 30), closed, NO_PARTS),
            (date(2025, 12, 1), OPEN_END, NO_DAYS, NO_PARTS),
            (date(2020, 9, 1), date(2021, 6, 30), NO_DAYS, NO_PARTS),
        ),
    )
    expected = bytearray(school_calendar(2025).held)
    expected[2:4] = b"  "
    assert made == bytes(expected)


def test_base_of_a_full_year_is_the_calendar():
    segments = ((date(2025, 9, 1), OPEN_END, NO_DAYS, NO_PARTS),)
    assert strip.base(2025, segments) is school_calendar(2025, NO_DAYS, NO_PARTS).held


def test_fill_touches_held_half_days_only():
    made = bytearray(strip.build(2025, []))
    strip.fill(made, 0, 14, 2, "R")
    assert bytes(made[:14]) == b"R.R.R R.R.    "
