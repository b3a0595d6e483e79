"""Beginning a procedure, deciding, revising and closing. What the documents forbid is refused here, with the reason."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.discipline import voices
from leerrecht.discipline.domain import outbox, path
from leerrecht.discipline.domain.school import Agreed, agreed_of
from leerrecht.discipline.domain.texts import columns, in_tucht, text
from leerrecht.discipline.models import Closed, Incident, Procedure, ReportKind, Step, Verdict
from leerrecht.enrolment.domain.queries.calendar import FreeSet, free_days_of
from leerrecht.enrolment.models import Enrolment, Level
from leerrecht.facts.domain import changes
from leerrecht.law.casus import MAATREGEL_SOORTEN
from leerrecht.law.gedrag import GEVAAR
from leerrecht.law.tables import setting
from leerrecht.law.tucht import DEFINITIEF, NAMEN, PREVENTIEF, dagen, grens, laatste_dag, sluit_aan
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.models import Pupil

_TWICE = {
    "procedure_open_once": gettext_lazy("Er loopt al een procedure voor deze maatregel. Werk eerst die af."),
    "procedure_begins_once": {
        "first_day": gettext_lazy("Op deze dag begint al een andere maatregel voor deze leerling.")
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a procedure begins with. Of a preventive suspension the days and the danger too: it is decided at once."""

    kind: str
    words: str
    incident: Incident | None = None
    after: Procedure | None = None
    danger: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """``heard`` and ``heard_words``: what was done with what pupil and parents said, where they said something."""

    verdict: str
    on: dt.date
    words: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    heard: str = ""
    heard_words: str = ""


def enrolment_on(pupil_id: int, school_id: int, on: dt.date) -> Enrolment | None:
    """The enrolment at that school on a day; who leads one procedure need not see the enrolments of the school."""
    with stand(command("tucht", on)):
        found = Enrolment.objects.filter(pupil_id=pupil_id, school_id=school_id, period__contains=on)
        return found.order_by("share").first()


def left_on(procedure: Procedure, on: dt.date) -> dt.date | None:
    """The last day at the school, where the pupil is no longer there; None where still enrolled."""
    if enrolment_on(procedure.pupil_id, procedure.organisation_id, on) is not None:
        return None
    with stand(command("tucht", on)):
        last = (
            Enrolment.objects.filter(pupil_id=procedure.pupil_id, school_id=procedure.organisation_id)
            .order_by("-period")
            .first()
        )
    return None if last is None else last.period.upper - dt.timedelta(days=1)


@transaction.atomic
def open_procedure(*, by: Principal, pupil: Pupil, school_id: int, begun: Begun) -> Procedure:
    """Begin a procedure; a preventive suspension is a decision at once, and AGODI is told of it.

    Raises ``Denied``; ``ValidationError`` by field where the documents forbid it: in kleuter, for a pupil who left,
    too long, without real danger, or as an extension of the one before.
    """
    why = policy.require_at(by, acts.TUCHT_KEEP, school_id)
    policy.find(Pupil, pupil.pk, by=by, act=acts.CASE_VIEW)
    if begun.kind not in MAATREGEL_SOORTEN:
        raise ValidationError({"kind": _("Kies een maatregel uit de lijst.")})
    enrolment = enrolment_on(pupil.pk, school_id, by.on)
    if enrolment is None:
        raise ValidationError(
            _("Deze leerling is niet (meer) ingeschreven in deze school: schorsen of uitsluiten kan dan niet.")
        )
    if enrolment.level == Level.KLEUTER:
        raise ValidationError(
            _("Een kleuter kan niet geschorst of uitgesloten worden. Zoek met ouders en CLB wat wel helpt.")
        )
    if not begun.words.strip():
        raise ValidationError({"words": _("Schrijf de feiten op: wat gebeurde er, en wat maakt dit nodig?")})
    procedure = Procedure(
        **columns(by, pupil, school_id, Tucht.key), kind=begun.kind, incident=begun.incident, after=begun.after,
        level=enrolment.level, track=enrolment.track, grade=enrolment.grade, opened_on=by.on,
        danger=begun.danger if begun.kind == PREVENTIEF else "",
    )  # fmt: skip
    if begun.kind == PREVENTIEF:
        _suspend(by, procedure, begun)
    procedure.grounds = text(
        by, pupil, compartment=Tucht.key, school_id=school_id, words=begun.words,
        title=_("%(kind)s: de feiten") % {"kind": NAMEN[begun.kind].capitalize()},
    )  # fmt: skip
    with refusals(_TWICE):
        procedure.save(force_insert=True)
    _log(by, "tucht.open", procedure, why)
    if begun.kind == PREVENTIEF:
        _taken(by, procedure)
    return procedure


