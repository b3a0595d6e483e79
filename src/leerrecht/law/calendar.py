"""The Flemish school calendar: what is held when, and why a day is free.

A school year is named by the calendar year in which it starts: 2025 runs from 1 September 2025 to 31 August 2026.
Half-days have a part: "vm" (forenoon) or "nm" (afternoon). Lessons are held from Monday to Friday between 1 September
and 30 June, on Wednesday in the forenoon only, outside school holidays and public holidays. A school takes its own
free days off: `free` below is a frozenset of dates, `free_parts` one of (date, part).

Calendar days, school days, lesson days and working days are four different things and four functions.

Source: the Flemish government's calendar of school holidays as the package `holidays` computes it (from 2010 on).
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import holidays

from leerrecht.law.dates import ONE_DAY

PARTS = ("vm", "nm")
FIRST_YEAR = 2010
LAST_YEAR = 2098
START_MONTH = 9
WEDNESDAY = 2
SATURDAY = 5
DAYS = 366
SIZE = 2 * DAYS
LONG_HOLIDAY_DAYS = 7

FreeDays = frozenset[date]
FreeParts = frozenset[tuple[date, str]]
NO_DAYS: FreeDays = frozenset()
NO_PARTS: FreeParts = frozenset()


class BuitenKalender(ValueError):  # noqa: N818 (a Dutch name)
    """A date for which no school calendar is known."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A school holiday, `first` and `last` included; `naam` in Dutch ("herfstvakantie")."""

    naam: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """One school year of one school; days are offsets from 1 September, half-days are indexes 2 * offset + (0 or 1).

    `held` is a strip of 732 bytes: "." where lessons are held, a space elsewhere. `next_day[i]` is the first school day
    on or after offset i (or `size` when there is none), `prev_day[i]` the last on or before it (or -1).
    `day_count[i]` and `half_count[i]` count school days and half-days before offset i. `weeks` holds the Monday offset
    of each school week (the first may be negative), `week_of[i]` the place in it of the school week of a day, or of the
    last school week before it (-1 before the first). `edges` are the last school day before and the first after each
    holiday of at least a week.
    """

    year: int
    start: int
    size: int
    held: bytes
    next_day: tuple[int, ...]
    prev_day: tuple[int, ...]
    day_count: tuple[int, ...]
    half_count: tuple[int, ...]
    weeks: tuple[int, ...]
    week_of: tuple[int, ...]
    edges: tuple[int, ...]


def school_year(day: date) -> int:
    """The school year of a date, by its first calendar year."""
    return day.year if day.month >= START_MONTH else day.year - 1


def label(year: int) -> str:
    """The usual name of a school year: `label(2025) == "2025-2026"`."""
    return f"{year}-{year + 1}"


def first_day(year: int) -> date:
    """1 September."""
    return date(year, START_MONTH, 1)


def last_day(year: int) -> date:
    """31 August."""
    return date(year + 1, START_MONTH, 1) - ONE_DAY


@cache
def _named(year: int, category: str) -> dict[date, str]:
    found = holidays.country_holidays("BE", subdiv="Flemish", categories=(category,), years=year, language="nl")
    return dict(found.items())


