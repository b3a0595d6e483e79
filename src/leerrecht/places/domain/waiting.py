"""Asking for a place, and what becomes of it: the waiting lists, by child."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.roles import Reach
from leerrecht.access.standing import stand
from leerrecht.facts.domain import changes
from leerrecht.law.calendar import label, school_year
from leerrecht.law.topics.weigering import GRONDEN, VOLZET
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import School
from leerrecht.people.domain.insz import check
from leerrecht.people.domain.names import sort_key
from leerrecht.people.domain.pupils import create_pupil
from leerrecht.people.models import Pupil
from leerrecht.places.domain.judging import Refused, why_not
from leerrecht.places.domain.reporting import newest_free
from leerrecht.places.models import LIVE, Application, Channel, Slot, State

_TWICE = {"application_live_once": _("Dit kind staat al op deze wachtlijst.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child that asks for a place and may be known to no school."""

    first_name: str
    last_name: str
    birth_date: dt.date
    insz: str | None = None


@transaction.atomic
def ask_place(
    *, by: Principal, slot: Slot, child: Pupil | Child, asked_on: dt.date, channel: str = Channel.SCHOOL
) -> Application:
    """Put a child on the waiting list of a kind of place.

    The school does so for whoever asks; a CLB for pupils that it sees, at the schools of its region. A child that is
    known already, by number or by name and birth date, is that same child, whoever knows it. Raises ``Denied``,
    ``ValidationError`` by field.
    """
    house = _house(by, slot)
    if asked_on > by.on:
        raise ValidationError({"asked_on": _("De datum ligt in de toekomst. Noteer wat al gevraagd is.")})
    if isinstance(child, Pupil) and not by.system and house != slot.school_id:
        policy.find(Pupil, child.pk, by=by, act=acts.PUPIL_VIEW)
    pupil = child if isinstance(child, Pupil) else _known_or_new(by, child)
    found = Application(
        pupil=pupil, slot=slot, school_id=slot.school_id, school_year=slot.school_year, asked_on=asked_on,
        channel=channel, state_on=asked_on, since_year=_since(by, pupil, slot), kept_by_id=house,
    )  # fmt: skip
    with refusals(_TWICE):
        found.save(force_insert=True)
    _log(by, found, by.why(acts.WAITING_KEEP))
    changes.notify([pupil.pk])
    return found


@transaction.atomic
def offer_place(*, by: Principal, application: Application, on: dt.date) -> Application:
    """There is a place for this child. Raises ``Denied``, ``ValidationError``."""
    return _to(by, application, State.OFFERED, on)


@transaction.atomic
def enrol_from_list(*, by: Principal, application: Application, on: dt.date) -> Application:
    """The child is enrolled: it waits here no longer. Raises ``Denied``, ``ValidationError``."""
    return _to(by, application, State.ENROLLED, on)


@transaction.atomic
def withdraw(*, by: Principal, application: Application, on: dt.date) -> Application:
    """The family asks this place no longer. Raises ``Denied``, ``ValidationError``."""
    return _to(by, application, State.WITHDRAWN, on)


@transaction.atomic
def keep_waiting(*, by: Principal, application: Application, on: dt.date) -> Application:
    """The child got a place elsewhere, and the family asks this one still. Raises ``Denied``, ``ValidationError``."""
    return _to(by, application, None, on)


@transaction.atomic
def refuse(*, by: Principal, application: Application, refused: Refused) -> Application:
    """The school does not enrol the child, on a ground that the rules know.

    A ground that the law forbids is refused with the reason; so is "volzet" while the newest report of the school
    says that places are free. Who is refused because the school is full, keeps waiting. Raises ``Denied``,
    ``ValidationError`` by field.
    """
    found, why = _kept(by, application)
    if not by.system and found.school_id not in by.places(acts.WAITING_KEEP, Reach.SCHOOL):
        raise policy.Denied(_("Alleen de school zelf weigert. Meld een weigering bij het meldpunt."))
    _check(found, refused, by.on)
    found.refused_on, found.ground, found.document_on = refused.on, refused.ground, refused.document_on
    found.excluded_on, found.lop_agreement = refused.excluded_on, refused.lop_agreement
    found.criteria = list(refused.criteria)
    if refused.ground != VOLZET:
        found.state, found.state_on = State.REFUSED, refused.on
    found.save()
    _log(by, found, why)
    changes.notify([found.pupil_id])
    return found


