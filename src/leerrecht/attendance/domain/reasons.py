"""Giving absences without a reason their code and ground, one or many at once."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain import absences, half_days
from leerrecht.attendance.domain.absences import AbsenceKey
from leerrecht.attendance.domain.approvals import approval_for
from leerrecht.attendance.domain.details import check_ground, check_sub_code
from leerrecht.attendance.domain.half_days import Change
from leerrecht.attendance.domain.marks import check_mark
from leerrecht.attendance.models import HalfDay, Mark, Source
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.domain import changes
from leerrecht.law import codes

NAMED = 3


@transaction.atomic
def set_reason(
    *, by: Principal, keys: Sequence[AbsenceKey], mark: str, ground: str = "", sub_code_id: int | None = None
) -> int:
    """Give the half-days without a reason that ``keys`` name an official code; returns how many.

    Only what still is unknown is changed. Raises ``Denied``, and ``ValidationError`` in Dutch where
    the code, ground or own code does not exist for one of the pupils: then nothing is written.
    """
    if mark not in codes.CODES:
        raise ValidationError({"mark": [_("Kies een code uit de lijst.")]})
    for school_id in {key.school_id for key in keys}:
        policy.require_at(by, acts.ABSENCE_EDIT, school_id)
    unknown = policy.visible(HalfDay, to=by, act=acts.ABSENCE_EDIT).filter(mark=Mark.UNKNOWN)
    rows = absences.locked(unknown, keys)
    check_sub_code(by=by, sub_code_id=sub_code_id, mark=mark, schools={row.school_id for row in rows})
    _check(by, rows, mark, ground)
    written = half_days.write(
        [
            Change(
                school_year=row.school_year,
                pupil_id=row.pupil_id,
                date=row.date,
                part=row.part,
                enrolment_id=row.enrolment_id,
                school_id=row.school_id,
                mark=mark,
                ground=ground,
                sub_code_id=sub_code_id,
                approved=mark == Mark.P and approval_for(by, row.school_id),
                seen=row.version,
            )
            for row in rows
        ],
        by=by,
        source=Source.PERIOD,
    )
    _finish(by, rows, mark)
    return len(written)


def _check(by: Principal, rows: Sequence[HalfDay], mark: str, ground: str) -> None:
    """Ask the law once for each pupil and its enrolment; name those for whom it says no."""
    days = {(row.enrolment_id, row.date): row for row in rows}
    enrolments = Enrolment.objects.select_related("pupil").in_bulk({row.enrolment_id for row in rows})
    refused: dict[str, list[str]] = {}
    for (enrolment_id, day), row in days.items():
        enrolment = enrolments[enrolment_id]
        try:
            check_mark(
                by=by, school_id=row.school_id, mark=mark, level=enrolment.level, kind=enrolment.kind,
                birth_date=enrolment.pupil.birth_date, on=day,
            )  # fmt: skip
            check_ground(ground=ground, mark=mark, level=enrolment.level, kind=enrolment.kind, on=day)
        except ValidationError as error:
            names = refused.setdefault(error.messages[0], [])
            if str(enrolment.pupil) not in names:
                names.append(str(enrolment.pupil))
    if refused:
        raise ValidationError(
            [
                _("%(names)s: %(reason)s") % {"names": _shortened(names), "reason": reason}
                for reason, names in refused.items()
            ]
        )


def _shortened(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    return _("%(names)s en %(more)s anderen") % {"names": ", ".join(names[:NAMED]), "more": len(names) - NAMED}


def _finish(by: Principal, rows: Sequence[HalfDay], mark: str) -> None:
    pupils = {(row.pupil_id, row.school_id): 0 for row in rows}
    for row in rows:
        pupils[row.pupil_id, row.school_id] += 1
    for (pupil_id, school_id), number in pupils.items():
        log.record(
            by=by,
            act="absence.reason",
            kind="attendance.halfday",
            pupil_id=pupil_id,
            organisation_id=school_id,
            why=by.why(acts.ABSENCE_EDIT, school_id),
            detail={"mark": mark, "half_days": number},
        )
    changes.notify(pupil_id for pupil_id, _school in pupils)
