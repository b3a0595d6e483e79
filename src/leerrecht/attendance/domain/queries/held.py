"""On which half-days a school holds lessons: the law's calendar minus the school's own free days."""

from collections.abc import Iterable
from datetime import date as Date
from datetime import datetime, time, timedelta

from leerrecht.enrolment.models import FreeDay
from leerrecht.law import calendar

HalfDayKey = tuple[Date, str]
PARTS = calendar.PARTS
NOON = time(12)


def calendars(school_ids: Iterable[int], year: int) -> dict[int, calendar.SchoolCalendar]:
    """The calendar of each school for one school year: one query."""
    days: dict[int, set[Date]] = {school_id: set() for school_id in school_ids}
    parts: dict[int, set[HalfDayKey]] = {school_id: set() for school_id in days}
    free = FreeDay.objects.filter(
        school_id__in=list(days), date__range=(calendar.first_day(year), calendar.last_day(year))
    ).values_list("school_id", "date", "part")
    for school_id, day, part in free:
        if part:
            parts[school_id].add((day, part))
        else:
            days[school_id].add(day)
    return {
        school_id: calendar.school_calendar(year, frozenset(days[school_id]), frozenset(parts[school_id]))
        for school_id in days
    }


def half_days(school: calendar.SchoolCalendar, first: Date, last: Date) -> list[HalfDayKey]:
    """The half-days held from ``first`` to ``last``, both included, within the school year of the calendar."""
    start = Date.fromordinal(school.start)
    low = max(0, 2 * (first - start).days)
    high = min(2 * school.size, 2 * (last - start).days + 2)
    return [
        (start + timedelta(days=place // 2), PARTS[place % 2])
        for place in range(low, high)
        if school.held[place] != ord(" ")
    ]


def held_between(school_id: int, first: Date, last: Date) -> list[HalfDayKey]:
    """The half-days that a school holds from ``first`` to ``last``, both included; one query a school year."""
    found: list[HalfDayKey] = []
    for year in range(calendar.school_year(first), calendar.school_year(last) + 1):
        found += half_days(calendars([school_id], year)[school_id], first, last)
    return found


def begun(keys: Iterable[HalfDayKey], now: datetime) -> list[HalfDayKey]:
    """Those of the half-days that have begun by ``now``: an afternoon begins at noon."""
    today, after_noon = now.date(), now.time() >= NOON
    return [(day, part) for day, part in keys if day < today or (day == today and (part == "vm" or after_noon))]


def in_order(key: HalfDayKey) -> tuple[Date, bool]:
    """Sort key: forenoon before afternoon."""
    return key[0], key[1] == "nm"
