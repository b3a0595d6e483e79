"""Tracks: asked, taken up, begun, looked at again, ended. They run beside each other."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb
from leerrecht.access.principal import Principal
from leerrecht.cases import rules
from leerrecht.cases.domain.cases import as_organisation, open_case, record, writing
from leerrecht.cases.domain.places import columns, home_of
from leerrecht.cases.kinds import Ended, TrackKind
from leerrecht.cases.models import Case, Track
from leerrecht.law.tables import waarde
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Pupil


@transaction.atomic
def start_track(
    *,
    by: Principal,
    pupil: Pupil,
    kind: str,
    organisation: Organisation | int | None,
    since: dt.date | None,
    hours_a_week: Decimal | None = None,
    goal: str = "",
    review_on: dt.date | None = None,
    body: str = "",
    asked_on: dt.date | None = None,
    lead: str = "",
    secret: bool = False,
    bridges: Track | None = None,
) -> Track:
    """A track in the open case of this pupil, which is opened where there is none.

    ``organisation`` carries it out; None where it has no place in this system, then ``body`` names it. With ``since``
    it begins that day; without, it is only asked for. ``secret``: it lies with the CLB alone, and the school does not
    see it. Raises ``Denied``, ``ValidationError`` by field.
    """
    house = None if organisation is None else as_organisation(organisation)
    case, why = writing(by, _case(by, pupil, since or by.on))
    asked = asked_on or min(since or by.on, by.on)
    track = Track(
        **columns(by, pupil.pk, case), case=case, kind=kind, house=house, body=" ".join(body.split()),
        lead=" ".join(lead.split()), asked_on=asked, taken_up_on=since and asked, since=since,
        hours_a_week=hours_a_week, goal=" ".join(goal.split()), bridges=bridges,
        review_on=review_on or (since and next_review(since)),
    )  # fmt: skip
    if secret:
        _hide(by, case, track)
    _check(track)
    again = _("Dit traject loopt al in deze casus. Beëindig het eerst, of pas het aan.")
    with refusals({"track_runs_once": {"kind": again}}):
        track.save(force_insert=True)
    record(by, "case.track", case, why, kind=kind)
    return track


def next_review(since: dt.date) -> dt.date:
    """When a track is looked at again, where nobody chose a day: the short term of the law's tables."""
    return since + dt.timedelta(weeks=waarde("begeleiding.evaluatie"))


def _case(by: Principal, pupil: Pupil, on: dt.date) -> Case:
    there = policy.visible(Case, to=by, act=acts.GUIDANCE_KEEP).filter(pupil=pupil, closed_on=None).first()
    return there or open_case(by=by, pupil=pupil, on=min(on, by.on), organisation=home_of(by, pupil))


def _hide(by: Principal, case: Case, track: Track) -> None:
    """With the CLB alone: only who writes for that CLB does so."""
    centre = case.counterpart_id or (case.organisation_id if case.compartment == Clb.key else None)
    if centre is None or not (by.system or centre in by.organisations(acts.GUIDANCE_KEEP)):
        raise ValidationError({"secret": _("Alleen het CLB van de casus kan een traject bij zich houden.")})
    track.organisation_id, track.counterpart_id, track.compartment = centre, None, Clb.key


def _check(track: Track) -> None:
    wrong = {}
    if track.kind not in TrackKind.values:
        wrong["kind"] = _("Kies welk traject het is.")
    if track.house is None and not track.body:
        wrong["body"] = _("Schrijf wie dit traject uitvoert.")
    if track.house is not None and track.body:
        wrong["body"] = _("Kies een organisatie, of schrijf een naam: niet allebei.")
    if track.hours_a_week is not None and not 0 < track.hours_a_week <= rules.MOST_HOURS:
        wrong["hours_a_week"] = _("Geef de uren per week als een getal tot %(most)d.") % {"most": rules.MOST_HOURS}
    if track.review_on is not None and track.review_on < (track.since or track.asked_on):
        wrong["review_on"] = _("Kies een dag na het begin van het traject.")
    if track.bridges is not None and track.bridges.case_id != track.case_id:
        wrong["bridges"] = _("Kies een traject van deze casus.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def take_up_track(
    *, by: Principal, track: Track, on: dt.date, lead: str = "", expected_on: dt.date | None = None
) -> Track:
    """Somebody takes it up; until it begins, the pupil waits. Raises ``Denied``, ``ValidationError`` by field."""
    track, case, why = running(by, track)
    if track.taken_up_on is not None:
        raise ValidationError(_("Dit traject is al opgenomen."))
    if not track.asked_on <= on <= by.on:
        raise ValidationError({"on": _("Kies een dag sinds de vraag, en niet in de toekomst.")})
    track.taken_up_on, track.expected_on = on, expected_on
    track.lead = " ".join(lead.split()) or track.lead
    track.save(update_fields=["taken_up_on", "expected_on", "lead"])
    record(by, "case.track", case, why, kind=track.kind)
    return track


@transaction.atomic
def begin_track(*, by: Principal, track: Track, on: dt.date, review_on: dt.date | None = None) -> Track:
    """It begins. Raises ``Denied``, ``ValidationError`` by field."""
    track, case, why = running(by, track)
    if track.since is not None:
        raise ValidationError(_("Dit traject is al begonnen."))
    if on < track.asked_on:
        raise ValidationError({"on": _("Kies een dag sinds de vraag.")})
    track.since, track.taken_up_on = on, track.taken_up_on or min(on, by.on)
    track.review_on = review_on or track.review_on or next_review(on)
    _check(track)
    track.save(update_fields=["since", "taken_up_on", "review_on"])
    record(by, "case.track", case, why, kind=track.kind)
    return track


@transaction.atomic
def end_track(*, by: Principal, track: Track, on: dt.date, how: str, output: str = "") -> Track:
    """It ends, ``on`` being the last day; the case goes on, and so does the school's own file.

    ``how`` is one of :class:`~leerrecht.cases.kinds.Ended`, ``output`` what came of it. Raises ``Denied``,
    ``ValidationError`` by field.
    """
    track, case, why = running(by, track)
    wrong = {}
    if how not in Ended.values:
        wrong["how"] = _("Kies hoe het traject eindigde.")
    if on < (track.since or track.asked_on):
        wrong["on"] = _("Kies een dag na het begin van het traject.")
    if wrong:
        raise ValidationError(wrong)
    track.until, track.ended_how, track.review_on, track.output = on, how, None, " ".join(output.split())
    track.save(update_fields=["until", "ended_how", "review_on", "output"])
    record(by, "case.track", case, why, kind=track.kind, how=how)
    return track


def running(by: Principal, track: Track) -> tuple[Track, Case, str]:
    """The track and its case, locked. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.GUIDANCE_KEEP, track)
    case, why = writing(by, track.case)
    track = Track.objects.select_for_update().get(pk=track.pk)
    if track.ended:
        raise ValidationError(_("Dit traject is beëindigd. Begin een nieuw traject om verder te gaan."))
    return track, case, why
