"""What people say of a finding, what they do next, whom they add, and how it ended. Nothing is ever deleted."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.access.standing import stand
from leerrecht.law.tables import waarde
from leerrecht.law.thuis import EINDES, REDENEN
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import places, system_place
from leerrecht.notes.models import Aantekening
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import Pupil
from leerrecht.thuiszitters.domain.recompute import end, recompute, worker
from leerrecht.thuiszitters.domain.staff import staff_of
from leerrecht.thuiszitters.models import (
    Alternative,
    ContactHow,
    Judgement,
    NextStep,
    Thuiszitter,
    Verdict,
    WhyNot,
)

MOST_HOURS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says: it is right, it is right but otherwise, or it is wrong and why."""

    verdict: str
    reason: str = ""
    since: dt.date | None = None
    half_days: Decimal | None = None
    why_not: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Who is on it, when school and pupil last spoke, what the pupil gets meanwhile, and what comes next."""

    lead_id: int | None = None
    contact_on: dt.date | None = None
    contact_how: str = ""
    alternative: str = ""
    hours: Decimal | None = None
    next_step: str = ""
    next_on: dt.date | None = None


@transaction.atomic
def judge(*, by: Principal, record: Thuiszitter, said: Said) -> Judgement:
    """Keep what a person says, with the facts of today. New facts raise the question again; what was said stays.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    record, why = _keeping(by, record)
    _check_said(by, said)
    judgement = Judgement(
        record=record, verdict=said.verdict, on=by.on, by_id=by.user_id, by=name_of(by),
        reason=said.reason if said.verdict == Verdict.OTHERWISE else "",
        since=said.since if said.verdict == Verdict.OTHERWISE else None,
        half_days=said.half_days if said.verdict == Verdict.OTHERWISE else None,
        why_not=said.why_not if said.verdict == Verdict.WRONG else "",
        note=_note(by, record, said.words) if said.words.strip() else None,
        computed={
            "reason": record.reason, "since": record.since.isoformat(),
            "half_days": None if record.half_days is None else str(record.half_days), "grounds": record.grounds,
        },
    )  # fmt: skip
    judgement.save(force_insert=True)
    record.verdict, record.verdict_marks = said.verdict, list(record.marks)
    record.save(update_fields=["verdict", "verdict_marks"])
    _log(by, "thuis.judge", record, why)
    return judgement


@transaction.atomic
def follow_up(*, by: Principal, record: Thuiszitter, following: Following) -> Thuiszitter:
    """Who is on it and what comes next. Raises ``Denied``, ``ValidationError`` by field."""
    record, why = _keeping(by, record)
    staff = staff_of(record, by.on)
    _check_following(by, following, staff)
    if following.lead_id is not None:
        record.lead = User.objects.get(pk=following.lead_id).get_full_name()
        record.lead_house_id = staff[following.lead_id]
    if following.contact_on is not None:
        record.contact_on, record.contact_how = following.contact_on, following.contact_how
    record.own_alternative, record.own_hours = following.alternative, following.hours
    record.next_step, record.next_on = following.next_step, following.next_on
    record.save(
        update_fields=[
            "lead", "lead_house", "contact_on", "contact_how", "own_alternative", "own_hours", "next_step", "next_on",
        ]
    )  # fmt: skip
    _log(by, "thuis.follow", record, why)
    return record


