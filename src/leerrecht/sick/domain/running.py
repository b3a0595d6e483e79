"""Begun, taught, reported, made longer, stopped."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Attest, Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.attendance.models import Certificate
from leerrecht.facts.domain.facts import record_fact
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.sick import rules
from leerrecht.sick.domain.asking import PROOF
from leerrecht.sick.domain.common import HOW, done, house, kept, not_before, not_later, track_begins, track_ends
from leerrecht.sick.models import Kind, Lesweek, Missed, Stap, Stopped, Verlenging, Ziekteonderwijs

REPORTED = "melding_toah"
MOST_LESSONS = 40
DAYS = ("ma", "di", "wo", "do", "vr")
HALF_DAYS = tuple(f"{day}-{part}" for day in DAYS for part in ("vm", "nm") if (day, part) != ("wo", "nm"))
_REFUSED = {
    "ziekteonderwijs_until_after_since": {"until": _("De laatste dag ligt voor de eerste.")},
    "verlenging_once": {"since": _("Deze verlenging staat er al.")},
    "verlenging_order": {"until": _("De laatste dag ligt voor de eerste.")},
    "lesweek_less_with_reason": {"missed": _("Kies waarom er minder les was dan gepland.")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How it begins. ``at_school`` are half-days such as ``ma-vm`` on which the pupil comes to school beside it."""

    since: dt.date
    until: dt.date | None
    hours_a_week: int | None
    goal: str = ""
    review_on: dt.date | None = None
    at_school: tuple[str, ...] = ()


@transaction.atomic
def find_teacher(*, by: Principal, sick: Ziekteonderwijs, on: dt.date, teacher: str) -> Ziekteonderwijs:
    """Somebody was found who teaches. Raises ``Denied``, ``ValidationError`` by field."""
    sick, why = kept(by, sick)
    if sick.kind not in rules.TEACHER_SOUGHT or sick.sought_on is None:
        raise ValidationError(_("Hiervoor zoekt de school nu geen leerkracht."))
    not_later(by, on)
    not_before(on, sick.sought_on)
    if not teacher.strip():
        raise ValidationError({"teacher": _("Schrijf wie les geeft.")})
    sick.found_on, sick.teacher = on, " ".join(teacher.split())
    sick.save(update_fields=["found_on", "teacher"])
    done(by, sick, why)
    return sick


@transaction.atomic
def begin(*, by: Principal, sick: Ziekteonderwijs, start: Start) -> Ziekteonderwijs:
    """It begins: from now on the law counts the period, and asks for its report.

    Raises ``Denied``, ``ValidationError`` by field: before it is granted, without a teacher, or, of internet lessons,
    before the equipment stands there (001:3016).
    """
    sick, why = kept(by, sick, school=sick.kind not in rules.ASKED_BY_ANYBODY)
    if sick.since is not None:
        raise ValidationError(_("Dit is al begonnen."))
    if sick.granted_on is None:
        raise ValidationError(_("Dit is nog niet toegekend."))
    if sick.kind in rules.TEACHER_SOUGHT and sick.found_on is None:
        raise ValidationError(_("Er is nog geen leerkracht. Noteer eerst wie les geeft."))
    if sick.kind == Kind.SIO and not sick.steps.filter(key=rules.INSTALLED).exists():
        raise ValidationError(_("Dit kan beginnen zodra het materiaal geleverd en geïnstalleerd is."))
    _check(by, sick, start)
    for name in ("since", "until", "hours_a_week", "review_on"):
        setattr(sick, name, getattr(start, name))
    sick.at_school = [half_day for half_day in HALF_DAYS if half_day in start.at_school]
    with refusals(_REFUSED):
        sick.save()
    track_begins(by, sick, " ".join(start.goal.split()))
    done(by, sick, why)
    return sick