@transaction.atomic
def decide(*, by: Principal, procedure: Procedure, decided: Decided) -> Procedure:
    """Decide, once everything that must come before was done. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.TUCHT_KEEP, procedure)
    procedure = locked(procedure)
    facts, _agreed = known(procedure)
    _may_decide(procedure, facts, decided)
    if decided.verdict == Verdict.TAKEN:
        procedure.first_day, procedure.last_day = decided.first_day, decided.last_day
        _check_days(procedure, decided)
    procedure.verdict, procedure.decided_on, procedure.decided_by = decided.verdict, decided.on, name_of(by)
    title = _("Beslissing: %(what)s") % {"what": Verdict(decided.verdict).label}
    with refusals(_TWICE):
        procedure.save(update_fields=["verdict", "decided_on", "decided_by", "first_day", "last_day"])
    words = text(
        by, procedure.pupil, compartment=Tucht.key, school_id=procedure.organisation_id, title=title,
        words=decided.words, place=in_tucht(procedure.organisation_id, why),
    )  # fmt: skip
    procedure.done.create(step=Step.DECISION, on=decided.on, note=words, by_name=name_of(by))
    voices.answer(by=by, procedure=procedure, why=why, outcome=decided.heard, words=decided.heard_words)
    _log(by, "tucht.decide", procedure, why)
    if decided.verdict == Verdict.TAKEN:
        _taken(by, procedure)
    return procedure


@transaction.atomic
def revise(*, by: Principal, procedure: Procedure, last_day: dt.date | None, words: str) -> Procedure:
    """Make a measure lighter: an earlier end, or (without a day) withdrawn. Never heavier.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require(by, acts.TUCHT_KEEP, procedure)
    procedure = locked(procedure)
    first = procedure.first_day
    if procedure.verdict != Verdict.TAKEN or procedure.closed_on is not None or first is None:
        raise ValidationError(_("Er geldt geen maatregel die herzien kan worden."))
    if not words.strip():
        raise ValidationError({"words": _("Schrijf waarom de maatregel herzien wordt.")})
    if last_day is not None:
        if procedure.kind == DEFINITIEF:
            raise ValidationError({"last_day": _("Een definitieve uitsluiting heeft geen laatste dag: trek ze in.")})
        if last_day < first or (procedure.last_day is not None and last_day >= procedure.last_day):
            raise ValidationError(
                {"last_day": _("Herzien kan alleen in het voordeel van de leerling: kies een vroegere laatste dag.")}
            )
        procedure.last_day = last_day
    else:
        procedure.closed_on, procedure.closed_how = by.on, Closed.REVISED
    procedure.revised_on = by.on
    procedure.save(update_fields=["last_day", "revised_on", "closed_on", "closed_how"])
    text(
        by, procedure.pupil, compartment=Tucht.key, school_id=procedure.organisation_id,
        title=_("Herziening in het voordeel van de leerling"), words=words,
        place=in_tucht(procedure.organisation_id, why),
    )  # fmt: skip
    outbox.put(by=by, procedure=procedure, kind=ReportKind.CHANGE if last_day is not None else ReportKind.WITHDRAWAL)
    _log(by, "tucht.revise", procedure, why)
    changes.notify([procedure.pupil_id])
    return procedure


@transaction.atomic
def close_procedure(*, by: Principal, procedure: Procedure, how: str) -> Procedure:
    """Nothing more is to be done. Raises ``Denied``, ``ValidationError`` where that is not so."""
    why = policy.require(by, acts.TUCHT_KEEP, procedure)
    procedure = locked(procedure)
    if procedure.closed_on is not None:
        return procedure
    refusal = _why_not(procedure, how, by.on)
    if refusal:
        raise ValidationError({"how": refusal})
    procedure.closed_on, procedure.closed_how = by.on, how
    procedure.save(update_fields=["closed_on", "closed_how"])
    _log(by, "tucht.close", procedure, why)
    return procedure