@transaction.atomic
def follow_together(
    *, by: Principal, records: Sequence[Thuiszitter], lead_id: int | None, next_step: str, next_on: dt.date | None
) -> int:
    """The same lead, the same next step, or both, for several pupils; what is not given stays. All of them, or none.

    Raises ``Denied``, ``ValidationError`` by field, which names a pupil for whom that person cannot follow up.
    """
    _refuse(
        (not records, "lead", _("Vink eerst aan voor wie dit geldt.")),
        (lead_id is None and not next_step and next_on is None, "lead", _("Kies wie opvolgt, of de volgende stap.")),
    )
    following = Following(lead_id=lead_id, next_step=next_step, next_on=next_on)
    lead = None if lead_id is None else User.objects.filter(pk=lead_id).first()
    for one in records:
        record, why = _keeping(by, one)
        staff = staff_of(record, by.on)
        if lead_id is not None and lead_id not in staff:
            raise ValidationError(
                {"lead": _("Deze persoon volgt %(pupil)s niet op. Kies iemand anders.") % {"pupil": record.pupil}}
            )
        _check_following(by, following, staff)
        if lead is not None:
            record.lead, record.lead_house_id = lead.get_full_name(), staff[lead.pk]
        if next_step:
            record.next_step, record.next_on = next_step, next_on
        record.save(update_fields=["lead", "lead_house", "next_step", "next_on"])
        _log(by, "thuis.follow", record, why)
    return len(records)