def _check(by: Principal, sick: Ziekteonderwijs, start: Start) -> None:
    wrong = {}
    if start.since > by.on:
        wrong["since"] = _("De datum ligt in de toekomst. Noteer wat al gebeurd is.")
    if sick.kind in rules.TEMPORARY:
        if not start.goal.strip():
            wrong["goal"] = _("Dit is tijdelijk: schrijf hoe de leerling terugkomt naar school.")
        if start.review_on is None:
            wrong["review_on"] = _("Kies wanneer u dit samen opnieuw bekijkt.")
    if sick.kind in rules.TAUGHT and not start.hours_a_week:
        wrong["hours_a_week"] = _("Schrijf hoeveel lestijden er per week zijn.")
    if start.hours_a_week is not None and start.hours_a_week > MOST_LESSONS:
        wrong["hours_a_week"] = _("Dit is meer dan een week lang is.")
    if start.review_on is not None and start.review_on < start.since:
        wrong["review_on"] = _("Kies een dag na het begin.")
    if not set(start.at_school) <= set(HALF_DAYS):
        wrong["at_school"] = _("Kies uit de halve dagen.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def keep_week(
    *, by: Principal, sick: Ziekteonderwijs, day: dt.date, planned: int, given: int | None, missed: str = ""
) -> Lesweek:
    """Lessons of the week in which ``day`` lies, planned and given; said again, the newest stands.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    sick, why = kept(by, sick)
    monday = day - dt.timedelta(days=day.weekday())
    if sick.kind not in rules.TAUGHT or sick.since is None:
        raise ValidationError(_("Hiervoor zijn er geen lessen om bij te houden."))
    if monday + dt.timedelta(days=6) < sick.since or (sick.until is not None and monday > sick.until):
        raise ValidationError({"day": _("Deze week ligt buiten de periode.")})
    if given is not None and monday > by.on:
        raise ValidationError({"given": _("Deze week komt nog: noteer alleen wat gepland is.")})
    if missed and missed not in Missed.values:
        raise ValidationError({"missed": _("Kies uit de lijst.")})
    week = Lesweek.objects.filter(of=sick, monday=monday).first() or Lesweek(of=sick, monday=monday)
    week.planned, week.given, week.missed = planned, given, missed
    with refusals(_REFUSED):
        week.save()
    done(by, sick, why)
    return week


@transaction.atomic
def report(*, by: Principal, sick: Ziekteonderwijs, on: dt.date, of: str = "") -> Ziekteonderwijs:
    """The school told the schoolbeheerteam: of the period, of the extension that begins on ``of``, or ``"stop"``.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = _reporting(by, sick, on)
    sick = Ziekteonderwijs.objects.select_for_update(of=("self",)).get(pk=sick.pk)
    if sick.kind != Kind.TOAH or sick.since is None:
        raise ValidationError(_("Alleen een begonnen periode van TOAH wordt gemeld."))
    if of == "stop":
        if sick.ended_on is None:
            raise ValidationError(_("Dit is niet gestopt."))
        not_before(on, sick.ended_on)
        sick.stop_reported_on = on
        sick.save(update_fields=["stop_reported_on"])
    elif of:
        longer = next((one for one in sick.extensions.all() if one.since.isoformat() == of), None)
        if longer is None:
            raise ValidationError(_("Deze verlenging is er niet."))
        longer.reported_on = on
        longer.save(update_fields=["reported_on"])
    else:
        not_before(on, sick.since)
        sick.reported_on = on
        sick.save(update_fields=["reported_on"])
        record_fact(
            by=by, pupil_id=sick.pupil_id, date=on, kind=REPORTED, school_id=sick.school_id,
            object=sick.since.isoformat(), compartment=Gedeeld.key, act=acts.SICK_KEEP,
        )  # fmt: skip
    done(by, sick, why)
    return sick


@transaction.atomic
def report_next(*, by: Principal, sick: Ziekteonderwijs, on: dt.date) -> Ziekteonderwijs:
    """Report what waits longest for it: the period, an extension, that it stopped. Raises as :func:`report`."""
    _reporting(by, sick, on)
    sick = Ziekteonderwijs.objects.get(pk=sick.pk)
    if sick.reported_on is None:
        return report(by=by, sick=sick, on=on)
    longer = next((one for one in sick.extensions.order_by("since") if one.reported_on is None), None)
    if longer is not None:
        return report(by=by, sick=sick, on=on, of=longer.since.isoformat())
    if sick.ended_on is not None and sick.stop_reported_on is None:
        return report(by=by, sick=sick, on=on, of="stop")
    raise ValidationError(_("Alles is al gemeld."))