def locked(procedure: Procedure) -> Procedure:
    """The procedure as it stands, held until the end of the transaction."""
    return Procedure.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=procedure.pk)


def known(procedure: Procedure) -> tuple[path.Facts, Agreed]:
    """What the path goes by: four queries."""
    advice = getattr(procedure, "advice", None)
    council = advice.council_on if advice is not None else None
    told = procedure.reports.filter(kind=ReportKind.REPORT, state="bevestigd").exists()
    facts = path.facts_of(
        list(procedure.done.select_related("note", "letter")), advised_on=advice.given_on if advice else None,
        council_on=council, told=told,
    )  # fmt: skip
    return facts, agreed_of(procedure.organisation_id)


def free_of(school_id: int) -> FreeSet:
    """The free days of a school, for whoever leads one procedure."""
    with stand(command("tucht", timezone.localdate())):
        return free_days_of([school_id])[school_id]


def _suspend(by: Principal, procedure: Procedure, begun: Begun) -> None:
    if begun.danger not in GEVAAR:
        raise ValidationError(
            {
                "danger": _(
                    "Preventief schorsen is geen straf: het kan alleen bij echt en onmiddellijk gevaar, tijdens een "
                    "onderzoek. Is dat er niet, kies dan een maatregel van de ladder."
                )
            }
        )
    if begun.first_day is None or begun.last_day is None:
        raise ValidationError({"last_day": _("Geef de eerste en de laatste dag.")})
    if begun.first_day < by.on:
        raise ValidationError({"first_day": _("Een schorsing kan niet in het verleden beginnen.")})
    procedure.first_day, procedure.last_day = begun.first_day, begun.last_day
    _check_length(procedure)
    if setting({}, "schorsing_verlengingen") is None:
        _not_extended(
            procedure, _("Een preventieve schorsing verlengen mag niet zolang geen bron bevestigt dat het kan.")
        )
    procedure.verdict, procedure.decided_on, procedure.decided_by = Verdict.TAKEN, by.on, name_of(by)


def _may_decide(procedure: Procedure, facts: path.Facts, decided: Decided) -> None:
    if procedure.verdict:
        raise ValidationError(_("Er is al beslist. Een maatregel kan alleen nog in het voordeel herzien worden."))
    if procedure.closed_on is not None:
        raise ValidationError(_("Deze procedure is afgesloten."))
    if decided.verdict not in Verdict.values:
        raise ValidationError({"verdict": _("Kies wat er beslist is.")})
    if not decided.words.strip():
        raise ValidationError({"words": _("Schrijf de redenen van de beslissing.")})
    if decided.on > timezone.localdate():
        raise ValidationError({"on": _("De datum ligt in de toekomst.")})
    if decided.verdict != Verdict.TAKEN:
        return
    if missing := path.missing(procedure, facts):
        names = ", ".join(str(stage.step.label).lower() for stage in missing)
        raise ValidationError(_("Eerst nog: %(steps)s. Zonder dat kan de maatregel niet.") % {"steps": names})
    rows = [facts.last(stage.step) for stage in path.STAGES if stage.must and procedure.kind in stage.kinds]
    latest = max((row.on for row in rows if row is not None), default=decided.on)
    if decided.on < latest:
        raise ValidationError(
            {
                "on": _("De beslissing kan niet vallen voor het horen en de andere stappen: de laatste was op %(day)s.")
                % {"day": f"{latest:%d/%m/%Y}"}
            }
        )
    if enrolment_on(procedure.pupil_id, procedure.organisation_id, decided.on) is None:
        raise ValidationError(_("De leerling is niet meer in deze school: uitsluiten kan niet. Sluit de procedure af."))


def _check_days(procedure: Procedure, decided: Decided) -> None:
    first, last = decided.first_day, decided.last_day
    if first is None:
        raise ValidationError({"first_day": _("Geef de dag waarop de maatregel ingaat.")})
    if first < decided.on:
        raise ValidationError({"first_day": _("Een maatregel kan niet ingaan voor er beslist is.")})
    if procedure.kind == DEFINITIEF:
        if last is not None:
            raise ValidationError({"last_day": _("Een definitieve uitsluiting heeft geen laatste dag. Laat dit leeg.")})
        return
    if last is None:
        raise ValidationError({"last_day": _("Geef de laatste dag.")})
    _check_length(procedure)
    _not_extended(procedure, _("Een tijdelijke uitsluiting kan niet verlengd worden."))


