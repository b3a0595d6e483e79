"""Measures as facts of the casus: what the law core reckons with, and no word of the file."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from leerrecht.discipline.models import (
    Answer,
    Closed,
    Contest,
    Procedure,
    Report,
    ReportKind,
    ReportState,
    Step,
    StepDone,
    Turn,
    Verdict,
)
from leerrecht.law.casus import Gebeurtenis, Maatregel
from leerrecht.law.topics import c_attest
from leerrecht.law.topics.tuchtprocedure import Feiten
from leerrecht.law.tucht import DEFINITIEF, PREVENTIEF

_SHELTER = {Answer.YES: "opvang_aangeboden", Answer.NO: "opvang_gemotiveerd_geweigerd"}


def contribute(pupil_ids: Sequence[int], on: date) -> Mapping[int, list[Any]]:  # noqa: ARG001
    """Each measure that was taken, with what was done for it; one query where there is none, else three."""
    found: dict[int, list[Any]] = {}
    standing: dict[Any, Procedure] = {}
    for one in Procedure.objects.filter(pupil__one_of=pupil_ids, verdict=Verdict.TAKEN).order_by("first_day", "pk"):
        measure = measure_of(one)
        if measure is not None:
            standing[one.pk] = one
            found.setdefault(one.pupil_id, []).append(measure)
            if one.no_care and one.decided_on is not None:
                found[one.pupil_id].append(_event(one, "motivering_geen_begeleiding", one.decided_on, whenever=True))
    if not standing:
        return found
    steps: dict[Any, dict[str, StepDone]] = {}
    for row in StepDone.objects.filter(procedure__in=standing, counts=True).order_by("on", "pk"):
        steps.setdefault(row.procedure_id, {})[row.step] = row
    for key, one in standing.items():
        found[one.pupil_id] += _of_steps(one, steps.get(key, {}))
    told = Report.objects.filter(
        procedure__in=standing, kind=ReportKind.REPORT, state=ReportState.ACKNOWLEDGED, acknowledged_on__isnull=False
    )
    for key, known in told.order_by("acknowledged_on", "pk").values_list("procedure_id", "acknowledged_on"):
        if known is not None:
            found[standing[key].pupil_id].append(_event(standing[key], "melding_agodi", known))
    return found


def contribute_contests(pupil_ids: Sequence[int], on: date) -> Mapping[int, list[Any]]:  # noqa: ARG001
    """Of each pupil the C attest that is contested now, else the last that was; at most two queries."""
    found: dict[int, list[Any]] = {}
    rows = Contest.objects.filter(pupil__one_of=pupil_ids).prefetch_related("turns")
    for one in sorted(rows, key=lambda one: (one.closed_on is None, one.attest_on)):
        days = {turn.turn: turn.on for turn in one.turns.all()}
        found[one.pupil_id] = [
            c_attest.Feiten(
                attest=one.attest_on, betwist=one.contested_on, klassenraad=days.get(Turn.COUNCIL),
                beroep=days.get(Turn.APPEAL), uitspraak=one.closed_on,
            )
        ]  # fmt: skip
    return found


def measure_of(one: Procedure) -> Maatregel | None:
    """The measure as it stands; None where an appeal or a revision undid it, or it never began."""
    first, last = one.first_day, one.last_day
    if one.verdict != Verdict.TAKEN or first is None or one.closed_how == Closed.ANNULLED:
        return None
    if one.closed_how == Closed.REVISED and one.revised_on is not None:
        if one.kind == DEFINITIEF or one.revised_on <= first:
            return None
        last = min(last or one.revised_on, one.revised_on - timedelta(days=1))
    return Maatregel(van=first, tot=last, soort=one.kind, school=str(one.organisation_id))


def _of_steps(one: Procedure, steps: Mapping[str, StepDone]) -> list[Any]:
    """Opvang as an event, and the dates of the procedure for the topic that asks after them."""
    found: list[Any] = []
    shelter = steps.get(Step.SHELTER)
    if shelter is not None:
        found.append(_event(one, _SHELTER[Answer(shelter.answer)], shelter.on))
    if one.kind != PREVENTIEF and one.first_day is not None:
        letter = steps.get(Step.LETTER)
        days = {
            name: steps[step].on
            for name, step in (
                ("kennisgeving", Step.NOTICE), ("gehoord", Step.HEARING), ("klassenraad", Step.COUNCIL),
                ("beroep", Step.APPEAL), ("uitspraak", Step.COMMISSION),
            )
            if step in steps
        }  # fmt: skip
        received = None if letter is None else letter.received_on or letter.on
        found.append(Feiten(van=one.first_day, soort=one.kind, ontvangst=received, **days))
    return found


def _event(one: Procedure, kind: str, day: date, *, whenever: bool = False) -> Gebeurtenis:
    """What was done ahead of a measure counts for it from its first day on."""
    begin = one.first_day or day
    return Gebeurtenis(
        datum=day if whenever else max(day, begin), soort=kind, school=str(one.organisation_id), bij=begin
    )