@cache
def _reasons(year: int) -> dict[date, str]:
    """Every official free day of a school year with its name in Dutch; a school holiday goes before a public one."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"voor schooljaar {label(year)} is er geen schoolkalender (wel van {FIRST_YEAR} tot {LAST_YEAR})"
        raise BuitenKalender(message)
    reasons: dict[date, str] = {}
    for calendar_year in (year, year + 1):
        for category in ("public", "school"):
            for day, name in _named(calendar_year, category).items():
                if school_year(day) == year:
                    reasons[day] = name.lower() if name.endswith("vakantie") else name
    return reasons


def why_free(day: date, part: str | None = None, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> str:
    """Why no lessons are held, in Dutch, or "" when they are.

    Names a school holiday ("herfstvakantie"), a public holiday ("Wapenstilstand"), "weekend", "woensdagnamiddag" or
    "vrije dag van de school". Without `part` the whole day is asked about.
    """
    official = _reasons(school_year(day)).get(day)
    if official is not None and (official.endswith("vakantie") or day.weekday() < SATURDAY):
        return official
    if day.weekday() >= SATURDAY:
        return "weekend"
    if day in free or (part is not None and (day, part) in free_parts):
        return "vrije dag van de school"
    if part == "nm" and day.weekday() == WEDNESDAY:
        return "woensdagnamiddag"
    return ""


def is_half_day(day: date, part: str, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> bool:
    """Whether lessons are held on that half-day."""
    return not why_free(day, part, free, free_parts)


def is_school_day(day: date, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> bool:
    """Whether at least one half-day of lessons is held."""
    return any(is_half_day(day, part, free, free_parts) for part in PARTS)


@cache
def long_holidays(year: int) -> tuple[Holiday, ...]:
    """The official school holidays of at least a week that begin in a school year, the summer holiday included."""
    found: list[Holiday] = []
    reasons = _reasons(year)
    days = sorted(day for day, name in reasons.items() if name.endswith("vakantie"))
    for day in days:
        if found and found[-1].naam == reasons[day]:
            found[-1] = Holiday(found[-1].naam, found[-1].first, day)
        else:
            found.append(Holiday(reasons[day], day, day))
    return tuple(holiday for holiday in found if (holiday.last - holiday.first).days + 1 >= LONG_HOLIDAY_DAYS)


@lru_cache(maxsize=4096)
def school_calendar(year: int, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> SchoolCalendar:
    """The calendar of a school for one school year; cached per year and free days."""
    first = first_day(year)
    size = (last_day(year) - first).days + 1
    held = bytearray(b" " * SIZE)
    for offset in range(size):
        day = first + timedelta(days=offset)
        for half, part in enumerate(PARTS):
            if is_half_day(day, part, free, free_parts):
                held[2 * offset + half] = 0x2E
    taught = [b"." in held[2 * offset : 2 * offset + 2] for offset in range(size)]
    next_day = [size] * (size + 1)
    for offset in range(size - 1, -1, -1):
        next_day[offset] = offset if taught[offset] else next_day[offset + 1]
    prev_day, day_count, half_count = [-1] * size, [0] * (size + 1), [0] * (size + 1)
    for offset in range(size):
        prev_day[offset] = offset if taught[offset] else (prev_day[offset - 1] if offset else -1)
        day_count[offset + 1] = day_count[offset] + taught[offset]
        half_count[offset + 1] = half_count[offset] + held[2 * offset : 2 * offset + 2].count(b".")
    mondays = sorted({offset - (first + timedelta(days=offset)).weekday() for offset in range(size) if taught[offset]})
    edges: set[int] = set()
    if any(taught):
        edges = {next_day[0], prev_day[size - 1]}
        for holiday in long_holidays(year):
            before, after = (holiday.first - first).days - 1, (holiday.last - first).days + 1
            edges |= {prev_day[before], next_day[after]} & set(range(size))
    return SchoolCalendar(
        year,
        first.toordinal(),
        size,
        bytes(held),
        tuple(next_day),
        tuple(prev_day),
        tuple(day_count),
        tuple(half_count),
        tuple(mondays),
        tuple(bisect_right(mondays, offset) - 1 for offset in range(size)),
        tuple(sorted(edges)),
    )


def _years(first: date, last: date) -> Iterator[tuple[int, int, int]]:
    """(school year, first offset, offset after the last) of the stretch from `first` to `last`, both included."""
    for year in range(school_year(first), school_year(last) + 1):
        start = first_day(year)
        low = max(first, start)
        high = min(last, last_day(year))
        if low <= high:
            yield year, (low - start).days, (high - start).days + 1


def half_days(first: date, last: date, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> int:
    """The number of half-days held from `first` to `last`, both included."""
    total = 0
    for year, low, high in _years(first, last):
        counts = school_calendar(year, free, free_parts).half_count
        total += counts[high] - counts[low]
    return total


def school_days(first: date, last: date, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> int:
    """The number of days from `first` to `last`, both included, on which at least one half-day is held."""
    total = 0
    for year, low, high in _years(first, last):
        counts = school_calendar(year, free, free_parts).day_count
        total += counts[high] - counts[low]
    return total


def lesson_days(first: date, last: date, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> int:
    """The number of lesson days: the secondary schools' word, counted like school days."""
    return school_days(first, last, free, free_parts)


def calendar_days(first: date, last: date) -> int:
    """The number of days from `first` to `last`, both included."""
    return max(0, (last - first).days + 1)


def working_days(first: date, last: date) -> int:
    """The number of days from Monday to Friday that are no public holiday, `first` and `last` included."""
    days = (first + timedelta(days=offset) for offset in range(calendar_days(first, last)))
    return sum(day.weekday() < SATURDAY and day not in _named(day.year, "public") for day in days)


def school_weeks(first: date, last: date, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> list[date]:
    """The Mondays of the weeks that hold at least one half-day between `first` and `last`, both included."""
    mondays: set[date] = set()
    for year, low, high in _years(first, last):
        school = school_calendar(year, free, free_parts)
        offset = school.next_day[low]
        while offset < high:
            day = date.fromordinal(school.start + offset)
            mondays.add(day - timedelta(days=day.weekday()))
            offset = school.next_day[offset + 1]
    return sorted(mondays)


def nth_school_day(day: date, number: int, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> date:
    """The `number`-th school day, where `day` itself is the first if lessons are held on it.

    Raises BuitenKalender when the calendar ends before that day.
    """
    left, year = number, school_year(day)
    offset = (day - first_day(year)).days
    while True:
        school = school_calendar(year, free, free_parts)
        left -= 1 if (offset := school.next_day[offset]) < school.size else 0
        if offset == school.size:
            year, offset = year + 1, 0
        elif left == 0:
            return date.fromordinal(school.start + offset)
        else:
            offset += 1


def without_long_holidays(first: date, end: date) -> date:
    """`end`, later by each day of a school holiday of at least a week from `first` up to, not including, the end.

    The days by which it moves are looked at in their turn, until they hold no such holiday any more.
    """
    start = first
    while start < end:
        in_holiday = 0
        for year in range(school_year(start), school_year(end) + 1):
            for holiday in long_holidays(year):
                overlap = min(holiday.last + ONE_DAY, end) - max(holiday.first, start)
                in_holiday += max(0, overlap.days)
        start, end = end, end + timedelta(days=in_holiday)
    return end
