"""Days on which a school holds no lessons, beside the Flemish calendar."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.enrolment.domain import marks
from leerrecht.enrolment.models import Enrolment, FreeDay
from leerrecht.facts.domain import changes
from leerrecht.law import calendar
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import in_words
from leerrecht.organisations.models import School

# The attribute is named ``date`` as in the model, so the type needs a name of its own.
Day = date


@transaction.atomic
def add_free_day(*, by: Principal, school: School, date: Day, reason: str, part: str = "") -> FreeDay:
    """No lessons on that day, or on one half of it (``part`` vm or nm).

    Raises ValidationError where there are no lessons anyway, the day is free already, or half-days
    are marked on it; Denied.
    """
    why = policy.require_at(by, acts.SCHOOL_MANAGE, school.pk)
    free = FreeDay(school=school, date=date, part=part, reason=reason.strip())
    free.clean_fields(exclude=["school"])
    _check(school, date, part)
    twice = _("%(day)s staat al als vrije dag. Haal die eerst weg om ze te wijzigen.") % {"day": in_words(date)}
    with refusals({"free_day_once": {"date": twice}}):
        free.save()
    _notify(school, date)
    log.record(
        by=by,
        act="school.free_day",
        on=free,
        organisation_id=school.pk,
        why=why,
        detail={"date": date.isoformat(), "part": part},
    )
    return free


@transaction.atomic
def remove_free_day(*, by: Principal, free_day: FreeDay) -> None:
    """Lessons are held on that day after all: it counts as present until a register says otherwise. Denied."""
    why = policy.require_at(by, acts.SCHOOL_MANAGE, free_day.school_id)
    log.record(
        by=by,
        act="school.free_day_removed",
        on=free_day,
        organisation_id=free_day.school_id,
        why=why,
        detail={"date": free_day.date.isoformat(), "part": free_day.part},
    )
    _notify(free_day.school, free_day.date)
    free_day.delete()


def _check(school: School, day: Day, part: str) -> None:
    try:
        reason = calendar.why_free(day, part or None)
    except calendar.BuitenKalender as error:
        raise ValidationError(
            {"date": _("Voor %(day)s is er geen schoolkalender.") % {"day": in_words(day)}}
        ) from error
    if reason:
        raise ValidationError(
            {
                "date": _("Op %(day)s is er al geen les: %(reason)s. Kies een andere dag.")
                % {"day": in_words(day), "reason": reason}
            }
        )
    number = marks.count(school_id=school.pk, first=day, last=day, part=part)
    if number:
        raise ValidationError(
            {
                "date": ngettext(
                    "Op %(day)s is al %(number)s halve dag ingevuld in het register. Haal die eerst weg.",
                    "Op %(day)s zijn al %(number)s halve dagen ingevuld in het register. Haal die eerst weg.",
                    number,
                )
                % {"day": in_words(day), "number": number}
            }
        )


def _notify(school: School, day: Day) -> None:
    # Who keeps the calendar of a school need not see a pupil of it.
    with lend(command("vrije dag", timezone.localdate())):
        enrolled = Enrolment.objects.filter(school=school, school_year=calendar.school_year(day))
        changes.notify(list(enrolled.values_list("pupil_id", flat=True)))
