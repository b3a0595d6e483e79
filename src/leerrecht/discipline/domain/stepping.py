"""Noting that a step of a procedure was done, each with what it asks."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.discipline.domain import outbox, path
from leerrecht.discipline.domain.procedures import known, locked
from leerrecht.discipline.domain.texts import in_tucht, text
from leerrecht.discipline.models import Answer, Closed, Procedure, ReportKind, Seat, Step, StepDone, Verdict
from leerrecht.facts.domain import changes
from leerrecht.guidance.models import Entry, Kind
from leerrecht.law.gedrag import GEEN_BEGELEIDING
from leerrecht.letters.models import Letter
from leerrecht.organisations.domain.constraints import refusals

# What was tried as guidance, in the guidance file of the pupil.
CARE = (Kind.MEASURE, Kind.ADAPTATION, Kind.AGREEMENT)
BY_OTHERS = (Step.DECISION, Step.CLB, Step.REPORT)
_OFTEN = (Step.REVIEW,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done. Which of these a step asks, stands with its check; ``absent`` says why somebody did not come."""

    on: dt.date
    words: str = ""
    due_on: dt.date | None = None
    received_on: dt.date | None = None
    answer: str = ""
    pupil_present: bool = False
    parents_present: bool = False
    centre_present: bool = False
    companion: str = ""
    absent: str = ""
    no_care: str = ""
    letter: Letter | None = None


Check = Callable[[Procedure, path.Facts, Done], bool]


@transaction.atomic
def do_step(*, by: Principal, procedure: Procedure, step: str, done: Done) -> StepDone:
    """Note that a step was done. Raises ``Denied``; ``ValidationError`` by field where something misses.

    What was tried but does not do what the law asks (a klassenraad without CLB, a hearing to which nobody came and
    of which nobody knows whether the invitation arrived) is kept, with ``counts`` false.
    """
    why = policy.require(by, acts.TUCHT_KEEP, procedure)
    procedure = locked(procedure)
    facts, _agreed = known(procedure)
    stage = _stage(procedure, step)
    _check_order(procedure, facts, stage)
    _check_day(procedure, facts, stage, done)
    if done.letter is not None and done.letter.pupil_id != procedure.pupil_id:
        raise ValidationError({"letter": _("Deze brief gaat over een andere leerling.")})
    check = _CHECKS.get(stage.step)
    counts = check(procedure, facts, done) if check is not None else True
    row = _store(by, procedure, stage, done, counts=counts, why=why)
    log.record(
        by=by, act="tucht.step", on=procedure, pupil_id=procedure.pupil_id, organisation_id=procedure.organisation_id,
        why=why, detail={"compartment": procedure.compartment, "step": str(stage.step)},
    )  # fmt: skip
    _follow(by, procedure, row)
    return row


