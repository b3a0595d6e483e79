"""The school calendar: what is held, why not, and the different ways to count days."""

from datetime import date

import pytest

from leerrecht.law import calendar
from leerrecht.law.calendar import (
    BuitenKalender,
    Holiday,
    calendar_days,
    half_days,
    is_half_day,
    is_school_day,
    label,
    last_day,
    lesson_days,
    long_holidays,
    nth_school_day,
    school_calendar,
    school_days,
    school_weeks,
    school_year,
    why_free,
    without_long_holidays,
    working_days,
)


@pytest.mark.parametrize(
    ("day", "year"), [("2025-08-31", 2024), ("2025-09-01", 2025), ("2026-01-01", 2025), ("2026-08-31", 2025)]
)
def test_school_year_starts_on_the_first_of_september(day, year):
    assert school_year(date.fromisoformat(day)) == year


def test_label_names_both_years():
    assert (label(2025), last_day(2025)) == ("2025-2026", date(2026, 8, 31))


@pytest.mark.parametrize(("year", "halves"), [(2024, 323), (2025, 327), (2026, 329), (2027, 326)])
def test_half_days_of_a_year(year, halves):
    assert half_days(date(year, 9, 1), date(year + 1, 8, 31)) == halves


@pytest.mark.parametrize(
    ("day", "part", "why"),
    [
        ("2025-10-06", "vm", ""),
        ("2025-10-08", "vm", ""),
        ("2025-10-08", "nm", "woensdagnamiddag"),
        ("2025-10-11", "vm", "weekend"),
        ("2025-10-25", "vm", "weekend"),
        ("2025-10-27", "vm", "herfstvakantie"),
        ("2025-11-01", "vm", "herfstvakantie"),
        ("2026-11-01", "vm", "weekend"),
        ("2026-11-11", "vm", "Wapenstilstand"),
        ("2026-05-15", "nm", "Vrijdag na O. L. H. Hemelvaart"),
        ("2025-04-21", "vm", "paasvakantie"),
        ("2026-06-30", "nm", ""),
        ("2026-07-01", "vm", "zomervakantie"),
        ("2025-10-13", "nm", "vrije dag van de school"),
        ("2025-10-14", "nm", "vrije dag van de school"),
        ("2025-10-14", "vm", ""),
    ],
)
def test_why_free(day, part, why):
    day = date.fromisoformat(day)
    free, parts = frozenset({date(2025, 10, 13)}), frozenset({(date(2025, 10, 14), "nm")})
    assert why_free(day, part, free, parts) == why
    assert is_half_day(day, part, free, parts) == (why == "")


def test_school_day_needs_one_half_day():
    free = frozenset({(date(2025, 10, 8), "vm")})
    assert is_school_day(date(2025, 10, 8))
    assert not is_school_day(date(2025, 10, 8), free_parts=free)
    assert why_free(date(2025, 10, 8)) == ""


def test_long_holidays_of_a_year():
    assert long_holidays(2025) == (
        Holiday("herfstvakantie", date(2025, 10, 27), date(2025, 11, 2)),
        Holiday("kerstvakantie", date(2025, 12, 22), date(2026, 1, 4)),
        Holiday("krokusvakantie", date(2026, 2, 16), date(2026, 2, 22)),
        Holiday("paasvakantie", date(2026, 4, 6), date(2026, 4, 19)),
        Holiday("zomervakantie", date(2026, 7, 1), date(2026, 8, 31)),
    )


@pytest.mark.parametrize("year", [2009, 2099])
def test_calendar_outside_what_is_known(year):
    with pytest.raises(BuitenKalender, match=f"{year}-{year + 1}"):
        why_free(date(year, 10, 1))


def test_four_ways_to_count_are_four_numbers():
    span = (date(2025, 11, 3), date(2025, 11, 16))
    assert (calendar_days(*span), school_days(*span), lesson_days(*span), working_days(*span), half_days(*span)) == (
        14,
        9,
        9,
        9,
        16,
    )
    free = frozenset({date(2025, 11, 10)})
    assert (school_days(*span, free), working_days(*span), half_days(*span, free)) == (8, 9, 14)


def test_counts_over_the_summer():
    span = (date(2026, 6, 29), date(2026, 9, 2))
    assert (school_days(*span), half_days(*span), working_days(*span)) == (4, 7, 47)
    assert calendar_days(date(2026, 1, 2), date(2026, 1, 1)) == 0
    assert school_days(date(2026, 1, 9), date(2026, 1, 8)) == 0


def test_school_weeks_leave_out_holidays():
    assert school_weeks(date(2025, 10, 20), date(2025, 11, 9)) == [date(2025, 10, 20), date(2025, 11, 3)]
    assert school_weeks(date(2026, 7, 1), date(2026, 8, 31)) == []


@pytest.mark.parametrize(
    ("day", "number", "reached"),
    [
        ("2025-10-06", 1, "2025-10-06"),
        ("2025-10-11", 1, "2025-10-13"),
        ("2025-10-24", 2, "2025-11-03"),
        ("2026-06-30", 2, "2026-09-01"),
    ],
)
def test_nth_school_day(day, number, reached):
    assert nth_school_day(date.fromisoformat(day), number) == date.fromisoformat(reached)


@pytest.mark.parametrize(
    ("first", "end", "moved"),
    [
        ("2025-09-03", "2025-10-03", "2025-10-03"),
        ("2025-09-27", "2025-10-27", "2025-10-27"),
        ("2025-09-28", "2025-10-28", "2025-11-04"),
        ("2025-10-15", "2025-11-15", "2025-11-22"),
        ("2025-11-25", "2025-12-25", "2026-01-08"),
        ("2025-12-22", "2026-01-22", "2026-02-05"),
        ("2026-06-15", "2026-07-15", "2026-09-15"),
    ],
)
def test_term_is_longer_by_each_day_of_holiday(first, end, moved):
    assert without_long_holidays(date.fromisoformat(first), date.fromisoformat(end)) == date.fromisoformat(moved)


def test_calendar_knows_edges_of_holidays_and_weeks():
    year = school_calendar(2025)
    days = [date.fromordinal(year.start + offset).isoformat() for offset in year.edges]
    assert days == [
        "2025-09-01",
        "2025-10-24",
        "2025-11-03",
        "2025-12-19",
        "2026-01-05",
        "2026-02-13",
        "2026-02-23",
        "2026-04-03",
        "2026-04-20",
        "2026-06-30",
    ]
    assert (len(year.weeks), year.weeks[:2], year.week_of[6:8], year.size, len(year.held)) == (
        38,
        (0, 7),
        (0, 1),
        365,
        732,
    )


def test_calendar_of_a_school_that_is_always_closed():
    days = frozenset(date.fromordinal(date(2025, 9, 1).toordinal() + offset) for offset in range(365))
    closed = school_calendar(2025, days)
    assert (closed.edges, closed.weeks, closed.half_count[-1], closed.next_day[0], closed.prev_day[-1]) == (
        (),
        (),
        0,
        365,
        -1,
    )


def test_every_year_has_a_calendar():
    halves = [school_calendar(year).half_count[-1] for year in range(2010, 2036)]
    assert (min(halves), max(halves)) == (323, 331)
    assert calendar.FIRST_YEAR == 2010
