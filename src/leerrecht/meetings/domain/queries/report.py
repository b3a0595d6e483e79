"""The minutes of a whole meeting: for each pupil that the reader sees, what the reader may read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.guidance.voices import Voice, remarks
from leerrecht.meetings.domain.queries.lists import log_shown
from leerrecht.meetings.domain.queries.table import Agenda, Line, agenda
from leerrecht.meetings.models import Meeting, Minute, Task


@dataclass(slots=True)
class Part:
    """One pupil: minutes, decisions, and what the family said about the minutes."""

    line: Line
    minutes: list[Minute] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    remarks: list[Voice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    agenda: Agenda
    parts: Sequence[Part]


@transaction.atomic
def report(by: Principal, meeting: Meeting) -> Report:
    """Everything of a meeting that the reader found; the looks are logged. A fixed number of queries."""
    found = agenda(by, meeting, looked=True)
    parts = {line.item.pk: Part(line) for line in found.lines}
    minutes = policy.visible(Minute, to=by, act=acts.NOTE_VIEW).filter(item__in=list(parts))
    for minute in minutes.filter(entry__withdrawn_at=None).select_related("entry__note").order_by("entry__written_at"):
        parts[minute.item_id].minutes.append(minute)
    tasks = policy.visible(Task, to=by, act=acts.NOTE_VIEW).filter(item__in=list(parts))
    for task in tasks.filter(entry__withdrawn_at=None).select_related("entry__note").order_by("entry__due_on", "pk"):
        parts[task.item_id].tasks.append(task)
    said = remarks((minute.entry_id for part in parts.values() for minute in part.minutes), to=by)
    for part in parts.values():
        part.remarks = [one for minute in part.minutes for one in said[minute.entry_id]]
    shown = [minute.entry for part in parts.values() for minute in part.minutes]
    log_shown(by, [*shown, *(task.entry for part in parts.values() for task in part.tasks)])
    return Report(found, list(parts.values()))
