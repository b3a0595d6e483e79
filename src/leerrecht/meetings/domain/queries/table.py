"""What lies on the table: the agenda as far as the reader sees it, and the pupil whose turn it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld, Medisch, Team, Zorg
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.attendance.domain.queries import marks
from leerrecht.duties.domain.queries.worklist import ASKS_SOMETHING
from leerrecht.duties.models import Outcome
from leerrecht.enrolment.models import Placement
from leerrecht.guidance.domain.queries.timeline import log_look
from leerrecht.guidance.models import Begeleidingsdossier, Entry, Kind, Plan
from leerrecht.guidance.voices import Voice, remarks
from leerrecht.law import REGELS, calendar
from leerrecht.law.strip import ABSENT
from leerrecht.law.tables import waarde
from leerrecht.meetings.domain.filling import open_tasks
from leerrecht.meetings.domain.queries.invited import invited
from leerrecht.meetings.models import Item, Meeting, Minute, Reason, State, Task
from leerrecht.notes.domain.places import Place, places
from leerrecht.people.models import Pupil
from leerrecht.ui.strip import YearStrip, year_strip

# Where minutes go, the most usual first; what concerns discipline, certificates or confidences is not written here.
PLACES = (Zorg.key, Gedeeld.key, Team.key, Clb.key, Medisch.key)
WORDS = 2
STRENGTHS = 3
_ABSENT = frozenset(ABSENT.decode())
_CONTACTS = (Kind.CONTACT, Kind.TALK, Kind.VISIT)


@dataclass(frozen=True, slots=True)
class Line:
    """A pupil on the agenda, numbered among those that the reader sees, with the reasons that the reader may know."""

    item: Item
    number: int
    class_name: str
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Agenda:
    meeting: Meeting
    lines: Sequence[Line]
    removed: Sequence[Line]
    invited: Sequence[tuple[int, str]]
    leads: bool

    @property
    def done(self) -> int:
        return sum(line.item.state == State.DONE for line in self.lines)

    @property
    def waiting(self) -> list[Line]:
        return [line for line in self.lines if line.item.state == State.OPEN]

    def line(self, key: object) -> Line | None:
        return next((line for line in (*self.lines, *self.removed) if str(line.item.pk) == str(key)), None)

    def beside(self, line: Line, step: int) -> Line | None:
        """The line before or after this one."""
        at = next((place for place, one in enumerate(self.lines) if one.item.pk == line.item.pk), None)
        if at is None or not 0 <= at + step < len(self.lines):
            return None
        return self.lines[at + step]

    def turn(self, after: Line | None = None) -> Line | None:
        """Who is next to be discussed: the first still open after that line, else the first at all."""
        later = [line for line in self.waiting if after is not None and line.number > after.number]
        return next(iter(later or self.waiting), None)


@dataclass(frozen=True, slots=True)
class Card:
    """What the reader may know of the pupil at hand."""

    pupil: Pupil
    words: Sequence[Entry]
    strengths: Sequence[Entry]
    last_contact: Entry | None
    before: Sequence[Entry]
    outcomes: Sequence[tuple[Outcome, str]]
    counts: Sequence[tuple[str, int]]
    strip: YearStrip | None
    plans: Sequence[Plan]
    minutes: Sequence[Minute]
    tasks: Sequence[Task]
    earlier_tasks: Sequence[Task]
    remarks: Sequence[Voice]
    finishable: frozenset[UUID]
    places: Sequence[Place]
    file_open: bool
    may_open: bool


def agenda(by: Principal, meeting: Meeting, *, looked: bool) -> Agenda:
    """The agenda of a meeting that the reader found; ``looked``: it is shown as a page, which is logged."""
    leads = policy.visible(Meeting, to=by, act=acts.MEETING_HOLD).filter(pk=meeting.pk).exists()
    found = list(
        policy.visible(Item, to=by, act=acts.MEETING_ATTEND)
        .filter(meeting=meeting)
        .select_related("pupil")
        .order_by("order", "pk")
    )
    pupils = [item.pupil_id for item in found]
    classes = _classes(by, pupils, meeting)
    reasons = {item.pk: _words(item.reasons, item.rules) for item in found} if leads else _known(by, found)
    shown = [item for item in found if item.state != State.REMOVED]
    lines = [_line(item, number, classes, reasons) for number, item in enumerate(shown, 1)]
    removed = [_line(item, 0, classes, reasons) for item in found if item.state == State.REMOVED and leads]
    if looked and found:
        log.record_list(
            by=by, act=acts.MEETING_ATTEND, kind=Item._meta.label_lower, compartments={Zorg.key},
            shown=[(pupil_id, meeting.school_id) for pupil_id in pupils],
        )  # fmt: skip
    return Agenda(meeting, lines, removed, invited(meeting), leads)


def _line(item: Item, number: int, classes: dict[int, str], reasons: dict[Any, list[str]]) -> Line:
    return Line(item, number, classes.get(item.pupil_id, ""), reasons[item.pk])


def _classes(by: Principal, pupils: Sequence[int], meeting: Meeting) -> dict[int, str]:
    found = policy.visible(Placement, to=by, act=acts.PUPIL_VIEW).filter(
        enrolment__pupil_id__in=pupils, class_group__school_id=meeting.school_id, period__contains=by.on
    )
    return dict(found.values_list("enrolment__pupil_id", "class_group__name"))


def _words(reasons: Iterable[str], rules: Iterable[str]) -> list[str]:
    """Reasons in words; a signal by the titles of the rules."""
    titles = [REGELS[rule].titel for rule in rules if rule in REGELS]
    said: list[str] = []
    for reason in reasons:
        said += titles if reason == Reason.SIGNAL and titles else [str(Reason(reason).label)]
    return said


def _known(by: Principal, found: Sequence[Item]) -> dict[Any, list[str]]:
    """Reasons that the reader could see without the agenda: three queries, whatever the number of items."""
    pupils = [item.pupil_id for item in found]
    outcomes = policy.visible(Outcome, to=by, act=acts.DUTY_VIEW).filter(pupil_id__in=pupils)
    rules = set(outcomes.values_list("pupil_id", "regel"))
    plans = policy.visible(Plan, to=by, act=acts.NOTE_VIEW).filter(pupil_id__in=pupils, closed_on=None)
    planned = set(plans.values_list("pupil_id", flat=True))
    tasked = set(open_tasks(by).filter(entry__pupil_id__in=pupils).values_list("entry__pupil_id", flat=True))
    words = {}
    for item in found:
        seen = [rule for rule in item.rules if (item.pupil_id, rule) in rules]
        holds = {
            Reason.TASK: item.pupil_id in tasked, Reason.CARRIED: True, Reason.PLAN: item.pupil_id in planned,
            Reason.AWAY: (item.pupil_id, "thuiszitter") in rules, Reason.BACK: True, Reason.SIGNAL: bool(seen),
            Reason.HAND: True,
        }  # fmt: skip
        reasons = [reason for reason in item.reasons if holds[Reason(reason)]]
        words[item.pk] = _words(reasons or [Reason.HAND], seen)
    return words


@transaction.atomic
def card(by: Principal, item: Item) -> Card:
    """Own words and strengths first, then what is known and was agreed; the look is logged."""
    pupil = item.pupil
    entries = policy.visible(Entry, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil, withdrawn_at=None)
    latest = _latest(entries)
    plans = list(policy.visible(Plan, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil, closed_on=None))
    minutes = list(
        policy.visible(Minute, to=by, act=acts.NOTE_VIEW)
        .filter(item=item, entry__withdrawn_at=None)
        .select_related("entry__note")
        .order_by("entry__written_at")
    )
    tasks = list(_tasks(by).filter(item=item))
    earlier = list(_tasks(by).filter(entry__pupil=pupil, entry__done_on=None).exclude(item=item))
    files = policy.visible(Begeleidingsdossier, to=by, act=acts.NOTE_VIEW).filter(
        pupil=pupil, organisation_id=item.school_id, closed_on=None
    )
    written = {one.entry_id for one in minutes}
    before = [entry for entry in latest[Kind.MEETING] if entry.pk not in written][:WORDS]
    said = remarks([*written, *(entry.pk for entry in before)], to=by)
    contacts = sorted((one for kind in _CONTACTS for one in latest[kind][:1]), key=lambda one: one.on, reverse=True)
    shown = [
        *latest[Kind.WORDS][:WORDS], *latest[Kind.STRENGTH][:STRENGTHS], *contacts[:1], *before,
        *(one.entry for one in minutes), *(one.entry for one in (*tasks, *earlier)), *plans,
    ]  # fmt: skip
    log_look(by, pupil, [(one.organisation_id, one.compartment) for one in shown])
    counts, strip = _attendance(by, pupil)
    mine = policy.visible(Task, to=by, act=acts.GUIDANCE_KEEP).filter(pk__in=[one.pk for one in (*tasks, *earlier)])
    return Card(
        pupil=pupil, words=latest[Kind.WORDS][:WORDS], strengths=latest[Kind.STRENGTH][:STRENGTHS],
        last_contact=contacts[0] if contacts else None, before=before, outcomes=_outcomes(by, pupil, item),
        counts=counts, strip=strip, plans=plans, minutes=minutes, tasks=tasks, earlier_tasks=earlier,
        remarks=[one for found in said.values() for one in found],
        finishable=frozenset(mine.values_list("pk", flat=True)), places=writing_places(by, pupil),
        file_open=files.exists(),
        may_open=item.school_id in by.organisations(acts.GUIDANCE_KEEP) & by.places(acts.MEETING_HOLD, Reach.SCHOOL),
    )  # fmt: skip


def _latest(entries: "QuerySet[Entry]") -> dict[str, list[Entry]]:
    """The latest of each kind that the card shows: one query."""
    kinds = (Kind.WORDS, Kind.STRENGTH, Kind.MEETING, *_CONTACTS)
    found: dict[str, list[Entry]] = {kind: [] for kind in kinds}
    rows = entries.filter(kind__in=kinds).select_related("note").order_by("-on", "-written_at")
    for entry in rows:
        told = entry.note is not None and entry.note.withdrawn_at is None
        if told or entry.kind in _CONTACTS:
            found[entry.kind].append(entry)
    return found


def _tasks(by: Principal) -> "QuerySet[Task]":
    found = policy.visible(Task, to=by, act=acts.NOTE_VIEW).filter(entry__withdrawn_at=None)
    return found.select_related("entry__note").order_by("entry__due_on", "pk")


def _outcomes(by: Principal, pupil: Pupil, item: Item) -> list[tuple[Outcome, str]]:
    found = policy.visible(Outcome, to=by, act=acts.DUTY_VIEW).filter(
        pupil=pupil, school_id=item.school_id, status__in=("open", "geldt"), aard__in=ASKS_SOMETHING
    )
    return [(one, REGELS[one.regel].titel) for one in found.order_by("sinds", "pk") if one.regel in REGELS]


def _attendance(by: Principal, pupil: Pupil) -> tuple[list[tuple[str, int]], YearStrip | None]:
    """Absences by code and the year strip, for who sees registers of this pupil."""
    if not policy.visible(Pupil, to=by, act=acts.REGISTER_VIEW).filter(pk=pupil.pk).exists():
        return [], None
    year = calendar.school_year(by.on)
    strip = marks.strip_of(by, pupil, year)
    counted = Counter(mark for mark in strip.decode("ascii") if mark in _ABSENT)
    return sorted(counted.items()), year_strip(year=year, strip=strip, today=by.on, notes={})


def writing_places(by: Principal, pupil: Pupil) -> list[Place]:
    """Where the reader may write minutes of this pupil, the most usual first."""
    found = [place for place in places(by, pupil) if place.compartment in PLACES]
    return sorted(found, key=lambda place: PLACES.index(place.compartment))


def due_by(meeting: Meeting) -> date:
    """By when a decision is carried out, unless somebody says otherwise: the next time that they meet."""
    return meeting.on + timedelta(weeks=waarde("cel.ritme"))