@transaction.atomic
def give_document(*, by: Principal, application: Application, on: dt.date) -> Application:
    """The parents got the document of the refusal. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.WAITING_KEEP, application)
    found = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if found.refused_on is None:
        raise ValidationError(_("Er is nog geen weigering genoteerd."))
    if on < found.refused_on or on > by.on:
        raise ValidationError({"on": _("Kies een dag tussen de weigering en vandaag.")})
    found.document_on = on
    found.save(update_fields=["document_on"])
    _log(by, found, why)
    return found


@transaction.atomic
def carry_over(*, by: Principal, school: School, year: int) -> int:
    """Take who still waits at a school to the list of the next school year; how many lines. Twice is once.

    The kinds of place of the next year are made where they are not there yet. The old lines say that they went on.
    Raises ``Denied``, ``ValidationError``.
    """
    why = policy.require_at(by, acts.WAITING_KEEP, school.pk)
    if year != school_year(by.on):
        raise ValidationError(_("Alleen de wachtlijst van dit schooljaar gaat mee naar het volgende."))
    waiting = Application.objects.select_for_update(of=("self",)).filter(
        school=school, school_year=year, state__in=LIVE
    )
    moved = 0
    slots: dict[UUID, Slot] = {}
    for old in waiting.select_related("slot").order_by("asked_on", "recorded_at"):
        if old.slot_id not in slots:
            slots[old.slot_id] = _next(old.slot)
        slot = slots[old.slot_id]
        if Application.objects.filter(pupil_id=old.pupil_id, slot=slot, state__in=LIVE).exists():
            new = None
        else:
            new = Application.objects.create(
                pupil_id=old.pupil_id, slot=slot, school=school, school_year=year + 1, asked_on=old.asked_on,
                channel=Channel.CARRIED, state_on=by.on, since_year=old.since_year, carried_from=old,
                kept_by_id=old.kept_by_id,
            )  # fmt: skip
        old.state, old.state_on = State.CARRIED, by.on
        old.save(update_fields=["state", "state_on"])
        _log(by, new or old, why)
        moved += 1
    return moved


def _next(slot: Slot) -> Slot:
    same = {
        name: getattr(slot, name)
        for name in ("school_id", "location_id", "kind", "grade", "study", "buo_type", "opleidingsvorm")
    }
    values = {**same, "school_year": slot.school_year + 1}
    return Slot.objects.filter(**values).first() or Slot.objects.create(**values)


def _to(by: Principal, application: Application, state: State | None, on: dt.date) -> Application:
    """The line in a new state, or that its state still holds."""
    found, why = _kept(by, application)
    if on < found.asked_on or on > by.on:
        raise ValidationError({"on": _("Kies een dag tussen de vraag en vandaag.")})
    found.state, found.state_on = state or found.state, on
    found.save(update_fields=["state", "state_on"])
    _log(by, found, why)
    changes.notify([found.pupil_id])
    return found


def _kept(by: Principal, application: Application) -> tuple[Application, str]:
    """The line, locked and still waiting, and the ground. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.WAITING_KEEP, application)
    found = Application.objects.select_for_update(of=("self",)).select_related("slot", "pupil").get(pk=application.pk)
    if not found.live:
        raise ValidationError(_("Op deze vraag is al geantwoord."))
    return found, why


def _check(found: Application, refused: Refused, today: dt.date) -> None:
    if refused.on < found.asked_on or refused.on > today:
        raise ValidationError({"on": _("Kies een dag tussen de vraag en vandaag.")})
    if refused.ground not in GRONDEN:
        raise ValidationError({"ground": _("Kies de reden waarom de school weigert.")})
    if refused.document_on is not None and not refused.on <= refused.document_on <= today:
        raise ValidationError({"document_on": _("Kies een dag tussen de weigering en vandaag.")})
    why = why_not(found.pupil.birth_date, found.slot.kind, refused)
    if why:
        raise ValidationError({"ground": _("Deze weigering kan niet: %(why)s.") % {"why": why}})
    free = newest_free(found.slot_id) if refused.ground == VOLZET else None
    if free:
        said = _("Volgens de laatste melding zijn er nog %(n)d plaatsen vrij. Meld eerst hoeveel plaats er nu is.")
        raise ValidationError({"ground": said % {"n": free}})


def _house(by: Principal, slot: Slot) -> int:
    """For whom this person writes: the school itself, else the CLB that sees the places of the region."""
    if by.system or slot.school_id in by.places(acts.WAITING_KEEP, Reach.SCHOOL):
        return int(slot.school_id)
    centres = [
        seat.organisation_id
        for seat in by.seats
        if acts.WAITING_KEEP in seat.role.acts and seat.role.reach is Reach.SERVED
    ]
    if centres:
        policy.find(Slot, slot.pk, by=by, act=acts.PLACES_VIEW)
        return centres[0]
    raise policy.Denied(_("Uw functie laat dit aan deze school niet toe."))


def _known_or_new(by: Principal, child: Child) -> Pupil:
    """The same child where it is known anywhere: what else is known of it is not told."""
    writer = command("wachtlijsten", by.on)
    number = check(child.insz) if child.insz else None
    with stand(writer):
        known = Pupil.objects.filter(merged_into=None)
        if number:
            found = known.filter(insz=number).first()
            if found is not None:
                return found
        named = known.filter(sort_key=sort_key(child.last_name, child.first_name), birth_date=child.birth_date)
        # Another number is another child.
        same = named.filter(Q(insz=None) | Q(insz=number)) if number else named
        found = same.order_by("pk").first()
        if found is not None:
            return found
    return create_pupil(
        by=writer, first_name=child.first_name, last_name=child.last_name, birth_date=child.birth_date, insz=number
    )


def _since(by: Principal, pupil: Pupil, slot: Slot) -> int:
    """The first school year in which the child waited without a break for this kind of place, at any school."""
    with stand(command("wachtlijsten", by.on)):
        before = Application.objects.filter(
            Q(state__in=(*LIVE, State.CARRIED)) | Q(ground=VOLZET), pupil=pupil, slot__kind=slot.kind,
            school_year=slot.school_year - 1,
        ).exclude(state=State.ENROLLED)  # fmt: skip
        years = list(before.values_list("since_year", flat=True))
    return min(years, default=slot.school_year)


def _log(by: Principal, found: Application, why: str) -> None:
    log.record(
        by=by, act=acts.WAITING_KEEP, on=found, pupil_id=found.pupil_id, organisation_id=found.school_id, why=why,
        compartments={Gedeeld.key}, detail={"year": label(found.school_year), "state": found.state},
    )  # fmt: skip