@transaction.atomic
def note_sitter(*, by: Principal, pupil: Pupil, since: dt.date, said: Said | None = None) -> Thuiszitter:
    """Put a pupil on the register whom it did not find: by the school, or by the CLB. A person takes them off again.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    school_id, centre_id = _house(by, pupil)
    _refuse(
        (since > by.on, "since", _("De dag ligt in de toekomst. Noteer iets pas als het begonnen is.")),
        (
            Thuiszitter.objects.filter(pupil=pupil, ended_on=None).exists(), "since",
            _("Deze leerling staat al in het register. Werk daar verder."),
        ),
    )  # fmt: skip
    record = Thuiszitter(
        pupil=pupil, since=since, found_on=by.on, computed_on=by.on, noted=True, noted_since=since, noted_by=name_of(by)
    ).kept_by(school_id, centre_id)
    record.save(force_insert=True)
    with stand(worker(by.on)):
        recompute([pupil.pk], by.on).raise_refused()
    record.refresh_from_db()
    _log(by, "thuis.note", record, by.why(acts.SITTER_KEEP, school_id))
    if said is not None:
        judge(by=by, record=record, said=said)
        record.refresh_from_db()
    return record


@transaction.atomic
def close(*, by: Principal, record: Thuiszitter, how: str, on: dt.date) -> Thuiszitter:
    """A person says how it ended; only new facts bring it back. Raises ``Denied``, ``ValidationError`` by field."""
    record, why = _keeping(by, record)
    _refuse(
        (how not in EINDES, "how", _("Kies hoe het eindigde.")),
        (on > by.on, "on", _("De dag ligt in de toekomst. Noteer het einde als het zover is.")),
        (on < record.since, "on", _("Kies een dag na het begin.")),
    )
    end(record, how, on, by=name_of(by), person=True)
    _log(by, "thuis.end", record, why)
    return record


def _keeping(by: Principal, record: Thuiszitter) -> tuple[Thuiszitter, str]:
    why = policy.require(by, acts.SITTER_KEEP, record)
    record = Thuiszitter.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=record.pk)
    if record.ended_on is not None:
        raise ValidationError(_("Dit is geëindigd. Begint het opnieuw, dan komt er een nieuwe lijn."))
    return record, why


def _house(by: Principal, pupil: Pupil) -> tuple[int | None, int | None]:
    """The school of the pupil where one writes for it or its CLB; of a child without a school, the own CLB."""
    here = schools_of(pupil.pk, by.on)
    for school in sorted(here):
        if by.system or school in by.places(acts.SITTER_KEEP):
            policy.find(Pupil, pupil.pk, by=by, act=acts.PUPIL_VIEW)
            return school, None
    centres = sorted(by.organisations(acts.CLB_DOOR))
    if not here and centres:
        policy.find(Pupil, pupil.pk, by=by, act=acts.CASE_VIEW)
        return None, centres[0]
    raise policy.Denied(_("Voor deze leerling houdt u het register niet bij."))


def _note(by: Principal, record: Thuiszitter, words: str) -> Aantekening:
    """The words, where school and CLB share, or in the file of the CLB: for who works on the case."""
    key, house = record.compartment, record.organisation_id
    found = [place for place in places(by, record.pupil) if (place.compartment, place.organisation_id) == (key, house)]
    if by.system and house is not None:
        found = [system_place(by, key, house)]
    if not found:
        raise ValidationError(
            {"words": _("U staat niet op het dossier van deze leerling. Kies een reden uit de lijst, zonder tekst.")}
        )
    return write_note(
        by=by, pupil=record.pupil, compartment=key, organisation_id=found[0].organisation_id,
        title=_("Over het register van thuiszitters"), text=words, place=found[0],
    )  # fmt: skip


def _check_said(by: Principal, said: Said) -> None:
    week = waarde("thuiszitten.week")
    changed = said.reason or said.since is not None or said.half_days is not None
    _refuse(
        (said.verdict not in Verdict.values, "verdict", _("Kies of dit klopt.")),
        (bool(said.reason) and said.reason not in REDENEN, "reason", _("Kies een reden uit de lijst.")),
        (
            said.verdict == Verdict.OTHERWISE and not changed, "reason",
            _("Zeg wat er anders is: de reden, sinds wanneer, of hoeveel halve dagen."),
        ),
        (said.since is not None and said.since > by.on, "since", _("De dag ligt in de toekomst.")),
        (
            said.half_days is not None and not 0 <= said.half_days <= week, "half_days",
            _("Geef een getal van 0 tot %(most)d.") % {"most": week},
        ),
        (
            said.verdict == Verdict.WRONG and said.why_not not in WhyNot.values, "why_not",
            _("Kies waarom het niet klopt."),
        ),
        (
            said.verdict == Verdict.WRONG and said.why_not == WhyNot.OTHER and not said.words.strip(), "words",
            _("Schrijf in enkele woorden waarom het niet klopt."),
        ),
    )  # fmt: skip


def _check_following(by: Principal, following: Following, staff: Mapping[int, int]) -> None:
    step, hours = following.next_step, following.hours
    _refuse(
        (
            following.lead_id is not None and following.lead_id not in staff, "lead",
            _("Kies iemand die vandaag bij de school of het CLB opvolgt."),
        ),
        (
            following.contact_on is not None and following.contact_on > by.on, "contact_on",
            _("De dag ligt in de toekomst."),
        ),
        (
            following.contact_on is not None and following.contact_how not in ContactHow.values, "contact_how",
            _("Kies hoe het contact was."),
        ),
        (
            bool(following.alternative) and following.alternative not in Alternative.values, "alternative",
            _("Kies uit de lijst."),
        ),
        (
            hours is not None and not 0 < hours <= MOST_HOURS, "hours",
            _("Geef de uren per week als een getal tot %(most)d.") % {"most": MOST_HOURS},
        ),
        (
            hours is not None and following.alternative in ("", Alternative.NONE), "alternative",
            _("Kies waarvan dit de uren zijn."),
        ),
        (bool(step) and step not in NextStep.values, "next_step", _("Kies een stap uit de lijst.")),
        (bool(step) and following.next_on is None, "next_on", _("Geef een dag waarop die stap gezet is.")),
        (not step and following.next_on is not None, "next_step", _("Kies welke stap er dan komt.")),
        (
            following.next_on is not None and following.next_on < by.on, "next_on",
            _("Kies een dag vanaf vandaag."),
        ),
    )  # fmt: skip


def _refuse(*rules: tuple[bool, str, str]) -> None:
    wrong = {name: message for holds, name, message in _last_first(rules) if holds}
    if wrong:
        raise ValidationError(wrong)


def _last_first(rules: Iterable[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    """Of two messages at one field the first stays."""
    return list(rules)[::-1]


def _log(by: Principal, act: str, record: Thuiszitter, why: str) -> None:
    log.record(
        by=by, act=act, on=record, pupil_id=record.pupil_id, organisation_id=record.organisation_id, why=why
    )  # fmt: skip
