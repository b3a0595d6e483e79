"""Minutes of meetings and round tables as pupil and parents read them, each with what was said about it from home.

They are the minutes that school and CLB share with the family: those that lie in ``gedeeld``. While people still
write, on the day itself, they are not shown.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.queries.parts import decided
from leerrecht.cases.models import CaseTask, RoundTable
from leerrecht.guidance.models import Entry
from leerrecht.guidance.models import Kind as EntryKind
from leerrecht.guidance.models.base import Confidential
from leerrecht.meetings.models import Minute, Task
from leerrecht.portal.domain.queries.overview import record_look
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.models import Kind, Matter

MEETING = _("overleg op school")


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, who does it and by when; ``joint`` where everybody at a round table agreed."""

    what: str
    who: str = ""
    due_on: dt.date | None = None
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """``record`` is what a remark lies beside; ``kind`` and ``there`` are words of other rooms and names."""

    record: Confidential
    on: dt.date
    kind: str | Promise
    text: str
    there: Sequence[str]
    decisions: Sequence[Decided]
    remarks: Sequence[Matter]


def minutes_of(by: Principal, me: Me) -> list[Minutes]:
    """All that the visitor may read, latest first. A fixed number of queries; the look is logged."""
    remarks: dict[str, list[Matter]] = {}
    said = policy.visible(Matter, to=by, act=acts.NOTE_VIEW).filter(
        pupil=me.pupil, kind=Kind.MINUTES, withdrawn_on=None
    )  # fmt: skip
    for one in said.select_related("note", "answer").order_by("on", "written_at"):
        remarks.setdefault(one.about, []).append(one)
    found = [*_meetings(by, me, remarks), *_tables(by, me, remarks)]
    record_look(by, me, [*(one.record for one in found), *(row for one in found for row in one.remarks)])
    return sorted(found, key=lambda one: one.on, reverse=True)


def _shared(by: Principal, me: Me, model: type[Any]) -> Any:
    rows = policy.visible(model, to=by, act=acts.NOTE_VIEW)
    return rows.filter(pupil=me.pupil, compartment=Gedeeld.key, on__lt=by.on, note__withdrawn_at=None)


def _meetings(by: Principal, me: Me, remarks: dict[str, list[Matter]]) -> list[Minutes]:
    """What was said about the pupil at meetings of the care team, with the decisions of that moment."""
    rows = _shared(by, me, Entry).filter(kind=EntryKind.MEETING, withdrawn_at=None).exclude(note=None)
    entries = {one.pk: one for one in rows.select_related("note")}
    of_item = dict(
        policy.visible(Minute, to=by, act=acts.NOTE_VIEW).filter(entry__in=list(entries)).values_list("entry", "item")
    )
    tasks: dict[Any, list[Decided]] = {}
    agreed = policy.visible(Task, to=by, act=acts.NOTE_VIEW).filter(
        item__in=set(of_item.values()), entry__withdrawn_at=None, entry__compartment=Gedeeld.key
    )  # fmt: skip
    for task in agreed.select_related("entry__note").order_by("entry__due_on", "pk"):
        if task.entry.note is not None and task.entry.note.withdrawn_at is None:
            tasks.setdefault(task.item_id, []).append(Decided(task.entry.note.text, task.who, task.entry.due_on))
    return [
        Minutes(one, one.on, MEETING, one.note.text, (), tasks.pop(of_item.get(pk), ()), remarks.get(str(pk), ()))
        for pk, one in entries.items()
    ]


def _tables(by: Principal, me: Me, remarks: dict[str, list[Matter]]) -> Iterable[Minutes]:
    rows = _shared(by, me, RoundTable).exclude(closed_on=None).select_related("note")
    tasks = Prefetch("decisions__task", policy.visible(CaseTask, to=by, act=acts.NOTE_VIEW).select_related("house"))
    for one in rows.prefetch_related("invitations", "decisions__positions", tasks):
        asked = list(one.invitations.all())
        shown = [decided(decision, asked) for decision in one.decisions.all()]
        yield Minutes(
            one, one.on, one.get_kind_display(), one.note.text if one.note else "",
            [who.name for who in asked if who.came],
            [
                Decided(
                    row.decision.what, row.decision.task.house.name if row.decision.task else "",
                    row.decision.task.due_on if row.decision.task else None, joint=row.joint,
                )
                for row in shown
            ],
            remarks.get(str(one.pk), ()),
        )  # fmt: skip
