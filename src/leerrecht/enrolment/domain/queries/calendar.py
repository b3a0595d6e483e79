"""When a school holds lessons: the law's calendar with the free days of the school. The only place that says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from leerrecht.access import policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import FreeDay
from leerrecht.law import calendar

HalfDayKey = tuple[date, str]
PARTS = calendar.PARTS
ONE_DAY = timedelta(days=1)
NOON = time(12)
FARTHEST = 120
"""Days that are searched for a school day: longer than any summer holiday."""
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


def free_days_of(schools: Iterable[int], first: date | None = None, last: date | None = None) -> dict[int, FreeSet]:
    """Free days of several schools, from ``first`` to ``last``: one query. Each asked school is in the answer."""
    rows: dict[int, list[tuple[date, str, str]]] = {school: [] for school in schools}
    days = FreeDay.objects.filter(school__in=list(rows))
    if first is not None and last is not None:
        days = days.filter(date__range=(first, last))
    for school, day, part, reason in days.values_list("school_id", "date", "part", "reason"):
        rows[school].append((day, part, reason))
    return {school: free_of(known) for school, known in rows.items()}


@dataclass(frozen=True, slots=True)
class HalfDayAt:
    date: date
    part: str


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """The Flemish calendar with the free days of one school and their reasons, in memory; over any school year."""

    free: dict[HalfDayKey, str]

    def why_free(self, day: date, part: str) -> str:
        """Why no lessons are held on a half-day, in Dutch; empty where they are."""
        try:
            official = calendar.why_free(day, part)
        except calendar.BuitenKalender:
            return _("voor dit schooljaar is er geen schoolkalender")
        return official or self.free.get((day, part), "") or self.free.get((day, ""), "")

    def why_free_day(self, day: date) -> str:
        """Why no lessons are held on the whole day; empty where at least one half-day is held."""
        reasons = [self.why_free(day, part) for part in PARTS]
        return reasons[0] if all(reasons) else ""

    def held(self, day: date) -> list[str]:
        return [part for part in PARTS if not self.why_free(day, part)]

    def held_between(self, first: date, last: date, parts: tuple[str, ...] = PARTS) -> Iterator[HalfDayAt]:
        """Half-days held from ``first`` to ``last``, both included."""
        for offset in range((last - first).days + 1):
            day = first + offset * ONE_DAY
            yield from (HalfDayAt(day, part) for part in self.held(day) if part in parts)

    def step(self, day: date, part: str, direction: int) -> HalfDayAt | None:
        """The half-day held next (1) or before (-1), or None where the calendar ends."""
        places = list(PARTS)[::direction]
        rest = places[places.index(part) + 1 :]
        for number in range(FARTHEST):
            at = day + direction * number * ONE_DAY
            for candidate in rest if number == 0 else places:
                if not self.why_free(at, candidate):
                    return HalfDayAt(at, candidate)
        return None

    def last_school_day(self, day: date) -> date:
        """``day`` itself if lessons are held on it, else the last day before it on which they were."""
        for number in range(FARTHEST):
            at = day - number * ONE_DAY
            if self.held(at):
                return at
        return day


def school_days(*, to: Principal, act: str, schools: list[int], first: date, last: date) -> dict[int, SchoolDays]:
    """The calendars of schools, with those of their own free days of a period that ``to`` sees: one query."""
    found: dict[int, dict[HalfDayKey, str]] = {school: {} for school in schools}
    days = policy.visible(FreeDay, to=to, act=act).filter(school_id__in=schools, date__range=(first, last))
    for school, day, part, reason in days.values_list("school_id", "date", "part", "reason"):
        found[school][day, part] = reason
    return {school: SchoolDays(free) for school, free in found.items()}


def calendars(schools: Iterable[int], year: int) -> dict[int, calendar.SchoolCalendar]:
    """The calendar of each school for one school year, as the law computes with it: one query."""
    return {
        school: calendar.school_calendar(year, free.days, free.parts)
        for school, free in free_days_of(schools, calendar.first_day(year), calendar.last_day(year)).items()
    }


def half_days(school: calendar.SchoolCalendar, first: date, last: date) -> list[HalfDayKey]:
    """The half-days held from ``first`` to ``last``, both included, within the school year of the calendar."""
    start = date.fromordinal(school.start)
    low = max(0, 2 * (first - start).days)
    high = min(2 * school.size, 2 * (last - start).days + 2)
    return [
        (start + timedelta(days=place // 2), PARTS[place % 2])
        for place in range(low, high)
        if school.held[place] != ord(" ")
    ]


def held_between(school_id: int, first: date, last: date) -> list[HalfDayKey]:
    """The half-days that a school holds from ``first`` to ``last``, both included; one query a school year."""
    found: list[HalfDayKey] = []
    for year in range(calendar.school_year(first), calendar.school_year(last) + 1):
        found += half_days(calendars([school_id], year)[school_id], first, last)
    return found


def begun(keys: Iterable[HalfDayKey], now: datetime) -> list[HalfDayKey]:
    """Those of the half-days that have begun by ``now``: an afternoon begins at noon."""
    today, after_noon = now.date(), now.time() >= NOON
    return [(day, part) for day, part in keys if day < today or (day == today and (part == "vm" or after_noon))]


def in_order(key: HalfDayKey) -> tuple[date, bool]:
    """Sort key: forenoon before afternoon."""
    return key[0], key[1] == "nm"


def last_school_day(school_id: int, on: date) -> date | None:
    """The last day with lessons on or before ``on`` in its school year; None before the first. One query."""
    year = calendar.school_year(on)
    begin = calendar.first_day(year)
    known = calendars([school_id], year)[school_id]
    offset = known.prev_day[(on - begin).days]
    return None if offset < 0 else begin + timedelta(days=offset)


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
