"""Code P: asked by the secretariat or care team, decided by the director. Until then it counts as unknown."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain import absences, half_days
from leerrecht.attendance.domain.absences import AbsenceKey
from leerrecht.attendance.models import HalfDay, Mark, Source
from leerrecht.facts.domain import changes


class Refusal(models.TextChoices):
    """Why the director refuses: a word for the log, which holds no free text."""

    NO_PROOF = "geen_bewijs", gettext_lazy("er is geen verklaring of document")
    NO_GROUND = "geen_reden", gettext_lazy("de reden is geen grond voor code P")
    TOO_OFTEN = "te_vaak", gettext_lazy("te vaak of te lang voor deze reden")
    OTHER = "andere", gettext_lazy("andere reden")


def approval_for(by: Principal, school_id: int) -> bool:
    """Whether a P that ``by`` enters at a school is approved at once: the director's is."""
    return school_id in by.places(acts.P_APPROVE)


@transaction.atomic
def approve_p(*, by: Principal, keys: Sequence[AbsenceKey]) -> int:
    """Approve the waiting half-days P that ``keys`` name; returns how many.

    Raises ``Denied`` where the decision is not ``by``'s, ``ValidationError`` where nothing waits any more.
    """
    rows = _waiting(by, keys)
    half_days.name_writer(by)
    _update(rows, approved_by_id=by.user_id, approved_at=Now())
    _finish(by, "p.approve", rows, {})
    return len(rows)


@transaction.atomic
def refuse_p(*, by: Principal, keys: Sequence[AbsenceKey], reason: str) -> int:
    """Refuse: the half-days become unknown again, so that a reason is asked for; returns how many.

    ``reason`` is one of :class:`Refusal`. Errors as :func:`approve_p`.
    """
    if reason not in Refusal.values:
        raise ValidationError({"reason": [_("Kies waarom u de code P weigert.")]})
    rows = _waiting(by, keys)
    half_days.name_writer(by)
    _update(rows, mark=Mark.UNKNOWN, ground="", sub_code=None)
    _finish(by, "p.refuse", rows, {"reason": reason})
    return len(rows)


def _waiting(by: Principal, keys: Sequence[AbsenceKey]) -> list[HalfDay]:
    for school_id in {key.school_id for key in keys}:
        policy.require_at(by, acts.P_APPROVE, school_id)
    waiting = policy.visible(HalfDay, to=by, act=acts.P_APPROVE).filter(mark=Mark.P, approved_at=None)
    return absences.locked(waiting, keys)


def _update(rows: Iterable[HalfDay], **values: object) -> None:
    HalfDay.objects.filter(pk__in=[row.pk for row in rows]).update(
        **values, source=Source.APPROVAL, entered_at=Now(), version=F("version") + 1
    )


def _finish(by: Principal, act: str, rows: Sequence[HalfDay], detail: dict[str, str]) -> None:
    by_pupil: dict[tuple[int, int], int] = {}
    for row in rows:
        by_pupil[row.pupil_id, row.school_id] = by_pupil.get((row.pupil_id, row.school_id), 0) + 1
    for (pupil_id, school_id), number in by_pupil.items():
        log.record(
            by=by,
            act=act,
            kind="attendance.halfday",
            pupil_id=pupil_id,
            organisation_id=school_id,
            why=by.why(acts.P_APPROVE, school_id),
            detail={"half_days": number, **detail},
        )
    changes.notify(pupil_id for pupil_id, _school in by_pupil)