@transaction.atomic
def received(*, by: Principal, row: StepDone, on: dt.date) -> StepDone:
    """The day on which a letter arrived, where it was not known yet. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.TUCHT_KEEP, row)
    if row.received_on is not None or row.step not in (Step.NOTICE, Step.LETTER):
        raise ValidationError({"received_on": _("Van deze stap is de ontvangst al genoteerd, of er is geen brief.")})
    if on < row.on or on > timezone.localdate():
        raise ValidationError({"received_on": _("Kies een dag tussen het versturen en vandaag.")})
    row.received_on = on
    row.save(update_fields=["received_on"])
    one = row.procedure
    log.record(
        by=by, act="tucht.step", on=one, pupil_id=one.pupil_id, organisation_id=one.organisation_id, why=why,
        detail={"compartment": one.compartment, "step": str(row.step)},
    )  # fmt: skip
    return row


def _stage(procedure: Procedure, step: str) -> path.Stage:
    stage = path.BY_STEP.get(Step(step)) if step in Step.values else None
    if stage is None or stage.step in BY_OTHERS:
        raise ValidationError(_("Deze stap hoort hier niet."))
    if procedure.kind not in stage.kinds:
        if stage.step == Step.APPEAL:
            raise ValidationError(
                _("Tegen deze maatregel is er geen beroep bij de beroepscommissie. Bespreken en herzien kan altijd.")
            )
        raise ValidationError(_("Deze stap hoort niet bij deze maatregel."))
    return stage


def _check_order(procedure: Procedure, facts: path.Facts, stage: path.Stage) -> None:
    if facts.last(stage.step) is not None and stage.step not in _OFTEN:
        raise ValidationError(_("Deze stap is al gedaan."))
    if procedure.closed_on is not None:
        raise ValidationError(_("Deze procedure is afgesloten."))
    if stage.must and procedure.verdict:
        raise ValidationError(_("Er is al beslist: wat voor de beslissing moet, kan nu niet meer."))
    for step in stage.after:
        gone = bool(procedure.verdict) if step == Step.DECISION else facts.last(step) is not None
        if not gone:
            raise ValidationError(_("Doe eerst: %(step)s.") % {"step": str(step.label).lower()})


def _check_day(procedure: Procedure, facts: path.Facts, stage: path.Stage, done: Done) -> None:
    if done.on > timezone.localdate():
        raise ValidationError({"on": _("De datum ligt in de toekomst. Noteer wat gebeurd is.")})
    before = [facts.last(step) for step in stage.after]
    first = max([procedure.opened_on, *(row.on for row in before if row is not None)])
    if done.on < first and stage.step != Step.CARE:
        raise ValidationError({"on": _("Deze stap kan niet voor %(day)s gedaan zijn.") % {"day": f"{first:%d/%m/%Y}"}})
    if done.received_on is not None and done.received_on < done.on:
        raise ValidationError({"received_on": _("Ontvangen kan niet voor verstuurd.")})
    answers = path.ANSWERS.get(stage.step)
    if answers is not None and done.answer not in answers:
        raise ValidationError({"answer": _("Kies de uitkomst.")})


def _care(procedure: Procedure, _facts: path.Facts, done: Done) -> bool:
    """Guidance in the file of this school, or why there was none, in words too."""
    tried = care_before(procedure).exists()
    if not tried and done.no_care not in GEEN_BEGELEIDING:
        raise ValidationError(
            {
                "no_care": _(
                    "In het begeleidingsdossier staat geen begeleiding. Noteer ze daar, of kies hier waarom ze niet "
                    "mogelijk was."
                )
            }
        )
    if not tried and not done.words.strip():
        raise ValidationError({"words": _("Leg uit waarom begeleiding niet mogelijk was.")})
    procedure.no_care = "" if tried else done.no_care
    procedure.save(update_fields=["no_care"])
    return True


def _notice(_procedure: Procedure, _facts: path.Facts, done: Done) -> bool:
    if done.due_on is None:
        raise ValidationError({"due_on": _("Geef de dag van het gesprek: de brief nodigt ervoor uit.")})
    if done.due_on <= done.on:
        raise ValidationError(
            {"due_on": _("Leerling en ouders moeten zich kunnen voorbereiden: kies een latere dag voor het gesprek.")}
        )
    return True


def _hearing(procedure: Procedure, facts: path.Facts, done: Done) -> bool:
    _asks_words(done, _("Schrijf wat leerling en ouders zeiden."))
    whole = done.pupil_present and (done.parents_present or path.adult(procedure, done.on))
    if whole:
        return True
    if not done.absent.strip():
        raise ValidationError(
            {
                "absent": _(
                    "De leerling en de ouders worden samen gehoord. Wie was er niet, en waarom? Zonder reden telt dit "
                    "gesprek niet."
                )
            }
        )
    notice = facts.last(Step.NOTICE)
    # Who knew of the hearing and chose not to come, cannot stop it; who never got the letter was not invited.
    return notice is not None and notice.received_on is not None and notice.received_on < done.on


def _council(procedure: Procedure, _facts: path.Facts, done: Done) -> bool:
    _asks_words(done, _("Schrijf het advies van de klassenraad, met de redenen."))
    seats = set(procedure.members.values_list("seat", flat=True))
    wrong = [str(Seat(seat).label) for seat in (Seat.CHAIR, Seat.VOTES) if seat not in seats]
    if wrong:
        raise ValidationError(
            _("Noteer eerst wie er in de klassenraad zat. Er ontbreekt: %(who)s.") % {"who": "; ".join(wrong)}
        )
    if done.centre_present and Seat.CENTRE not in seats:
        raise ValidationError({"centre_present": _("Zet eerst de CLB-medewerker bij de leden.")})
    return done.centre_present


def _shelter(_procedure: Procedure, _facts: path.Facts, done: Done) -> bool:
    if done.answer == Answer.NO:
        _asks_words(done, _("Schrijf waarom opvang niet kan: de ouders krijgen die redenen op papier."))
    return True


def _commission(procedure: Procedure, _facts: path.Facts, done: Done) -> bool:
    _asks_words(done, _("Schrijf de redenen van de commissie."))
    seats = set(procedure.members.values_list("seat", flat=True))
    if not {Seat.BOARD, Seat.OUTSIDE} <= seats:
        raise ValidationError(
            _("In de beroepscommissie zit minstens één lid van binnen en één van buiten het schoolbestuur.")
        )
    return True


def _with_words(_procedure: Procedure, _facts: path.Facts, done: Done) -> bool:
    _asks_words(done, _("Schrijf het op."))
    return True


_CHECKS: dict[Step, Check] = {
    Step.CARE: _care, Step.NOTICE: _notice, Step.HEARING: _hearing, Step.COUNCIL: _council, Step.SHELTER: _shelter,
    Step.COMMISSION: _commission, Step.IMPACT: _with_words, Step.INQUIRY: _with_words, Step.REVIEW: _with_words,
}  # fmt: skip


def care_before(procedure: Procedure) -> "QuerySet[Entry]":
    """Guidance of this school before the procedure began, as far as who asks may see it."""
    return Entry.objects.filter(
        pupil_id=procedure.pupil_id, organisation_id=procedure.organisation_id, kind__in=CARE, withdrawn_at=None,
        on__lte=procedure.opened_on,
    )  # fmt: skip


def _asks_words(done: Done, what: str) -> None:
    if not done.words.strip():
        raise ValidationError({"words": what})


def _store(by: Principal, procedure: Procedure, stage: path.Stage, done: Done, *, counts: bool, why: str) -> StepDone:
    words = done.words.strip()
    if done.absent.strip():
        words += "\n\n" + _("Wie er niet was: %(why)s") % {"why": done.absent.strip()}
    note = text(
        by, procedure.pupil, compartment=Tucht.key, school_id=procedure.organisation_id, title=str(stage.step.label),
        words=words, place=in_tucht(procedure.organisation_id, why),
    )  # fmt: skip
    heard = stage.step == Step.HEARING
    with refusals({"discipline_step_once": _("Deze stap is al gedaan.")}):
        return StepDone.objects.create(
            procedure=procedure, step=stage.step, on=done.on, due_on=done.due_on, received_on=done.received_on,
            answer=done.answer, pupil_present=done.pupil_present if heard else None,
            parents_present=done.parents_present if heard else None,
            centre_present=done.centre_present if stage.step == Step.COUNCIL else None,
            companion=" ".join(done.companion.split()), counts=counts, letter=done.letter, note=note,
            by_name=name_of(by),
        )  # fmt: skip


def _follow(by: Principal, procedure: Procedure, row: StepDone) -> None:
    """What a step brings about by itself."""
    if row.step == Step.COMMISSION and row.answer == Answer.ANNULLED:
        procedure.closed_on, procedure.closed_how = by.on, Closed.ANNULLED
        procedure.save(update_fields=["closed_on", "closed_how"])
        outbox.put(by=by, procedure=procedure, kind=ReportKind.WITHDRAWAL)
        changes.notify([procedure.pupil_id])
    elif row.step == Step.SHELTER and procedure.verdict == Verdict.TAKEN:
        changes.notify([procedure.pupil_id])
