"""A traject of the CLB: begun after clarifying the question, in a phase and domains; closed by a person."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.cases.domain import tracks
from leerrecht.cases.domain.places import columns
from leerrecht.cases.kinds import Ended, TrackKind
from leerrecht.cases.models import Track
from leerrecht.duties.domain.recompute import recompute
from leerrecht.facts.domain.facts import record_fact
from leerrecht.law.begeleiding import DOMEINEN, FASEN
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import place_of
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import Pupil
from leerrecht.trajectories.domain import answering
from leerrecht.trajectories.domain.common import on_case, refuse, require_past, worker
from leerrecht.trajectories.models import Ending, Signal, State, Traject
from leerrecht.trajectories.models.signal import LIVE
from leerrecht.trajectories.rules import REVIEW_AFTER

FACT = "clb_traject"
_HOW = {
    Ending.BACK: Ended.BACK, Ending.HELPED: Ended.REACHED, Ending.REFERRED: Ended.FOLLOWED, Ending.MOVED: Ended.LEFT,
    Ending.ENDED: Ended.STOPPED, Ending.ADULT: Ended.LEFT,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a traject goes on: phase, domains, who leads it, when it is looked at again."""

    fase: int
    domain: str
    domains: tuple[str, ...] = ()
    lead_id: int | None
    review_on: dt.date | None = None
    compulsory: bool = False


@transaction.atomic
def start_traject(
    *, by: Principal, pupil: Pupil, centre_id: int, on: dt.date, course: Course, goal: str = ""
) -> Traject:
    """Begin: the law hears it, the case gets a track, and the signal of the pupil is taken up.

    ``goal`` goes with the track: whoever shares the case reads it. A traject of which the school was not told lies
    with the CLB alone. Raises ``Denied``, ``ValidationError`` by field.
    """
    place = place_of(by, pupil, Clb.key, centre_id)
    require_past(by, on=on)
    traject = Traject(**columns(by, pupil.pk, place), began_on=on, **_columns(by, pupil, centre_id, course, on))
    signal = _signal(by, pupil, centre_id)
    traject.signal = signal
    with refusals({"traject_open_once": _("Er loopt al een traject van dit CLB voor deze leerling.")}):
        traject.save(force_insert=True)
    if signal is not None and signal.is_open:
        answering.take_up(by=by, signal=signal, who_id=traject.lead_id)
    traject.track = _track(by, traject, goal, secret=signal is None or not signal.shared)
    traject.save(update_fields=["track"])
    _log(by, traject, place.why, "begin")
    _tell(by, pupil, on)
    return traject


@transaction.atomic
def change_traject(*, by: Principal, traject: Traject, course: Course) -> Traject:
    """Another phase, domain, lead or day of review. Raises ``Denied``, ``ValidationError`` by field."""
    traject, why = _running(by, traject)
    for name, value in _columns(by, traject.pupil, traject.organisation_id, course, by.on).items():
        setattr(traject, name, value)
    traject.save()
    _log(by, traject, why, "change")
    return traject


