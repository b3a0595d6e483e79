"""The calendar against the rules of the decree, written out here, and its arithmetic against counting day by day.

Rules: besluit van de Vlaamse Regering of 17 April 1991. What is written out here uses neither the calendar nor the
package beneath it. Easter Monday belongs to an Easter holiday that ends the day before (decision 0104).
"""

from calendar import monthrange
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerrecht.law.calendar import (
    calendar_days,
    half_days,
    is_half_day,
    is_school_day,
    lesson_days,
    long_holidays,
    nth_school_day,
    school_calendar,
    school_days,
    school_weeks,
    school_year,
    without_long_holidays,
    working_days,
)
from leerrecht.law.dates import add_months, add_years

DAY, WEEK = timedelta(days=1), timedelta(days=7)
YEARS = range(2017, 2031)
SOME = settings(max_examples=150, deadline=None)


def easter(year):
    """Butcher's rule."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday_of(day):
    return day - timedelta(days=day.weekday())


def weeks(monday, number):
    return monday, monday + number * WEEK - DAY


def school_holidays(year):
    """(first, last) of the five school holidays of a school year, in order."""
    all_saints, christmas, feast = date(year, 11, 1), date(year, 12, 25), easter(year + 1)
    autumn = date(year, 11, 2) if all_saints.weekday() == 6 else monday_of(all_saints)
    winter = monday_of(christmas) + WEEK if christmas.weekday() >= 5 else monday_of(christmas)
    april = date(year + 1, 4, 1)
    spring = april + timedelta(days=-april.weekday() % 7)
    if feast.month == 3:
        spring = feast + DAY
    elif feast > date(year + 1, 4, 15):
        spring = feast + DAY - 2 * WEEK
    first, last = weeks(spring, 2)
    return [
        weeks(autumn, 1),
        weeks(winter, 2),
        weeks(feast + DAY - 7 * WEEK, 1),
        (first, feast + DAY if last == feast else last),
        (date(year + 1, 7, 1), date(year + 1, 8, 31)),
    ]


def public_holidays(year):
    feast = easter(year)
    fixed = [(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)]
    moving = [feast, feast + DAY, feast + timedelta(days=39), feast + 7 * WEEK, feast + 7 * WEEK + DAY]
    return {date(year, month, day) for month, day in fixed} | set(moving)


def days(first, last):
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def free_by_rule(year):
    """The official free days of a school year on which one would otherwise teach or not."""
    found = {day for first, last in school_holidays(year) for day in days(first, last)}
    found |= {day for each in (year, year + 1) for day in public_holidays(each) if school_year(day) == year}
    return found | {easter(year + 1) + timedelta(days=40)}


FREE = {year: free_by_rule(year) for year in range(2016, 2033)}


def taught(day, part, free=frozenset(), free_parts=frozenset()):
    return not (
        day.weekday() >= 5
        or day in FREE[school_year(day)]
        or day in free
        or (day, part) in free_parts
        or (part == "nm" and day.weekday() == 2)
    )


def taught_day(day, free=frozenset(), free_parts=frozenset()):
    return any(taught(day, part, free, free_parts) for part in ("vm", "nm"))


@pytest.mark.parametrize("year", YEARS)
def test_calendar_follows_the_rules_of_the_decree(year):
    assert [(holiday.first, holiday.last) for holiday in long_holidays(year)] == school_holidays(year)
    whole = days(date(year, 9, 1), date(year + 1, 8, 31))
    assert [day for day in whole if is_school_day(day) != taught_day(day)] == []
    held = [(day, part) for day in whole for part in ("vm", "nm") if is_half_day(day, part)]
    assert held == [(day, part) for day in whole for part in ("vm", "nm") if taught(day, part)]
    assert school_calendar(year).half_count[-1] == len(held)


@pytest.mark.parametrize("year", YEARS)
def test_package_follows_the_rules_of_the_decree(year):
    public = holidays.country_holidays("BE", categories=("public",), years=year)
    assert set(public) == public_holidays(year)
    both = holidays.country_holidays("BE", subdiv="Flemish", categories=("public", "school"), years=[year, year + 1])
    assert {day for day in both if school_year(day) == year} == FREE[year]


DATES = st.dates(date(2017, 9, 1), date(2031, 8, 31))
LENGTHS = st.integers(-3, 500)


@st.composite
def stretches(draw):
    first = draw(DATES)
    last = min(first + timedelta(days=draw(LENGTHS)), date(2031, 8, 31))
    near = st.dates(first - timedelta(days=20), first + timedelta(days=200))
    free = draw(st.frozensets(near, max_size=6))
    parts = draw(st.frozensets(st.tuples(near, st.sampled_from(["vm", "nm"])), max_size=6))
    return first, last, free, parts


@SOME
@given(stretches())
def test_counts_are_those_of_counting_day_by_day(stretch):
    first, last, free, parts = stretch
    span = days(first, last)
    lessons = [day for day in span if taught_day(day, free, parts)]
    assert half_days(*stretch) == sum(taught(day, part, free, parts) for day in span for part in ("vm", "nm"))
    assert school_days(*stretch) == lesson_days(*stretch) == len(lessons)
    assert school_weeks(*stretch) == sorted({monday_of(day) for day in lessons})
    assert calendar_days(first, last) == len(span)
    assert working_days(first, last) == sum(day.weekday() < 5 and day not in public_holidays(day.year) for day in span)


@SOME
@given(DATES.filter(lambda day: day.year < 2029), st.integers(1, 120), st.frozensets(DATES, max_size=5))
def test_nth_school_day_is_that_of_counting(day, number, free):
    left, counted = number, day
    while left := left - taught_day(counted, free):
        counted += DAY
    assert nth_school_day(day, number, free) == counted
    assert school_days(day, counted, free) == number
    assert school_days(day, counted - DAY, free) == number - 1


@SOME
@given(DATES.filter(lambda day: day.year < 2029), st.integers(0, 90))
def test_term_without_holidays_holds_as_many_other_days_as_the_term(first, length):
    end = first + timedelta(days=length)
    moved = without_long_holidays(first, end)
    holiday = {day for year in range(2016, 2032) for start, last in school_holidays(year) for day in days(start, last)}
    assert sum(day not in holiday for day in days(first, moved - DAY)) == length
    assert moved == end or (moved - DAY) not in holiday


@SOME
@given(DATES, st.integers(-40, 40))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months):
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == min(day.day, monthrange(moved.year, moved.month)[1])


@SOME
@given(DATES, st.integers(0, 60))
def test_years_later_is_the_same_day_or_the_first_of_march(day, years):
    moved = add_years(day, years)
    leap = (day.month, day.day) == (2, 29) and monthrange(day.year + years, 2)[1] == 28
    assert moved == (date(day.year + years, 3, 1) if leap else date(day.year + years, day.month, day.day))
