"""The agenda while people meet: who is next, later, or not at all. Each verb may be repeated."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Zorg
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.meetings.domain.filling import by_urgency
from leerrecht.meetings.models import Item, Meeting, Reason, Removed, State
from leerrecht.people.models import Pupil


@transaction.atomic
def add_pupil(*, by: Principal, meeting: Meeting, pupil: Pupil, shared: bool) -> Item:
    """Put a pupil of the school on the agenda; who was taken off or postponed comes back. Raises ``Denied``."""
    policy.require(by, acts.MEETING_HOLD, meeting)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.closed_at is not None:
        raise ValidationError(_("Dit overleg is afgesloten."))
    if meeting.school_id not in _schools(by, pupil):
        raise ValidationError({"pupil": _("Kies een leerling van deze school.")})
    item = Item.objects.filter(meeting=meeting, pupil=pupil).first()
    if item is not None:
        return _set(by, item, state=State.OPEN)
    last = Item.objects.filter(meeting=meeting).order_by("-order").values_list("order", flat=True).first()
    item = Item.objects.create(
        meeting=meeting, school_id=meeting.school_id, pupil=pupil, order=(last or 0) + 1, reasons=[Reason.HAND],
        shared=shared, added_by=name_of(by),
    )  # fmt: skip
    _log(by, item)
    return item


def discussed(*, by: Principal, item: Item) -> Item:
    """The pupil was discussed. Raises ``Denied``, ``ValidationError``."""
    return _change(by, item, state=State.DONE)


def reopen(*, by: Principal, item: Item) -> Item:
    """The pupil is to be discussed (again). Raises ``Denied``, ``ValidationError``."""
    return _change(by, item, state=State.OPEN)


def postpone(*, by: Principal, item: Item) -> Item:
    """Not now: the pupil comes back on the next agenda. Raises ``Denied``, ``ValidationError``."""
    return _change(by, item, state=State.POSTPONED)


def remove(*, by: Principal, item: Item, why: str) -> Item:
    """Take off the agenda, with why. Raises ``Denied``, ``ValidationError``."""
    if why not in Removed.values:
        raise ValidationError({"why": _("Kies waarom deze leerling van de agenda gaat.")})
    return _change(by, item, state=State.REMOVED, removed_why=why)


def share(*, by: Principal, item: Item, shared: bool) -> Item:
    """Whether the pupil is discussed with who comes from the CLB. Raises ``Denied``, ``ValidationError``."""
    return _change(by, item, shared=shared)


@transaction.atomic
def move(*, by: Principal, item: Item, up: bool) -> Item:
    """One place up or down among who is still to be discussed. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.MEETING_HOLD, item)
    meeting = _locked(item)
    row = list(Item.objects.filter(meeting=meeting, state=State.OPEN).order_by("order", "pk"))
    at = next((place for place, one in enumerate(row) if one.pk == item.pk), None)
    other = None if at is None else at - 1 if up else at + 1
    if at is not None and other is not None and 0 <= other < len(row):
        row[at].order, row[other].order = row[other].order, row[at].order
        Item.objects.bulk_update((row[at], row[other]), ["order"])
        return row[at]
    return item


@transaction.atomic
def sort(*, by: Principal, meeting: Meeting) -> None:
    """Who is still to be discussed in the order of the worklist. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.MEETING_HOLD, meeting)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.closed_at is not None:
        raise ValidationError(_("Dit overleg is afgesloten."))
    waiting = {item.pupil_id: item for item in Item.objects.filter(meeting=meeting, state=State.OPEN)}
    places = sorted(item.order for item in waiting.values())
    ordered = by_urgency(by, meeting, {pupil_id: item.reasons for pupil_id, item in waiting.items()})
    for place, pupil_id in zip(places, ordered, strict=True):
        waiting[pupil_id].order = place
    Item.objects.bulk_update(waiting.values(), ["order"])


def _schools(by: Principal, pupil: Pupil) -> set[int]:
    """Schools of the principal where the pupil is enrolled today."""
    seen = policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk=pupil.pk)
    found = seen.filter(enrolments__period__contains=by.on).values_list("enrolments__school_id", flat=True)
    return set(found)


def _locked(item: Item) -> Meeting:
    """The meeting, held until the end of the transaction, so that two at one table do not cross each other."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if meeting.closed_at is not None:
        raise ValidationError(_("Dit overleg is afgesloten."))
    return meeting


@transaction.atomic
def _change(by: Principal, item: Item, **values: Any) -> Item:
    policy.require(by, acts.MEETING_HOLD, item)
    _locked(item)
    return _set(by, Item.objects.get(pk=item.pk), **values)


def _set(by: Principal, item: Item, **values: Any) -> Item:
    if all(getattr(item, name) == value for name, value in values.items()):
        return item
    for name, value in values.items():
        setattr(item, name, value)
    if item.state != State.REMOVED:
        item.removed_why = ""
    item.discussed_at = (item.discussed_at or timezone.now()) if item.state == State.DONE else None
    item.save()
    _log(by, item)
    return item


def _log(by: Principal, item: Item) -> None:
    log.record(
        by=by, act=acts.MEETING_HOLD, on=item, pupil_id=item.pupil_id, organisation_id=item.school_id,
        detail={"state": str(item.state), "compartment": Zorg.key},
    )  # fmt: skip
