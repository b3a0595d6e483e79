"""Closing what the law asks: by a real act, or by "gezien, geen actie, omdat"."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.duties.domain.acts_of_rules import acts_for, compartment_of, side_of
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome, Seen, Side
from leerrecht.facts.domain.facts import KNOWN, NOT_KNOWN, NOT_REACHED, REACHED, record_fact
from leerrecht.facts.models import Fact

REASON_LENGTH = 400
_CONTACT, _DIFFICULTY = (REACHED, NOT_REACHED), (KNOWN, NOT_KNOWN)
OPPOSITES = {**dict.fromkeys(_CONTACT, _CONTACT), **dict.fromkeys(_DIFFICULTY, _DIFFICULTY)}


@transaction.atomic
def close_by_act(*, by: Principal, outcome_id: int, kind: str, date: dt.date) -> Fact:
    """Record the real act that answers an outcome, and compute the pupil anew at once.

    ``kind`` is one of ``acts_for`` the outcome. An act of before a duty arose counts only where the law says
    so, else nothing is kept. A signal has no fulfilment: it is marked as answered by this act. Raises ``Http404`` for
    an outcome that the principal may not close, ``ValidationError`` by field otherwise.
    """
    outcome = policy.find(Outcome, outcome_id, by=by, act=acts.DUTY_CLOSE)
    side, school_id = _place(outcome, by)
    if outcome.status == "vervuld":
        raise ValidationError(_("Dit is al gedaan op %(day)s.") % {"day": _day(outcome.vervuld_op)})
    if kind not in acts_for(outcome, side):
        raise ValidationError(
            {"kind": _("Deze handeling hoort niet bij deze plicht of dit signaal. Kies er een uit de lijst.")}
        )
    if outcome.aard == "signaal" and date < outcome.sinds:
        raise ValidationError({"date": _too_early(outcome)})
    fact = record_fact(
        by=by,
        pupil_id=outcome.pupil_id,
        date=date,
        kind=kind,
        school_id=school_id,
        object=outcome.voorwerp,
        compartment=compartment_of(outcome, side),
    )
    if outcome.aard == "signaal":
        _settle(by, outcome, side, school_id, kind=kind, on=date)
    recompute([outcome.pupil_id], timezone.localdate()).raise_refused()
    if date < outcome.sinds and _still_open(outcome):
        raise ValidationError({"date": _too_early(outcome)})
    log.record(
        by=by, act="duty.close", on=outcome, pupil_id=outcome.pupil_id, organisation_id=school_id,
        detail={"regel": outcome.regel, "fact": fact.pk},
    )  # fmt: skip
    return fact


@transaction.atomic
def note_contact(*, by: Principal, outcome_id: int, date: dt.date, reached: bool, channel: str = "") -> Fact:
    """Note whether the parents were reached, and how it was tried: a fact that counts for the order of the list.

    A try that did not reach them answers no duty: that asks for a contact, which :func:`close_by_act` records.
    Raises as :func:`close_by_act`.
    """
    outcome = policy.find(Outcome, outcome_id, by=by, act=acts.DUTY_CLOSE)
    return _note(by, outcome, kind=REACHED if reached else NOT_REACHED, date=date, channel=channel)


@transaction.atomic
def note_difficulty(*, by: Principal, outcome_id: int, known: bool) -> Fact:
    """Note that a known difficulty is in the pupil's file, or no longer: that it is there, never what it is.

    Raises as :func:`close_by_act`, and ``ValidationError`` for the CLB, whose file the school does not read.
    """
    outcome = policy.find(Outcome, outcome_id, by=by, act=acts.DUTY_CLOSE)
    return _note(by, outcome, kind=KNOWN if known else NOT_KNOWN, date=timezone.localdate())


def _note(by: Principal, outcome: Outcome, *, kind: str, date: dt.date, channel: str = "") -> Fact:
    side, school_id = _place(outcome, by)
    if side != Side.SCHOOL:
        raise ValidationError(_("Dit noteert de school: ook zij ziet wat in de volgorde meetelt."))
    # Of two notes of one day the last one counts, so what was said earlier that day gives way.
    Fact.objects.filter(
        pupil_id=outcome.pupil_id, date=date, school_id=school_id, kind__in=OPPOSITES[kind], compartment="zorg"
    ).delete()  # fmt: skip
    fact = record_fact(
        by=by, pupil_id=outcome.pupil_id, date=date, kind=kind, school_id=school_id, object=channel, compartment="zorg"
    )
    recompute([outcome.pupil_id], timezone.localdate()).raise_refused()
    return fact


@transaction.atomic
def mark_seen(*, by: Principal, pupil_id: int, regel: str, voorwerp: str, reason: str) -> Seen:
    """Note "gezien, geen actie, omdat": the outcome leaves the list of this side (school or CLB), not the file.

    It covers what arose up to today and survives every recomputation; said again, the newest reason stands.
    Raises ``ValidationError`` without a reason, or where there is nothing (any more) to see.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Schrijf waarom er geen actie nodig is.")})
    if len(reason) > REASON_LENGTH:
        raise ValidationError({"reason": _("Hou de reden korter: hoogstens %(n)d tekens.") % {"n": REASON_LENGTH}})
    outcome = (
        policy.visible(Outcome, to=by, act=acts.DUTY_CLOSE)
        .filter(pupil_id=pupil_id, regel=regel, voorwerp=voorwerp)
        .exclude(status="vervuld")
        .order_by("-sinds")
        .first()
    )
    if outcome is None:
        raise ValidationError(_("Dit staat niet (meer) open voor deze leerling, of u mag het niet afsluiten."))
    side, school_id = _place(outcome, by)
    seen = _settle(by, outcome, side, school_id, reason=reason, on=timezone.localdate())
    log.record(by=by, act="duty.seen", on=seen, pupil_id=pupil_id, organisation_id=school_id, detail={"regel": regel})
    return seen


