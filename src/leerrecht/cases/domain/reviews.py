"""A track in its course: looked at again, its week pattern, the workplace, and discharge from hospital."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.cases import record
from leerrecht.cases.domain.places import note_in
from leerrecht.cases.domain.tracks import next_review, running
from leerrecht.cases.kinds import PLACES
from leerrecht.cases.models import Review, Track, Verdict, WeekPattern, WorkplaceCheck
from leerrecht.guidance.domain.plans import SLOT_KEYS
from leerrecht.organisations.domain.constraints import refusals

LONGEST_WORDS = 80


@transaction.atomic
def review_track(
    *, by: Principal, track: Track, on: dt.date, verdict: str, text: str = "", next_on: dt.date | None = None
) -> Review:
    """Those concerned looked at the track again; the next time comes back by itself.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    track, case, why = running(by, track)
    following = next_on or next_review(on)
    wrong = {}
    if on > by.on:
        wrong["on"] = _("Kies een dag die al voorbij is, of vandaag.")
    if verdict not in Verdict.values:
        wrong["verdict"] = _("Kies wat er besloten is.")
    if following <= on:
        wrong["next_on"] = _("Kies een dag na deze bespreking.")
    if wrong:
        raise ValidationError(wrong)
    review = Review.objects.create(
        track=track, due_on=track.review_on, on=on, verdict=verdict, by=name_of(by),
        note=note_in(by, track, _("Bespreking van %(track)s") % {"track": track}, text, why),
    )  # fmt: skip
    track.review_on = following
    track.save(update_fields=["review_on"])
    record(by, "case.review", case, why, kind=track.kind)
    return review


@transaction.atomic
def set_pattern(
    *, by: Principal, track: Track, first: dt.date, half_days: Mapping[str, str], words: Mapping[str, str] | None = None
) -> WeekPattern:
    """From a day on, where the pupil is on each half-day; the same day again replaces what was there.

    ``half_days`` gives a place by slot such as ``0vm``; ``words`` with whom or what. Raises ``Denied``,
    ``ValidationError`` by field.
    """
    track, case, why = running(by, track)
    chosen = {slot: place for slot, place in half_days.items() if place}
    said = {slot: " ".join(text.split()) for slot, text in (words or {}).items() if text.strip() and slot in chosen}
    if not chosen:
        raise ValidationError({"half_days": _("Kies voor minstens één halve dag waar de leerling is.")})
    if not (set(chosen) <= SLOT_KEYS.keys() and set(chosen.values()) <= PLACES.keys()):
        raise ValidationError({"half_days": _("Kies per halve dag een plaats uit de lijst.")})
    if any(len(text) > LONGEST_WORDS for text in said.values()):
        raise ValidationError(
            {"half_days": _("Schrijf hoogstens %(most)d tekens per halve dag.") % {"most": LONGEST_WORDS}}
        )
    pattern, _made = WeekPattern.objects.update_or_create(
        track=track, first=first, defaults={"half_days": chosen, "words": said}
    )
    record(by, "case.pattern", case, why)
    return pattern


@transaction.atomic
def check_workplace(
    *, by: Principal, track: Track, on: dt.date, level: bool, hours: bool, agreement: bool, mentor: bool, next_step: str
) -> WorkplaceCheck:
    """Whether the workplace is good enough; where something fails, a talk follows or it stops.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    track, case, why = running(by, track)
    check = WorkplaceCheck(
        track=track, on=on, level=level, hours=hours, agreement=agreement, mentor=mentor, next_step=next_step,
        by=name_of(by),
    )  # fmt: skip
    if next_step not in ("verder", "gesprek", "stopt"):
        raise ValidationError({"next_step": _("Kies wat er nu gebeurt.")})
    if on > by.on:
        raise ValidationError({"on": _("Kies een dag die al voorbij is, of vandaag.")})
    fails = _("Er is iets niet in orde. Kies een gesprek met de werkgever, of stop met deze werkplek.")
    with refusals({"workplace_not_on_where_it_fails": {"next_step": fails}}):
        check.save()
    record(by, "case.workplace", case, why)
    return check


@transaction.atomic
def announce_discharge(*, by: Principal, track: Track, on: dt.date, next_place: str = "") -> Track:
    """The pupil leaves the hospital on a day; without a place for afterwards this is an alarm.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    track, case, why = running(by, track)
    if on < (track.since or track.asked_on):
        raise ValidationError({"on": _("Kies een dag na het begin van het traject.")})
    track.discharge_on, track.next_place = on, " ".join(next_place.split())
    track.save(update_fields=["discharge_on", "next_place"])
    record(by, "case.discharge", case, why)
    return track
