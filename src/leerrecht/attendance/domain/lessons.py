"""Lesson hours and workplace hours missed beneath a half-day: they show truancy by timetable."""

from datetime import date as Date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import LessonKind, LessonMark
from leerrecht.enrolment.domain.queries import calendar as held
from leerrecht.enrolment.models import Enrolment
from leerrecht.law import calendar

LAST_HOUR = 12
LONGEST_LATE = 240


def mark_lesson(
    *,
    by: Principal,
    pupil_id: int,
    date: Date,
    part: str,
    hour: int,
    kind: str = LessonKind.LESSON,
    subject: str = "",
    late_minutes: int | None = None,
) -> LessonMark:
    """Note that a pupil missed a lesson hour (or came late to it).

    Raises ``ValidationError`` by field in Dutch: not enrolled then where ``by`` may
    take the register, no lessons on that half-day, a day ahead, or the hour noted already.
    """
    _check(date, hour, kind, late_minutes)
    enrolment = (
        policy.visible(Enrolment, to=by, act=acts.REGISTER_TAKE)
        .filter(pupil_id=pupil_id, period__contains=date)
        .first()
    )
    if enrolment is None:
        raise ValidationError({"date": [_("De leerling is op die dag niet ingeschreven waar u het register neemt.")]})
    if (date, part) not in held.held_between(enrolment.school_id, date, date):
        raise ValidationError(
            {"date": [_("Op die halve dag is er geen les. Kies een andere dag of een ander dagdeel.")]}
        )
    try:
        with transaction.atomic():
            mark = LessonMark.objects.create(
                pupil_id=pupil_id,
                enrolment=enrolment,
                date=date,
                part=part,
                hour=hour,
                kind=kind,
                subject=subject,
                late_minutes=late_minutes,
                entered_by_id=by.user_id,
            )
            log.record(
                by=by,
                act="lesson.mark",
                on=mark,
                pupil_id=pupil_id,
                organisation_id=enrolment.school_id,
                detail={"date": str(date), "hour": hour},
            )
    except IntegrityError as error:
        raise ValidationError(
            {"hour": [_("Dit lesuur staat er al. Neem het eerst weg als er iets anders moet staan.")]}
        ) from error
    return mark


@transaction.atomic
def unmark_lesson(*, by: Principal, mark_id: int) -> None:
    """Take a missed lesson hour away; ``Http404`` where ``by`` may not see it."""
    mark = policy.find(LessonMark, mark_id, by=by, act=acts.REGISTER_TAKE)
    log.record(
        by=by,
        act="lesson.unmark",
        on=mark,
        pupil_id=mark.pupil_id,
        organisation_id=mark.enrolment.school_id,
        detail={"date": str(mark.date), "hour": mark.hour},
    )
    mark.delete()


def _check(date: Date, hour: int, kind: str, late_minutes: int | None) -> None:
    errors: dict[str, list[str]] = {}
    if date > timezone.localdate():
        errors["date"] = [_("Deze dag ligt in de toekomst. Een gemist lesuur noteert u op de dag zelf of later.")]
    elif not calendar.FIRST_YEAR <= calendar.school_year(date) <= calendar.LAST_YEAR:
        errors["date"] = [_("Voor dit schooljaar is er geen schoolkalender. Kijk het jaartal na.")]
    if not 1 <= hour <= LAST_HOUR:
        errors["hour"] = [_("Kies een lesuur van 1 tot %(last)s.") % {"last": LAST_HOUR}]
    if kind not in LessonKind.values:
        errors["kind"] = [_("Kies les of werkplek.")]
    if late_minutes is not None and not 1 <= late_minutes <= LONGEST_LATE:
        errors["late_minutes"] = [
            _("Geef de minuten te laat als een getal van 1 tot %(most)s.") % {"most": LONGEST_LATE}
        ]
    if errors:
        raise ValidationError(errors)