def _check_length(procedure: Procedure) -> None:
    first, last = procedure.first_day, procedure.last_day
    limit = None if first is None else grens(procedure.kind, first, procedure.level, procedure.track)
    if first is None or last is None or limit is None:
        return
    if last < first:
        raise ValidationError({"last_day": _("De laatste dag valt voor de eerste.")})
    free = free_of(procedure.organisation_id)
    days = dagen(first, last, limit.eenheid, free.days, free.parts)
    if days == 0:
        raise ValidationError({"first_day": _("In deze periode is er geen les. Kies andere dagen.")})
    if limit.raakt(days):
        raise ValidationError(
            {
                "last_day": _("Dat zijn %(days)d %(unit)s; hoogstens %(most)d mag. De laatste dag kan %(day)s zijn.")
                % {
                    "days": days, "unit": limit.eenheid, "most": limit.waarde,
                    "day": f"{laatste_dag(limit, first, free.days, free.parts):%d/%m/%Y}",
                }
            }
        )  # fmt: skip


def _not_extended(procedure: Procedure, refusal: str) -> None:
    """A measure right after one of the same kind is that one made longer."""
    first = procedure.first_day
    if first is None:
        return
    free = free_of(procedure.organisation_id)
    earlier = Procedure.objects.filter(
        pupil_id=procedure.pupil_id, organisation_id=procedure.organisation_id, kind=procedure.kind,
        verdict=Verdict.TAKEN, last_day__isnull=False, first_day__lte=first,
    ).exclude(pk=procedure.pk)  # fmt: skip
    for one in earlier.order_by("-last_day"):
        if one.last_day is not None and sluit_aan(one.last_day, first, free.days, free.parts):
            raise ValidationError({"first_day": refusal})


def _taken(by: Principal, procedure: Procedure) -> None:
    outbox.put(by=by, procedure=procedure, kind=ReportKind.REPORT)
    changes.notify([procedure.pupil_id])


def _why_not(procedure: Procedure, how: str, on: dt.date) -> str:
    """Why it cannot be closed like that; empty where it can."""
    facts, agreed = known(procedure)
    if how == Closed.DONE:
        return _why_not_done(procedure, facts, agreed, on)
    if how == Closed.LEFT and _appealed(facts):
        return _("Er loopt nog een beroep: de commissie beslist eerst.")
    decided = procedure.verdict
    reasons = {
        Closed.NONE: "" if decided in (Verdict.LIGHTER, Verdict.NOTHING) else _("Er is anders beslist."),
        Closed.STOPPED: _("Er is al beslist.") if decided else "",
        Closed.LEFT: "" if left_on(procedure, on) else _("De leerling is nog ingeschreven in deze school."),
    }
    return next((why for key, why in reasons.items() if key == how), _("Kies hoe de procedure eindigt."))


def _why_not_done(procedure: Procedure, facts: path.Facts, agreed: Agreed, on: dt.date) -> str:
    if procedure.verdict != Verdict.TAKEN:
        return _("Er is geen maatregel genomen.")
    if procedure.last_day is not None and procedure.last_day >= on:
        return _("De maatregel loopt nog.")
    if procedure.kind == PREVENTIEF and facts.last(Step.INQUIRY) is None:
        return _("Noteer eerst wat het onderzoek opleverde.")
    if procedure.kind == DEFINITIEF and path.appeal_open(procedure, facts, agreed, on):
        return _("Beroep is nog mogelijk, of wacht nog op een beslissing.")
    return ""


def _appealed(facts: path.Facts) -> bool:
    return facts.last(Step.APPEAL) is not None and not path.outcome_of_appeal(facts)


def _log(by: Principal, act: str, procedure: Procedure, why: str) -> None:
    log.record(
        by=by, act=act, on=procedure, pupil_id=procedure.pupil_id, organisation_id=procedure.organisation_id, why=why,
        detail={"compartment": procedure.compartment},
    )  # fmt: skip
