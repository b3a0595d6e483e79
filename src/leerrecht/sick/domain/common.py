"""What the verbs of this room share: the lock, the log, the law asked anew, and the track of the case."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Attest, Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.cases.domain.tracks import begin_track, end_track, start_track
from leerrecht.cases.kinds import Ended
from leerrecht.cases.models import Track
from leerrecht.duties.domain.recompute import recompute
from leerrecht.facts.domain import changes
from leerrecht.notes.domain.places import places
from leerrecht.people.models import Pupil
from leerrecht.sick.models import Inlichting, Stopped, Ziekteonderwijs
from leerrecht.sick.rules import organises

HOW = {
    Stopped.BACK: Ended.BACK, Stopped.TERM: Ended.TERM, Stopped.NOT_WANTED: Ended.STOPPED,
    Stopped.ADMITTED: Ended.FOLLOWED, Stopped.OTHER: Ended.FOLLOWED, Stopped.LEFT: Ended.LEFT,
    Stopped.TWICE: Ended.FOLLOWED,
}  # fmt: skip


def house(by: Principal, school_id: int) -> str:
    """The organisation for which somebody acts; the log knows the person."""
    for seat in by.seats:
        if acts.SICK_KEEP in seat.role.acts and school_id in seat.schools:
            return seat.organisation
    return by.name


def kept(by: Principal, sick: Ziekteonderwijs, *, school: bool = True) -> tuple[Ziekteonderwijs, str]:
    """The record, locked, still running, and the ground; ``school``: only the school itself does this.

    Raises ``Denied``, ``ValidationError``.
    """
    why = policy.require(by, acts.SICK_KEEP, sick)
    if school and not organises(by, sick.school_id):
        raise policy.Denied(_("Dit doet de school zelf."))
    sick = Ziekteonderwijs.objects.select_for_update(of=("self",)).get(pk=sick.pk)
    if not sick.running:
        raise ValidationError(_("Dit is gestopt of geweigerd. Begin een nieuwe aanvraag."))
    return sick, why


def done(by: Principal, sick: Ziekteonderwijs | Inlichting, why: str) -> None:
    """Say so in the log, and ask the law anew: what is due follows at once."""
    if isinstance(sick, Ziekteonderwijs) and sick.changed_on < by.on:
        sick.changed_on = by.on
        sick.save(update_fields=["changed_on"])
    log.record(
        by=by, act=acts.SICK_KEEP, on=sick, pupil_id=sick.pupil_id, organisation_id=sick.school_id, why=why,
        compartments={Attest.key},
    )  # fmt: skip
    changes.notify([sick.pupil_id])
    recompute([sick.pupil_id], by.on).raise_refused()


def not_later(by: Principal, day: dt.date, field: str = "on") -> None:
    if day > by.on:
        raise ValidationError({field: _("De datum ligt in de toekomst. Noteer wat al gebeurd is.")})


def not_before(day: dt.date, first: dt.date, field: str = "on") -> None:
    if day < first:
        said = _("Kies een dag op of na %(day)s.") % {"day": date_format(first, "j F Y")}
        raise ValidationError({field: said})


def ask_track(by: Principal, sick: Ziekteonderwijs) -> None:
    """The case knows that this was asked; somebody who does not write there (the desk) leaves it to the house."""
    writer = _writer(by, sick.pupil)
    with lend(writer):
        there = Track.objects.filter(pupil=sick.pupil, kind=sick.kind, until=None, organisation_id=sick.school_id)
        sick.track = there.filter(case__closed_on=None).first() or start_track(
            by=writer, pupil=sick.pupil, kind=sick.kind, organisation=None if sick.body else sick.school_id, since=None,
            body=sick.body, asked_on=sick.asked_on,
        )  # fmt: skip


def track_begins(by: Principal, sick: Ziekteonderwijs, goal: str) -> None:
    """The track of the case begins, with hours, goal and the day on which one looks again."""
    if sick.track_id is None or sick.since is None:
        return
    writer = _writer(by, sick.pupil)
    with lend(writer):
        track = Track.objects.select_related("case").get(pk=sick.track_id)
        if track.until is not None or track.since is not None or track.case.closed_on is not None:
            return
        track.goal, track.hours_a_week = goal, Decimal(sick.hours_a_week) if sick.hours_a_week else None
        track.save(update_fields=["goal", "hours_a_week"])
        begin_track(by=writer, track=track, on=sick.since, review_on=sick.review_on)


def track_ends(by: Principal, sick: Ziekteonderwijs, on: dt.date, how: str) -> None:
    """The track of the case ends with what it was about, unless somebody ended it there before."""
    if sick.track_id is None:
        return
    writer = _writer(by, sick.pupil)
    with lend(writer):
        track = Track.objects.select_related("case").get(pk=sick.track_id)
        if track.until is None and track.case.closed_on is None:
            end_track(by=writer, track=track, on=max(on, track.since or track.asked_on), how=how)


def _writer(by: Principal, pupil: Pupil) -> Principal:
    """The person where that one writes in the case; else this room, in the name of the school."""
    own = by.organisations(acts.GUIDANCE_KEEP)
    shared = [place for place in places(by, pupil) if place.compartment == Gedeeld.key] if own else []
    if any({place.organisation_id, place.counterpart_id} & own for place in shared):
        return by
    return command("onderwijs voor zieke leerlingen", by.on, vaults={Gedeeld.key})
