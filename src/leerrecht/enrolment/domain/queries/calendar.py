"""When a school holds lessons: the law's calendar with the free days of the school."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from leerrecht.enrolment.models import FreeDay
from leerrecht.law import calendar
from leerrecht.organisations.models import School

HalfDayKey = tuple[date, str]
# From a Friday to the Monday after it.
_OVER_A_WEEKEND = 3


@dataclass(frozen=True, slots=True)
class FreeSet:
    """The free days of a school in the form that the law takes; ``reasons`` in the school's own words."""

    days: frozenset[date]
    parts: frozenset[HalfDayKey]
    reasons: dict[HalfDayKey, str]


def free_of(rows: Iterable[tuple[date, str, str]]) -> FreeSet:
    """Rows of (date, part or "", reason) as a :class:`FreeSet`. Pure."""
    known = list(rows)
    return FreeSet(
        days=frozenset(day for day, part, _reason in known if not part),
        parts=frozenset((day, part) for day, part, _reason in known if part),
        reasons={(day, part): reason for day, part, reason in known},
    )


def free_days(school: School | int, first: date | None = None, last: date | None = None) -> FreeSet:
    """Free days of a school from ``first`` to ``last``: one query."""
    rows = FreeDay.objects.filter(school=school)
    if first is not None:
        rows = rows.filter(date__gte=first)
    if last is not None:
        rows = rows.filter(date__lte=last)
    return free_of(rows.values_list("date", "part", "reason"))


def free_days_of(schools: Iterable[int]) -> dict[int, FreeSet]:
    """Free days of several schools: one query. Each asked school is in the answer."""
    wanted = set(schools)
    rows: dict[int, list[tuple[date, str, str]]] = {school: [] for school in wanted}
    for school, day, part, reason in FreeDay.objects.filter(school__in=wanted).values_list(
        "school", "date", "part", "reason"
    ):
        rows[school].append((day, part, reason))
    return {school: free_of(known) for school, known in rows.items()}


def held_half_days(school: School | int, first: date, last: date, *, free: FreeSet | None = None) -> list[HalfDayKey]:
    """Half-days with lessons from ``first`` to ``last``, in order; at most one query."""
    free = free_days(school, first, last) if free is None else free
    span = range((last - first).days + 1)
    return [
        (day, part)
        for day in (first + timedelta(days=offset) for offset in span)
        for part in calendar.PARTS
        if calendar.is_half_day(day, part, free.days, free.parts)
    ]


def is_held(school: School | int, day: date, part: str, *, free: FreeSet | None = None) -> bool:
    """Whether the school holds lessons on that half-day."""
    free = free_days(school, day, day) if free is None else free
    return calendar.is_half_day(day, part, free.days, free.parts)


def why_not(school: School | int, day: date, part: str | None = None, *, free: FreeSet | None = None) -> str:
    """Why there are no lessons, in Dutch, with the school's own reason; empty where there are."""
    free = free_days(school, day, day) if free is None else free
    try:
        reason = calendar.why_free(day, part, free.days, free.parts)
    except calendar.BuitenKalender:
        return _("voor die dag is er geen schoolkalender")
    own = free.reasons.get((day, "")) or free.reasons.get((day, part or ""))
    if own and reason and not calendar.why_free(day, part):
        return _("vrije dag van de school: %(reason)s") % {"reason": own}
    return reason


def last_school_day(school: School | int, on: date) -> date | None:
    """The last day with lessons on or before ``on`` in its school year; None before the first. One query."""
    year = calendar.school_year(on)
    begin = calendar.first_day(year)
    free = free_days(school, begin, on)
    known = calendar.school_calendar(year, free.days, free.parts)
    offset = known.prev_day[(on - begin).days]
    return None if offset < 0 else begin + timedelta(days=offset)


def next_school_day(school: School | int, on: date) -> date | None:
    """The first day with lessons on or after ``on`` in its school year; None after the last. One query."""
    year = calendar.school_year(on)
    begin, end = calendar.first_day(year), calendar.last_day(year)
    free = free_days(school, on, end)
    known = calendar.school_calendar(year, free.days, free.parts)
    offset = known.next_day[(on - begin).days]
    return None if offset >= known.size else begin + timedelta(days=offset)


def current_school_year(on: date) -> int:
    """The calendar year in which the school year of a day begins."""
    return calendar.school_year(on)


def school_year_label(year: int) -> str:
    """As people write it: 2026-2027."""
    return calendar.label(year)


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days without lessons in a row for one reason."""

    name: str
    first: date
    last: date


def official_holidays(year: int) -> list[Holiday]:
    """The Flemish calendar of a school year: holidays and single days, in order. Weekends are left out. Pure."""
    found: list[Holiday] = []
    day, end = calendar.first_day(year), date(year + 1, 6, 30)
    while day <= end:
        name = calendar.why_free(day) if day.weekday() < calendar.SATURDAY else ""
        if name:
            before = found[-1] if found else None
            if before is not None and before.name == name and (day - before.last).days <= _OVER_A_WEEKEND:
                found[-1] = Holiday(name, before.first, day)
            else:
                found.append(Holiday(name, day, day))
        day += timedelta(days=1)
    return found
