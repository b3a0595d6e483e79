"""Planning a meeting, changing it, closing it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.meetings.domain.filling import fill
from leerrecht.meetings.domain.queries.invited import invitable
from leerrecht.meetings.models import Meeting, Minute, Participant, State, Task
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import School

_TWICE = {"meeting_once": {"starts_at": _("Op dit uur is er al een overleg van deze school.")}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """When, where and with whom."""

    on: dt.date
    starts_at: dt.time
    place: str
    most: int
    invited: tuple[int, ...]

    def columns(self) -> dict[str, Any]:
        return {
            "on": self.on, "starts_at": self.starts_at, "place": " ".join(self.place.split()), "most": self.most,
        }  # fmt: skip


@transaction.atomic
def plan_meeting(*, by: Principal, school: School, wanted: Wanted) -> Meeting:
    """Plan a meeting and fill its agenda. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require_at(by, acts.MEETING_HOLD, school.pk)
    _check(wanted)
    meeting = Meeting(school=school, planned_by=name_of(by), **wanted.columns())
    with refusals(_TWICE):
        meeting.save(force_insert=True)
    _invite(by, meeting, wanted.invited)
    log.record(by=by, act=acts.MEETING_HOLD, on=meeting, organisation_id=school.pk, why=why)
    fill(by=by, meeting=meeting)
    return meeting


@transaction.atomic
def change_meeting(*, by: Principal, meeting: Meeting, wanted: Wanted) -> Meeting:
    """Another day, hour, place or company. Raises ``Denied``, ``ValidationError`` by field."""
    meeting = _open(by, meeting)
    if wanted.on != meeting.on:
        _check(wanted)
    for name, value in wanted.columns().items():
        setattr(meeting, name, value)
    with refusals(_TWICE):
        meeting.save()
    _invite(by, meeting, wanted.invited)
    log.record(by=by, act=acts.MEETING_HOLD, on=meeting, organisation_id=meeting.school_id)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Principal, meeting: Meeting) -> None:
    """It does not take place, and nothing was written. Raises ``Denied``, ``ValidationError``."""
    meeting = _open(by, meeting)
    written = any(model._default_manager.filter(item__meeting=meeting).exists() for model in (Minute, Task))
    if written or meeting.items.filter(state=State.DONE).exists():
        raise ValidationError(_("Hier is al iets besproken: sluit het overleg af in plaats van het te schrappen."))
    log.record(by=by, act=acts.MEETING_HOLD, on=meeting, organisation_id=meeting.school_id)
    meeting.delete()


@transaction.atomic
def close_meeting(*, by: Principal, meeting: Meeting) -> Meeting:
    """It is over: what was not discussed goes to the next one. Twice is once. Raises ``Denied``."""
    why = policy.require(by, acts.MEETING_HOLD, meeting)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.closed_at is not None:
        return meeting
    meeting.closed_at, meeting.closed_by = timezone.now(), name_of(by)
    meeting.save(update_fields=["closed_at", "closed_by"])
    log.record(by=by, act=acts.MEETING_HOLD, on=meeting, organisation_id=meeting.school_id, why=why)
    after = policy.visible(Meeting, to=by, act=acts.MEETING_HOLD).filter(
        school=meeting.school_id, closed_at=None, on__gte=meeting.on
    )
    coming = after.order_by("on", "starts_at").first()
    if coming is not None:
        fill(by=by, meeting=coming)
    return meeting


def _open(by: Principal, meeting: Meeting) -> Meeting:
    policy.require(by, acts.MEETING_HOLD, meeting)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.closed_at is not None:
        raise ValidationError(_("Dit overleg is afgesloten."))
    return meeting


def _check(wanted: Wanted) -> None:
    if wanted.on < timezone.localdate():
        raise ValidationError({"on": _("Kies vandaag of een dag die nog komt.")})


def _invite(by: Principal, meeting: Meeting, wanted: Iterable[int]) -> None:
    """Those chosen; who was invited before and left since, does not come back by it. Raises ``ValidationError``."""
    possible = {one.user_id for one in invitable(by, meeting.school_id, meeting.on)}
    chosen = set(wanted)
    if not chosen <= possible:
        raise ValidationError({"invited": _("Kies mensen die op die dag op de school of bij het CLB werken.")})
    meeting.participants.exclude(user_id__in=chosen).delete()
    there = set(meeting.participants.values_list("user_id", flat=True))
    Participant.objects.bulk_create(Participant(meeting=meeting, user_id=one) for one in sorted(chosen - there))
