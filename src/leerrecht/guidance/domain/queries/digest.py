"""What happened in a class this week, for those who teach it: absences, and what the team told each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Count

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Team
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay
from leerrecht.enrolment.models import ClassGroup, Placement
from leerrecht.guidance.models import Entry
from leerrecht.guidance.rules import DIGEST
from leerrecht.law.strip import ABSENT
from leerrecht.people.models import Pupil

_ABSENT = sorted(ABSENT.decode())


@dataclass(slots=True)
class Row:
    """One pupil with something to tell: half-days missed by code, and entries for the team."""

    pupil: Pupil
    marks: list[tuple[str, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


@transaction.atomic
def digest(by: Principal, group: ClassGroup, on: date) -> Sequence[Row]:
    """Pupils of a class with something new in the last seven days, by name; that they were shown is logged.

    Only what lies with the team: a week that many read holds nothing of the care file. Three queries and the log.
    """
    first = on - DIGEST
    placements = (
        policy.visible(Placement, to=by, act=acts.PUPIL_VIEW)
        .filter(class_group=group, period__contains=on)
        .select_related("enrolment__pupil")
        .order_by("enrolment__pupil__sort_key", "enrolment__pupil_id")
    )
    rows = {placement.enrolment.pupil_id: Row(placement.enrolment.pupil) for placement in placements}
    marks = (
        policy.visible(HalfDay, to=by, act=acts.REGISTER_VIEW)
        .filter(school_id=group.school_id, pupil_id__in=list(rows), date__range=(first, on), mark__in=_ABSENT)
        .order_by("mark")
        .values_list("pupil_id", "mark")
        .annotate(number=Count("date"))
    )
    for pupil_id, mark, number in marks:
        rows[pupil_id].marks.append((mark, number))
    entries = policy.visible(Entry, to=by, act=acts.NOTE_VIEW).filter(
        pupil_id__in=list(rows), organisation_id=group.school_id, compartment=Team.key, withdrawn_at=None,
        on__range=(first, on),
    )  # fmt: skip
    for entry in entries.select_related("note").order_by("-on", "-written_at"):
        rows[entry.pupil_id].entries.append(entry)
    told = [row for row in rows.values() if row.marks or row.entries]
    if told:
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=Entry._meta.label_lower, compartments={Team.key},
            shown=[(row.pupil.pk, group.school_id) for row in told],
        )  # fmt: skip
    return told
