"""On which half-days a school holds lessons, and why not on the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from leerrecht import law
from leerrecht.access import policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import FreeDay

PARTS = ("vm", "nm")
ONE_DAY = timedelta(days=1)
FARTHEST = 120
"""Days that are searched for a school day: longer than any summer holiday."""


@dataclass(frozen=True, slots=True)
class HalfDayAt:
    date: date
    part: str


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """The Flemish calendar with the free days of one school, in memory."""

    free: dict[tuple[date, str], str]

    def why_free(self, day: date, part: str) -> str:
        """Why no lessons are held on a half-day, in Dutch; empty where they are."""
        try:
            official = law.why_free(day, part)
        except law.BuitenKalender:
            return "voor dit schooljaar is er geen schoolkalender"
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
    """The calendars of schools, with their own free days of a period: one query."""
    found: dict[int, dict[tuple[date, str], str]] = {school: {} for school in schools}
    days = policy.visible(FreeDay, to=to, act=act).filter(school_id__in=schools, date__range=(first, last))
    for school, day, part, reason in days.values_list("school_id", "date", "part", "reason"):
        found[school][day, part] = reason
    return {school: SchoolDays(free) for school, free in found.items()}
