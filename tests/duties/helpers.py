"""Half-days straight into the table, as the register writes them, with the notice that goes along."""

from datetime import date, timedelta

from leerrecht.attendance.models import HalfDay
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.domain import changes
from leerrecht.law import is_half_day, school_year
from tests.factories import SYSTEM, TODAY


def mark(enrolment: Enrolment, day: date, part: str, code: str) -> None:
    HalfDay.objects.filter(pupil_id=enrolment.pupil_id, date=day, part=part).delete()
    if code != ".":
        HalfDay.objects.create(
            school_year=school_year(day), pupil_id=enrolment.pupil_id, date=day, part=part,
            enrolment_id=enrolment.pk, school_id=enrolment.school_id, mark=code, source="register",
            entered_at=f"{TODAY}T08:30:00+01:00", version=1,
        )  # fmt: skip
    changes.notify([enrolment.pupil_id])


def last_half_days(number: int, until: date = TODAY) -> list[tuple[date, str]]:
    """The last half-days with lessons up to a day, the oldest first."""
    found: list[tuple[date, str]] = []
    day = until
    while len(found) < number:
        found += [(day, part) for part in ("nm", "vm") if is_half_day(day, part)]
        day -= timedelta(days=1)
    return found[:number][::-1]


def absent(enrolment: Enrolment, number: int, code: str = "B", until: date = TODAY) -> list[date]:
    """Mark the last half-days; the days, the oldest first."""
    for day, part in last_half_days(number, until):
        mark(enrolment, day, part, code)
    return [day for day, _part in last_half_days(number, until)]


__all__ = ["SYSTEM", "TODAY", "absent", "last_half_days", "mark"]
