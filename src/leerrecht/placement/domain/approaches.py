"""Which schools were asked, and what came of it."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.law.topics.weigering import GRONDEN
from leerrecht.organisations.models import School
from leerrecht.placement.domain.common import done, not_before, not_later, opened, told
from leerrecht.placement.models import Answer, Approach, Channel, Declined, SchoolSearch, Verdict

MOST_KM = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A school that was asked: ``school_id`` of one in the system, else ``name``."""

    on: dt.date
    channel: str
    school_id: int | None = None
    name: str = ""
    km: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a school answered; ``ground`` where it refused, ``declined`` where a place was not taken.

    ``attest_on``: the paper of the refusal came. ``words`` are the motive as it was told, and become a note.
    """

    answer: str
    on: dt.date
    ground: str = ""
    declined: str = ""
    attest_on: dt.date | None = None
    words: str = ""


@transaction.atomic
def ask_school(*, by: Principal, search: SchoolSearch, asked: Asked) -> Approach:
    """Note that a school was asked. Raises ``Denied``, ``ValidationError`` by field."""
    search, why = opened(by, search)
    not_later(by, asked.on)
    not_before(asked.on, search.since)
    if asked.channel not in Channel.values:
        raise ValidationError({"channel": _("Kies uit de lijst.")})
    if asked.km is not None and not 0 <= asked.km <= MOST_KM:
        raise ValidationError({"km": _("Geef een afstand van 0 tot %(most)d kilometer.") % {"most": MOST_KM}})
    school, name = _school(asked)
    if school is not None and school.pk == search.school_id and search.excluded_on is not None:
        raise ValidationError({"school_id": _("Deze school sloot de leerling uit. Zoek een andere school.")})
    waiting = search.approaches.filter(answer=Answer.WAITING)
    if waiting.filter(school=school).exists() if school is not None else waiting.filter(name__iexact=name).exists():
        raise ValidationError(
            _("Aan deze school is het al gevraagd, en ze antwoordde nog niet. Herinner haar, of noteer haar antwoord.")
        )
    approach = Approach.objects.create(
        search=search, school=school, name=name, on=asked.on, channel=asked.channel, km=asked.km, asked_by=name_of(by)
    )
    done(by, search, "placement.ask", why)
    return approach


def _school(asked: Asked) -> tuple[School | None, str]:
    name = " ".join(asked.name.split())
    if asked.school_id is not None:
        school = School.objects.filter(pk=asked.school_id).first()
        if school is None:
            raise ValidationError({"school_id": _("Deze school bestaat niet.")})
        return school, school.name
    if not name:
        raise ValidationError({"name": _("Kies een school, of schrijf haar naam.")})
    return None, name[:160]


@transaction.atomic
def remind(*, by: Principal, approach: Approach, on: dt.date) -> Approach:
    """The school was reminded. Raises ``Denied``, ``ValidationError``."""
    approach, search, why = _opened(by, approach)
    not_later(by, on)
    not_before(on, approach.on)
    if approach.answer != Answer.WAITING:
        raise ValidationError(_("Deze school antwoordde al."))
    approach.reminded_on = on
    approach.save(update_fields=["reminded_on"])
    done(by, search, "placement.ask", why)
    return approach


@transaction.atomic
def answer(*, by: Principal, approach: Approach, answered: Answered) -> Approach:
    """Note what the school answered; a later answer takes the place of an earlier one.

    A refusal has a ground, or the school gave none on paper: that is the answer ``onder_tafel``. Raises ``Denied``,
    ``ValidationError`` by field.
    """
    approach, search, why = _opened(by, approach)
    _check(by, approach, answered)
    refused = answered.answer == Answer.REFUSED
    approach.answer = answered.answer
    approach.answered_on = None if answered.answer == Answer.WAITING else answered.on
    approach.ground = answered.ground if refused else ""
    approach.attest_on = answered.attest_on if refused else None
    approach.declined = answered.declined if answered.answer == Answer.DECLINED else ""
    note = told(by, search, _("Antwoord van %(school)s") % {"school": approach.name}, answered.words, why)
    if note is not None:
        approach.note = note
    approach.save()
    done(by, search, "placement.answer", why)
    return approach


def _check(by: Principal, approach: Approach, answered: Answered) -> None:
    not_later(by, answered.on)
    not_before(answered.on, approach.on)
    if answered.answer not in Answer.values:
        raise ValidationError({"answer": _("Kies uit de lijst.")})
    if answered.answer == Answer.REFUSED and answered.ground not in GRONDEN:
        raise ValidationError(
            {
                "ground": _(
                    "Welke reden gaf de school? Gaf ze er geen op papier, kies dan “ontraden of aan het lijntje”."
                )
            }
        )
    if answered.answer == Answer.DECLINED and answered.declined not in Declined.values:
        raise ValidationError({"declined": _("Kies waarom leerling of ouders de plaats niet namen.")})
    if answered.attest_on is not None:
        not_later(by, answered.attest_on, "attest_on")
        not_before(answered.attest_on, answered.on, "attest_on")


@transaction.atomic
def contest(
    *,
    by: Principal,
    approach: Approach,
    attest_on: dt.date | None = None,
    mediation_on: dt.date | None = None,
    mediated_on: dt.date | None = None,
    complaint_on: dt.date | None = None,
    judged_on: dt.date | None = None,
    verdict: str = "",
) -> Approach:
    """What was done about a refusal: its paper, mediation by the LOP, a complaint at the Commissie inzake
    leerlingenrechten and her judgement. A day left out stays as it was. Raises ``Denied``, ``ValidationError``.
    """
    approach, search, why = _opened(by, approach)
    if not approach.refused or approach.answered_on is None:
        raise ValidationError(_("Deze school weigerde niet. Noteer eerst haar antwoord."))
    days = {
        "attest_on": attest_on, "mediation_on": mediation_on, "mediated_on": mediated_on,
        "complaint_on": complaint_on, "judged_on": judged_on,
    }  # fmt: skip
    for name, day in days.items():
        if day is not None:
            not_later(by, day, name)
            not_before(day, approach.answered_on, name)
            setattr(approach, name, day)
    if attest_on is not None and approach.answer != Answer.REFUSED:
        raise ValidationError(
            {"attest_on": _("Kwam er toch een document? Noteer dan eerst de weigering met haar reden.")}
        )
    if _before(approach.mediated_on, approach.mediation_on):
        raise ValidationError({"mediated_on": _("Noteer eerst wanneer het LOP om bemiddeling gevraagd is.")})
    approach.verdict = verdict or approach.verdict
    if bool(approach.judged_on) != bool(approach.verdict) or approach.verdict not in ("", *Verdict.values):
        raise ValidationError({"verdict": _("Noteer het oordeel samen met zijn dag.")})
    if _before(approach.judged_on, approach.complaint_on):
        raise ValidationError({"complaint_on": _("Noteer eerst wanneer de klacht ingediend is.")})
    approach.save()
    done(by, search, "placement.contest", why)
    return approach


def _before(last: dt.date | None, first: dt.date | None) -> bool:
    """Whether something is over before it began, or without a beginning."""
    return last is not None and (first is None or last < first)


@transaction.atomic
def take_back(*, by: Principal, approach: Approach) -> SchoolSearch:
    """An approach that was noted by mistake, on the day itself and before an answer. Raises as the others."""
    approach, search, why = _opened(by, approach)
    if approach.answer != Answer.WAITING or approach.on != by.on:
        raise ValidationError(_("Alleen wat u vandaag noteerde en nog geen antwoord kreeg, kan weg."))
    approach.delete()
    done(by, search, "placement.ask", why)
    return search


def _opened(by: Principal, approach: Approach) -> tuple[Approach, SchoolSearch, str]:
    policy.require(by, acts.PLACEMENT_KEEP, approach)
    search, why = opened(by, approach.search)
    return Approach.objects.select_for_update(of=("self",)).get(pk=approach.pk), search, why