@transaction.atomic
def unsee(*, by: Principal, seen_id: int) -> None:
    """Take a "gezien" back: the outcome, where it still holds, is on the list again. Raises ``Http404``."""
    seen = policy.find(Seen, seen_id, by=by, act=acts.DUTY_CLOSE)
    log.record(
        by=by, act="duty.unsee", on=seen, pupil_id=seen.pupil_id, organisation_id=seen.school_id,
        detail={"regel": seen.regel},
    )  # fmt: skip
    seen.delete()


@transaction.atomic
def answer_by_record(*, by: Principal, pupil_id: int, regel: str, kind: str, on: dt.date) -> None:
    """A record of a room above answers a signal: it leaves the list of this side. Nothing where it does not hold.

    ``kind`` is one of ``ui.words.RECORDS``.
    """
    found = policy.visible(Outcome, to=by, act=acts.DUTY_CLOSE).filter(pupil_id=pupil_id, regel=regel, aard="signaal")
    for outcome in found if by.user_id is not None else ():
        side, school_id = _place(outcome, by)
        _settle(by, outcome, side, school_id, kind=kind, on=on)
        log.record(
            by=by, act="duty.close", on=outcome, pupil_id=pupil_id, organisation_id=school_id,
            detail={"regel": regel},
        )  # fmt: skip


def _place(outcome: Outcome, by: Principal) -> tuple[Side, int]:
    side = side_of(by, acts.DUTY_CLOSE, outcome.school_id)
    if side is None or outcome.school_id is None:
        raise ValidationError(_("Deze leerling staat bij geen school ingeschreven; hier kan niets vastgelegd worden."))
    return side, outcome.school_id


def _settle(
    by: Principal, outcome: Outcome, side: Side, school_id: int, *, on: dt.date, kind: str = "", reason: str = ""
) -> Seen:
    if by.user_id is None:
        raise ValidationError(_("Alleen een gebruiker kan zeggen dat iets gezien is."))
    # Also what a school that the pupil left said of it, which this one does not read: one stands for each side.
    with stand(command("gezien", on)):
        seen, _created = Seen.objects.update_or_create(
            pupil_id=outcome.pupil_id,
            regel=outcome.regel,
            school_year=outcome.school_year,
            voorwerp=outcome.voorwerp,
            side=side,
            defaults={
                "school_id": school_id, "on": on, "act": kind, "reason": reason, "by_id": by.user_id,
                "by_name": by.name, "at": timezone.now(),
            },
        )  # fmt: skip
    return seen


def _still_open(outcome: Outcome) -> bool:
    return Outcome.objects.filter(
        pupil_id=outcome.pupil_id, regel=outcome.regel, voorwerp=outcome.voorwerp, sinds=outcome.sinds, status="open"
    ).exists()


def _too_early(outcome: Outcome) -> str:
    return _("Kies een datum op of na %(day)s: toen ontstond dit.") % {"day": _day(outcome.sinds)}


def _day(day: dt.date | None) -> str:
    return date_format(day, "j F Y") if day else ""
