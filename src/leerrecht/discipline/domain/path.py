"""The guided path of a procedure: which steps there are, what each waits for, and until when. No writing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.discipline.domain.school import Agreed
from leerrecht.discipline.models import Answer, Procedure, Step, StepDone, Verdict
from leerrecht.enrolment.models import Level
from leerrecht.law.dates import add_years
from leerrecht.law.tables import setting_date, waarde
from leerrecht.law.tucht import DEFINITIEF, PREVENTIEF, TIJDELIJK, beroep_tot, uitspraak_tot

# PASSED: its term is over and nobody used it; it may still be noted, as what came late.
DONE, NOW, LATER, OFF, PASSED = "klaar", "nu", "later", "vervalt", "voorbij"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the path: why it is there, for which measures, after which others, and its sources.

    ``must`` says that no decision is taken without it; the others are what careful schools do.
    """

    step: Step
    why: str | Promise
    kinds: tuple[str, ...]
    after: tuple[Step, ...] = ()
    must: bool = False
    sources: tuple[str, ...] = ()


_BOTH = (TIJDELIJK, DEFINITIEF)
_ALL = (PREVENTIEF, TIJDELIJK, DEFINITIEF)
_PAGE = "vlaanderen.be/schorsing-op-school"

STAGES: tuple[Stage, ...] = (
    Stage(
        Step.CARE,
        _("Wat is eerst als begeleiding geprobeerd? Is er niets, dan staat hier waarom het niet kon."),
        _BOTH, must=True, sources=("003:959-965",),
    ),
    Stage(
        Step.NOTICE,
        _("De school meldt schriftelijk wat ze overweegt, nodigt uit voor een gesprek en zegt waar het dossier ligt."),
        _BOTH, must=True, sources=(_PAGE,),
    ),
    Stage(
        Step.INSPECTION, _("Leerling en ouders mogen het hele dossier lezen voor het gesprek."), _BOTH,
        (Step.NOTICE,), must=True, sources=(_PAGE,),
    ),
    Stage(
        Step.HEARING,
        _("Leerling en ouders worden gehoord, met iemand die ze vertrouwen. Zonder gesprek geen beslissing."),
        _BOTH, (Step.NOTICE,), must=True, sources=("000:6092-6094", _PAGE),
    ),
    Stage(Step.CLB, _("Het CLB geeft advies aan de klassenraad. Vraag het op tijd."), (DEFINITIEF,),
          sources=("000:8090-8098",)),
    Stage(
        Step.COUNCIL,
        _("De klassenraad geeft advies. De leerkrachten stemmen, het CLB zit erbij en geeft raad."),
        (DEFINITIEF,), must=True, sources=("000:8090-8098", "000:8211-8215"),
    ),
    Stage(
        Step.IMPACT, _("Wat betekent dit voor de schoolloopbaan? Welke school kan deze richting nog geven?"),
        (DEFINITIEF,), must=True, sources=("000:8084-8168",),
    ),
    Stage(
        Step.MEDIATION, _("Een neutrale bemiddelaar kan helpen als het gesprek vastloopt."), _BOTH,
        sources=("004:892-900",),
    ),
    Stage(
        Step.DECISION, _("De directeur of de gemachtigde beslist, met redenen. De lichtste maatregel die volstaat."),
        _BOTH, sources=(_PAGE, "000:7744-7758"),
    ),
    Stage(
        Step.LETTER, _("De beslissing gaat met haar redenen naar leerling en ouders, met wat ze ertegen kunnen doen."),
        _ALL, (Step.DECISION,), sources=(_PAGE,),
    ),
    Stage(
        Step.SHELTER,
        _("In het lager onderwijs vangt de school op, of ze schrijft waarom het niet kan. In het secundair kiest ze."),
        _ALL, (Step.DECISION,), sources=("000:2321-2349",),
    ),
    Stage(Step.REPORT, _("Elke schorsing en uitsluiting wordt aan AGODI gemeld."), _ALL, (Step.DECISION,),
          sources=("000:2398-2400",)),
    Stage(
        Step.INQUIRY,
        _("De schorsing geeft tijd voor onderzoek. Wat kwam eruit? Ze eindigt op tijd, ook als een agenda vol is."),
        (PREVENTIEF,), (Step.DECISION,), sources=("000:7861-7911",),
    ),
    Stage(
        Step.APPEAL, _("Leerling en ouders kunnen in beroep gaan. De termijn staat in het schoolreglement."),
        (DEFINITIEF,), (Step.LETTER,), sources=("besluit:13",),
    ),
    Stage(
        Step.COMMISSION, _("De beroepscommissie beslist: leden van binnen en van buiten het schoolbestuur."),
        (DEFINITIEF,), (Step.APPEAL,), sources=("besluit:13",),
    ),
    Stage(
        Step.REVIEW, _("Werkte het? Wat helpt verder? Bekijk het met leerling en ouders."), _BOTH,
        (Step.DECISION,), sources=("000:7669-7683",),
    ),
)  # fmt: skip
BY_STEP: Mapping[Step, Stage] = {stage.step: stage for stage in STAGES}


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it stands: what was done, by when the next is due, and what it waits for."""

    stage: Stage
    state: str
    done: Sequence[StepDone] = ()
    due: dt.date | None = None
    waits_for: Sequence[str] = ()

    @property
    def step(self) -> Step:
        return self.stage.step

    def late(self, on: dt.date) -> bool:
        return self.due is not None and self.due < on and self.state in (NOW, LATER)


@dataclass(slots=True)
class Facts:
    """What the path needs of one procedure, read before: the steps done, whether the CLB advised, was AGODI told."""

    done: dict[Step, list[StepDone]] = field(default_factory=dict)
    advised_on: dt.date | None = None
    council_on: dt.date | None = None
    told_agodi: bool = False

    def last(self, step: Step) -> StepDone | None:
        """The last time that it was done so that it counts."""
        return next((one for one in reversed(self.done.get(step, [])) if one.counts), None)


def facts_of(rows: Sequence[StepDone], *, advised_on: dt.date | None, council_on: dt.date | None, told: bool) -> Facts:
    found = Facts(advised_on=advised_on, council_on=council_on, told_agodi=told)
    for row in rows:
        found.done.setdefault(Step(row.step), []).append(row)
    return found


def lines(procedure: Procedure, facts: Facts, agreed: Agreed, on: dt.date) -> list[Line]:
    """The steps of this procedure in their order, as they stand on a day."""
    return [_line(stage, procedure, facts, agreed, on) for stage in STAGES if procedure.kind in stage.kinds]


def missing(procedure: Procedure, facts: Facts) -> list[Stage]:
    """The steps without which there can be no decision, and that were not done yet."""
    return [
        stage
        for stage in STAGES
        if stage.must and procedure.kind in stage.kinds and facts.last(stage.step) is None
        and not (stage.step == Step.CARE and not asks_care(procedure.opened_on))
    ]  # fmt: skip


def asks_care(on: dt.date) -> bool:
    """Whether guidance before a measure must be shown already: announced, from a date that is a setting."""
    since = setting_date({}, "tucht_motivering_van")
    return since is not None and on >= since


def next_due(found: Sequence[Line]) -> Line | None:
    """The step that is due first; else the first that can be done."""
    dated = [line for line in found if line.due is not None and line.state in (NOW, LATER)]
    first = min(dated, key=lambda line: line.due or dt.date.max, default=None)
    return first or next((line for line in found if line.state == NOW), None)


def appeal_until(procedure: Procedure, facts: Facts, agreed: Agreed) -> dt.date | None:
    """The last day to appeal, from the day on which the decision arrived; of one of which nobody knows, was sent."""
    letter = facts.last(Step.LETTER)
    if procedure.kind != DEFINITIEF or letter is None:
        return None
    return beroep_tot(letter.received_on or letter.on, agreed.appeal_days, {})


def late_appeal(procedure: Procedure, facts: Facts, agreed: Agreed) -> bool:
    """Whether an appeal came after the last day."""
    until, appeal = appeal_until(procedure, facts, agreed), facts.last(Step.APPEAL)
    return until is not None and appeal is not None and appeal.on > until


def adult(procedure: Procedure, on: dt.date) -> bool:
    return add_years(procedure.pupil.birth_date, waarde("leerplicht.einde")) <= on


def _line(stage: Stage, procedure: Procedure, facts: Facts, agreed: Agreed, on: dt.date) -> Line:
    rows = facts.done.get(stage.step, [])
    due = _due(stage.step, procedure, facts, agreed)
    if _is_done(stage.step, procedure, facts):
        return Line(stage, DONE, rows, due)
    if _is_off(stage.step, procedure):
        return Line(stage, OFF, rows)
    if stage.step == Step.APPEAL and due is not None and due < on:
        return Line(stage, PASSED, rows, due)
    waits = [str(step.label) for step in stage.after if not _is_done(step, procedure, facts)]
    if stage.step == Step.DECISION:
        waits = [str(one.step.label) for one in missing(procedure, facts)]
    return Line(stage, LATER if waits else NOW, rows, due, waits)


def _is_done(step: Step, procedure: Procedure, facts: Facts) -> bool:
    if step == Step.DECISION:
        return bool(procedure.verdict)
    if step == Step.CLB:
        return facts.advised_on is not None
    if step == Step.REPORT:
        return facts.told_agodi
    return facts.last(step) is not None


def _is_off(step: Step, procedure: Procedure) -> bool:
    """What nobody will do any more: what follows from a measure that was not taken, or what came before it."""
    if procedure.verdict in (Verdict.LIGHTER, Verdict.NOTHING):
        return step not in (Step.LETTER, Step.REVIEW)
    before = (Step.NOTICE, Step.INSPECTION, Step.HEARING, Step.CLB, Step.COUNCIL, Step.IMPACT, Step.MEDIATION)
    if procedure.verdict == Verdict.TAKEN and step in (*before, Step.CARE):
        return True
    if procedure.closed_on is None:
        return False
    return step != Step.REPORT


def _due(step: Step, procedure: Procedure, facts: Facts, agreed: Agreed) -> dt.date | None:
    notice, appeal = facts.last(Step.NOTICE), facts.last(Step.APPEAL)
    announced = notice.due_on if notice is not None else None
    begins = procedure.first_day
    days = {
        Step.INSPECTION: announced, Step.HEARING: announced, Step.CLB: facts.council_on,
        Step.COUNCIL: facts.council_on, Step.LETTER: begins, Step.REPORT: begins,
        Step.SHELTER: begins if procedure.level == Level.LAGER else None, Step.INQUIRY: procedure.last_day,
        Step.REVIEW: procedure.last_day, Step.APPEAL: appeal_until(procedure, facts, agreed),
        Step.COMMISSION: uitspraak_tot(appeal.on, procedure.level) if appeal is not None else None,
    }  # fmt: skip
    return days.get(step)


def outcome_of_appeal(facts: Facts) -> str:
    """What the commission decided; empty where it did not yet."""
    row = facts.last(Step.COMMISSION)
    return row.answer if row is not None else ""


def appeal_open(procedure: Procedure, facts: Facts, agreed: Agreed, on: dt.date) -> bool:
    """Whether the exclusion may still be undone: the term runs, or an appeal waits for its decision."""
    if facts.last(Step.APPEAL) is not None:
        return not outcome_of_appeal(facts)
    until = appeal_until(procedure, facts, agreed)
    return procedure.kind == DEFINITIEF and procedure.verdict == Verdict.TAKEN and (until is None or on <= until)


ANSWERS: Mapping[Step, tuple[Answer, ...]] = {
    Step.INSPECTION: (Answer.YES, Answer.NO),
    Step.COUNCIL: (Answer.FOR, Answer.LIGHTER, Answer.AGAINST),
    Step.MEDIATION: (Answer.ACCEPTED, Answer.DECLINED),
    Step.SHELTER: (Answer.YES, Answer.NO),
    Step.INQUIRY: (Answer.YES, Answer.NO),
    Step.COMMISSION: (Answer.CONFIRMED, Answer.ANNULLED, Answer.INADMISSIBLE),
}