@transaction.atomic
def close_traject(
    *, by: Principal, traject: Traject, on: dt.date, ending: str, text: str, feedback: str = ""
) -> Traject:
    """A person decides that it ends, with why; the school hears so in a text of its own.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    traject, why = _running(by, traject)
    signal = traject.signal if traject.signal and traject.signal.state == State.TAKEN else None
    shared = signal is not None and signal.shared
    require_past(by, on=on)
    refuse(
        (on < traject.began_on, "on", _("Kies een dag na het begin van het traject.")),
        (ending not in Ending.values, "ending", _("Kies waarom het traject stopt.")),
        (
            ending == Ending.ENDED and traject.compulsory, "ending",
            _("Een verplicht traject stopt niet door een weigering."),
        ),
        (not text.strip(), "text", _("Schrijf waarom u beslist om te stoppen.")),
        (shared and not feedback.strip(), "feedback", _("De school meldde deze leerling. Schrijf wat zij mag weten.")),
        (not shared and bool(feedback.strip()), "feedback", _("Geen school bracht dit aan. Laat dit leeg.")),
    )  # fmt: skip
    traject.note = write_note(
        by=by, pupil=traject.pupil, compartment=Clb.key, organisation_id=traject.organisation_id, text=text,
        title=_("Waarom het traject stopt"),
    )  # fmt: skip
    traject.closed_on, traject.ending, traject.closed_by = on, ending, name_of(by)
    traject.save()
    if traject.track is not None and not traject.track.ended:
        tracks.end_track(by=by, track=traject.track, on=on, how=_HOW[Ending(ending)])
    if signal is not None:
        answering.close(by, signal, feedback)
    _log(by, traject, why, "close")
    return traject


def _track(by: Principal, traject: Traject, goal: str, *, secret: bool) -> Track:
    """That of the case which runs or waits already for this CLB, else a new one."""
    found = policy.visible(Track, to=by, act=acts.GUIDANCE_KEEP).filter(
        pupil=traject.pupil, kind=TrackKind.CLB, house_id=traject.organisation_id, until=None, traject=None
    )
    there = found.select_related("case").first()
    if there is None:
        return tracks.start_track(
            by=by, pupil=traject.pupil, kind=TrackKind.CLB, organisation=traject.organisation_id,
            since=traject.began_on, goal=goal, lead=traject.lead, review_on=traject.review_on, secret=secret,
        )  # fmt: skip
    if there.since is None:
        on = max(traject.began_on, there.asked_on)
        return tracks.begin_track(by=by, track=there, on=on, review_on=traject.review_on)
    return there


def _columns(by: Principal, pupil: Pupil, centre_id: int, course: Course, on: dt.date) -> dict[str, Any]:
    others = tuple(one for one in DOMEINEN if one in course.domains and one != course.domain)
    refuse(
        (course.fase not in FASEN, "fase", _("Kies de fase.")),
        (course.domain not in DOMEINEN, "domain", _("Kies het voornaamste domein.")),
        (not {*course.domains} <= DOMEINEN.keys(), "domains", _("Kies domeinen uit de lijst.")),
        (course.review_on is not None and course.review_on <= on, "review_on", _("Kies een dag erna.")),
    )
    lead = worker(course.lead_id, centre_id, by.on)
    with stand(command("op het dossier", by.on, vaults={Clb.key})):
        works = on_case(lead.pk, pupil.pk, centre_id, by.on)
    if not works:
        raise ValidationError(
            {"lead": _("%(name)s staat niet op dit dossier. Zet die eerst op het dossier.") % {
                "name": lead.get_full_name(),
            }}
        )  # fmt: skip
    return {
        "fase": course.fase, "domain": course.domain, "domains": list(others), "lead_id": lead.pk,
        "lead": lead.get_full_name(), "review_on": course.review_on or on + REVIEW_AFTER,
        "compulsory": course.compulsory,
    }  # fmt: skip


def _signal(by: Principal, pupil: Pupil, centre_id: int) -> Signal | None:
    """What brought the pupil: a signal that waits, or one that was taken up and has no traject yet."""
    found = policy.visible(Signal, to=by, act=acts.CLB_DOOR).filter(
        pupil=pupil, centre_id=centre_id, state__in=LIVE, trajects=None
    )
    return found.order_by("-shared", "arisen_on").first()


def _running(by: Principal, traject: Traject) -> tuple[Traject, str]:
    why = policy.require(by, acts.GUIDANCE_KEEP, traject)
    found = Traject.objects.select_for_update(of=("self",)).select_related("pupil", "signal", "track")
    traject = found.get(pk=traject.pk)
    if traject.closed_on is not None:
        raise ValidationError(_("Dit traject is afgesloten. Begin een nieuw traject om verder te gaan."))
    return traject, why


def _tell(by: Principal, pupil: Pupil, on: dt.date) -> None:
    """The law counts a traject at a school that this CLB serves; of a pupil without one it asks none."""
    served = by.schools(acts.DUTY_CLOSE)
    school_id = next((one for one in sorted(schools_of(pupil.pk, on)) if by.system or one in served), None)
    if school_id is None:
        return
    record_fact(by=by, pupil_id=pupil.pk, date=on, kind=FACT, school_id=school_id, compartment=Clb.key)
    recompute([pupil.pk], timezone.localdate()).raise_refused()


def _log(by: Principal, traject: Traject, why: str, what: str) -> None:
    log.record(
        by=by, act="clb.traject", on=traject, pupil_id=traject.pupil_id, organisation_id=traject.organisation_id,
        why=why, detail={"what": what},
    )  # fmt: skip