def _reporting(by: Principal, sick: Ziekteonderwijs, on: dt.date) -> str:
    """Also of what was stopped: stopping early is reported too."""
    why = policy.require(by, acts.SICK_KEEP, sick)
    if not rules.organises(by, sick.school_id):
        raise policy.Denied(_("Dit doet de school zelf."))
    not_later(by, on)
    return why


@transaction.atomic
def extend(*, by: Principal, sick: Ziekteonderwijs, since: dt.date, until: dt.date) -> Verlenging:
    """The period goes on: no new wait, no new request; the law asks for a new certificate and a new report.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    sick, why = kept(by, sick)
    if sick.since is None or sick.until is None:
        raise ValidationError(_("Alleen een periode die begonnen is en een einde heeft, kan langer duren."))
    if since != sick.until + dt.timedelta(days=1):
        raise ValidationError({"since": _("Een verlenging begint de dag na de vorige laatste dag.")})
    with lend(command("attest bij onderwijs voor zieken", by.on, vaults={Attest.key})):
        proof = Certificate.objects.filter(
            pupil_id=sick.pupil_id, kind__in=PROOF, doubtful=False, withdrawn_at=None, first_day__lte=since,
            last_day__gte=since,
        ).first()  # fmt: skip
    longer = Verlenging(of=sick, since=since, until=until, certificate_id=None if proof is None else proof.pk)
    with refusals(_REFUSED):
        longer.save(force_insert=True)
    sick.until = until
    sick.save(update_fields=["until"])
    done(by, sick, why)
    return longer


@transaction.atomic
def stop(*, by: Principal, sick: Ziekteonderwijs, on: dt.date, how: str) -> Ziekteonderwijs:
    """It ends, ``on`` being the last day; so does the track. Raises ``Denied``, ``ValidationError``."""
    sick, why = kept(by, sick, school=sick.kind not in rules.ASKED_BY_ANYBODY)
    if sick.since is None:
        raise ValidationError(_("Dit is nog niet begonnen. Noteer dat het niet doorgaat."))
    if how not in Stopped.values:
        raise ValidationError({"how": _("Kies hoe het stopte.")})
    not_before(on, sick.since)
    not_later(by, on)
    sick.ended_on, sick.ended_how = on, how
    sick.save(update_fields=["ended_on", "ended_how"])
    track_ends(by, sick, on, HOW[Stopped(how)])
    done(by, sick, why)
    return sick


@transaction.atomic
def keep_step(*, by: Principal, sick: Ziekteonderwijs, key: str, on: dt.date) -> Stap:
    """A step that this kind knows was taken; said again, the newest day stands. Raises ``Denied``, ``ValidationError``.

    Of what ended too, since the return is prepared and equipment goes back then.
    """
    why = policy.require(by, acts.SICK_KEEP, sick)
    if sick.kind not in rules.ASKED_BY_ANYBODY and not rules.organises(by, sick.school_id):
        raise policy.Denied(_("Dit doet de school zelf."))
    if key not in rules.STEPS[Kind(sick.kind)]:
        raise ValidationError({"key": _("Kies uit de lijst.")})
    not_later(by, on)
    not_before(on, sick.asked_on)
    step, _created = Stap.objects.update_or_create(
        of=sick, key=key, defaults={"on": on, "done_by": house(by, sick.school_id)}
    )
    done(by, sick, why)
    return step


def day_after(sick: Ziekteonderwijs) -> dt.date | None:
    """The first day of an extension."""
    return None if sick.until is None else sick.until + dt.timedelta(days=1)


def log_look(by: Principal, sick: Ziekteonderwijs) -> None:
    """Somebody read the record on a form."""
    log.record(
        by=by, act=acts.SICK_VIEW, on=sick, pupil_id=sick.pupil_id, organisation_id=sick.school_id,
        compartments={Attest.key},
    )  # fmt: skip
