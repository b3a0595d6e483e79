"""The list of procedures, and one procedure as a page shows it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.discipline.domain import path
from leerrecht.discipline.domain.procedures import left_on
from leerrecht.discipline.domain.school import Agreed, agreed_at
from leerrecht.discipline.models import (
    Answer,
    ClbAdvice,
    Incident,
    Member,
    Procedure,
    Report,
    ReportKind,
    ReportState,
    Step,
    StepDone,
    Verdict,
)
from leerrecht.discipline.rules import PAGE_SIZE
from leerrecht.enrolment.domain.queries.calendar import school_days
from leerrecht.law.calendar import BuitenKalender
from leerrecht.law.tucht import DEFINITIEF, PREVENTIEF, afgeraden, grens
from leerrecht.people.models import Pupil

WARNINGS = {
    "eerste_maatregel": gettext_lazy(
        "Dit is de eerste zware maatregel voor deze leerling. Volstaat een lichtere niet?"
    ),
    "meer_in_het_jaar": gettext_lazy("Er was dit schooljaar al een schorsing of uitsluiting. Wat hielp toen wel?"),
    "eerste_graad": gettext_lazy("Definitief uitsluiten in de eerste graad wordt afgeraden."),
    "basisonderwijs": gettext_lazy("Definitief uitsluiten in het lager onderwijs wordt afgeraden."),
    "na_telling": gettext_lazy(
        "Na 1 februari vindt een leerling moeilijk een school. Laat de uitsluiting ingaan op 31 augustus, dan maakt "
        "die het schooljaar af."
    ),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A procedure with where it stands."""

    procedure: Procedure
    facts: path.Facts
    agreed: Agreed
    lines: Sequence[path.Line]

    @property
    def next(self) -> path.Line | None:
        return path.next_due(self.lines)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A half-day inside the measure that does not say so: ``mark`` is empty where the pupil counts as present."""

    date: dt.date
    part: str
    mark: str


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    known: Known
    warnings: Sequence[str]
    mismatches: Sequence[Mismatch]
    members: Sequence[Member]
    reports: Sequence[Report]
    advice: ClbAdvice | None
    incident: Incident | None
    left: dt.date | None
    leads: bool


def known_of(found: "QuerySet[Procedure]", on: dt.date | None = None) -> list[Known]:
    """Procedures with their path as it stands on a day (today), in a fixed number of queries."""
    rows = list(
        found.select_related("pupil", "advice").prefetch_related(
            Prefetch("done", StepDone.objects.select_related("note", "letter")), "reports"
        )
    )
    agreed = agreed_at({row.organisation_id for row in rows})
    day = on or timezone.localdate()
    return [_known(row, agreed[row.organisation_id], day) for row in rows]


def _known(row: Procedure, agreed: Agreed, on: dt.date) -> Known:
    advice = getattr(row, "advice", None)
    told = any(one.kind == ReportKind.REPORT and one.state == ReportState.ACKNOWLEDGED for one in row.reports.all())
    facts = path.facts_of(
        list(row.done.all()), advised_on=advice.given_on if advice else None,
        council_on=advice.council_on if advice else None, told=told,
    )  # fmt: skip
    return Known(row, facts, agreed, path.lines(row, facts, agreed, on))


def procedure_list(by: Principal, number: int | str = 1) -> "tuple[list[Known], Page[Procedure]]":
    """Procedures that are open, the first due first; and a page of those that were closed. The look is logged."""
    mine = policy.visible(Procedure, to=by, act=acts.TUCHT_KEEP)
    open_ = known_of(mine.filter(closed_on=None), by.on)
    closed = mine.exclude(closed_on=None).select_related("pupil")
    page = Paginator(closed.order_by("-closed_on", Lower("pupil__sort_key")), PAGE_SIZE).get_page(number)
    shown = [(one.procedure.pupil_id, one.procedure.organisation_id) for one in open_]
    shown += [(one.pupil_id, one.organisation_id) for one in page]
    if shown:
        log.record_list(
            by=by, act="tucht.list", kind=Procedure._meta.label_lower, compartments={Tucht.key}, shown=shown
        )
    return sorted(open_, key=_pressing), page


def _pressing(one: Known) -> tuple[dt.date, str]:
    line = one.next
    return (line.due if line is not None and line.due else dt.date.max), one.procedure.pupil.sort_key


def procedure_page(by: Principal, procedure: Procedure) -> ProcedurePage:
    """One procedure, as far as its reader sees it; the look is logged."""
    (known,) = known_of(policy.visible(Procedure, to=by, act=acts.NOTE_VIEW).filter(pk=procedure.pk), by.on)
    row = known.procedure
    leads = policy.may(by, acts.TUCHT_KEEP, row).allowed
    incident = None
    if row.incident_id is not None:
        incident = policy.visible(Incident, to=by, act=acts.NOTE_VIEW).filter(pk=row.incident_id).first()
    log.record(
        by=by, act="tucht.view", on=row, pupil_id=row.pupil_id, organisation_id=row.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, row),
    )  # fmt: skip
    left = left_on(row, by.on)
    return ProcedurePage(
        known, warnings_of(by, known, left) if leads else (), mismatches(by, row) if leads else (),
        list(row.members.select_related("user")), list(row.reports.prefetch_related("attempts")),
        getattr(row, "advice", None), incident, left, leads,
    )  # fmt: skip


def warnings_of(by: Principal, known: Known, left: dt.date | None) -> list[str]:
    """What speaks against going on like this, and what is not as it should be."""
    one, facts = known.procedure, known.facts
    found = [] if one.verdict or one.closed_on else warn_of(by, one.pupil, one.kind, one.organisation_id, one, by.on)
    hearing = facts.last(Step.HEARING)
    if hearing is not None and not hearing.pupil_present:
        found.append(_("Er is gehoord zonder de leerling. De commissie en de rechter kijken daarnaar."))
    for step, words in (
        (Step.HEARING, _("Een gesprek telt nog niet: nodig opnieuw uit, en bewaar het bewijs van ontvangst.")),
        (Step.COUNCIL, _("Een klassenraad zonder CLB telt niet: roep ze opnieuw samen, met het CLB erbij.")),
    ):
        if facts.done.get(step) and facts.last(step) is None and not one.verdict:
            found.append(words)
    council = facts.last(Step.COUNCIL)
    if council is not None and council.answer in (Answer.LIGHTER, Answer.AGAINST) and one.verdict == Verdict.TAKEN:
        found.append(_("De klassenraad adviseerde anders dan beslist is: de beslissing zegt waarom."))
    if one.kind == DEFINITIEF and not known.agreed.appeal_confirmed:
        found.append(
            _("De beroepstermijn van deze school is niet bevestigd. Kijk in het schoolreglement en vul ze in.")
        )
    if path.late_appeal(one, facts, known.agreed):
        found.append(_("Het beroep kwam na de termijn. De commissie bekijkt of het ontvankelijk is."))
    if left is not None:
        found.append(
            _("De leerling is sinds %(day)s niet meer in deze school.") % {"day": f"{left:%d/%m/%Y}"}
            + (" " + _("Het beroep loopt door tot de commissie beslist.") if _appealing(facts) else "")
        )
    return found


def _appealing(facts: path.Facts) -> bool:
    return facts.last(Step.APPEAL) is not None and not path.outcome_of_appeal(facts)


def warn_of(
    by: Principal, pupil: Pupil, kind: str, school_id: int, procedure: Procedure | None, on: dt.date
) -> list[str]:
    """What speaks against a measure for this pupil, before it is taken: two queries at most."""
    others = policy.visible(Procedure, to=by, act=acts.NOTE_VIEW).filter(
        pupil=pupil, organisation_id=school_id, verdict=Verdict.TAKEN
    )
    if procedure is not None:
        others = others.exclude(pk=procedure.pk)
    earlier = tuple(day for day in others.values_list("first_day", flat=True) if day is not None)
    level, grade = (procedure.level, procedure.grade) if procedure is not None else ("", None)
    found = [str(WARNINGS[key]) for key in afgeraden(kind, on, level, grade, earlier)]
    if procedure is not None and kind == PREVENTIEF and procedure.first_day and procedure.last_day:
        limit = grens(kind, procedure.first_day, procedure.level, procedure.track)
        if limit is not None:
            found.append(
                _("Hoogstens %(n)d %(unit)s, en niet langer dan het onderzoek vraagt.")
                % {"n": limit.waarde, "unit": limit.eenheid}
            )
    return found


def mismatches(by: Principal, procedure: Procedure) -> list[Mismatch]:
    """Half-days inside the measure, up to today, that do not carry R: two queries."""
    first, last = procedure.first_day, procedure.last_day
    if procedure.verdict != Verdict.TAKEN or first is None or procedure.closed_how or first > by.on:
        return []
    if procedure.organisation_id not in by.places(acts.ABSENCE_EDIT):
        return []
    until = min(last or by.on, by.on, left_on(procedure, by.on) or by.on)
    try:
        days = school_days(
            to=by, act=acts.ABSENCE_EDIT, schools=[procedure.organisation_id], first=first, last=until
        )[procedure.organisation_id]  # fmt: skip
        held = [(one.date, one.part) for one in days.held_between(first, until, ("vm", "nm"))]
    except BuitenKalender:
        return []
    marks = {
        (day, part): mark
        for day, part, mark in policy.visible(HalfDay, to=by, act=acts.REGISTER_VIEW)
        .filter(pupil=procedure.pupil_id, date__range=(first, until))
        .values_list("date", "part", "mark")
    }
    sheltered = procedure.done.filter(step=Step.SHELTER, answer=Answer.YES).exists()
    return [
        Mismatch(day, part, marks.get((day, part), ""))
        for day, part in held
        if marks.get((day, part), "") != Mark.R and not (sheltered and (day, part) not in marks)
    ]
