"""The card of a pupil's half-day: what stands there, who says so, and what stood there before."""

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries import marks
from leerrecht.attendance.domain.queries.registers import Row, names_of, rows_of
from leerrecht.attendance.models import HalfDay, HalfDayNote, SubCode
from leerrecht.enrolment.models import ClassGroup, Placement
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Note:
    """What was noted; an empty text says that the note was taken away."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HalfDayCard:
    """``grounds`` per mark, as (slug, label); they and ``sub_codes`` are empty for who may not set them.

    ``notes`` are latest first, the first being the one that counts.
    """

    pupil: Pupil
    row: Row
    entered_at: datetime | None
    entered_by: str
    may_take: bool
    may_refine: bool
    grounds: dict[str, list[tuple[str, str]]]
    sub_codes: tuple[SubCode, ...]
    notes: tuple[Note, ...]
    steps: tuple[marks.Step, ...]

    @property
    def note(self) -> str:
        return self.notes[0].text if self.notes else ""


def card_of(*, to: Principal, group: ClassGroup, day: Date, part: str, pupil_id: int) -> HalfDayCard:
    """The card of a pupil who sits in a class (found by the caller for ``to``) on a day; 404 for another."""
    placements = policy.visible(Placement, to=to, act=acts.REGISTER_VIEW).filter(
        class_group=group, enrolment__pupil_id=pupil_id, period__contains=day, enrolment__period__contains=day
    )
    rows = rows_of(placements, to=to, day=day, part=part)
    if not rows:
        raise Http404(_("Deze leerling zit op die dag niet in deze klas."))
    enrolment = placements.select_related("enrolment__pupil")[0].enrolment
    may_refine = to.system or group.school_id in to.places(acts.ABSENCE_EDIT)
    half = (
        policy.visible(HalfDay, to=to, act=acts.REGISTER_VIEW)
        .filter(school_year=law.school_year(day), pupil_id=pupil_id, date=day, part=part)
        .first()
    )
    own = policy.visible(SubCode, to=to, act=acts.ABSENCE_EDIT).filter(school_id=group.school_id)
    return HalfDayCard(
        pupil=enrolment.pupil,
        row=rows[0],
        entered_at=half.entered_at if half else None,
        entered_by=names_of([half.entered_by_id]).get(half.entered_by_id or 0, "") if half else "",
        may_take=bool(policy.may(to, acts.REGISTER_TAKE, group)),
        may_refine=may_refine,
        grounds=_grounds(rows[0], enrolment.level, enrolment.kind, day) if may_refine else {},
        sub_codes=tuple(own.order_by("code", "name")) if may_refine else (),
        notes=_notes(to, enrolment.pupil, group.school_id, day, part),
        steps=tuple(marks.history_at(to, enrolment.pupil, day, part)),
    )


def _grounds(row: Row, level: str, kind: str, day: Date) -> dict[str, list[tuple[str, str]]]:
    letters = [choice.letter for choice in row.choices]
    found = {letter: law.gronden_for(letter, level, kind, day) for letter in letters}
    return {letter: [(ground.slug, ground.label) for ground in grounds] for letter, grounds in found.items() if grounds}


def _notes(to: Principal, pupil: Pupil, school_id: int, day: Date, part: str) -> tuple[Note, ...]:
    found = list(
        policy.visible(HalfDayNote, to=to, act=acts.REGISTER_VIEW).filter(
            pupil=pupil, school_id=school_id, date=day, part=part
        )
    )
    names = names_of(note.written_by_id for note in found)
    return tuple(Note(note.text, names.get(note.written_by_id or 0, ""), note.written_at) for note in found)
