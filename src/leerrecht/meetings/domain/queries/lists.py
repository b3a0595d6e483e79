"""The list of meetings, the tasks of the reader, and when the next meeting could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.enrolment.domain.queries.calendar import free_days_of
from leerrecht.guidance.domain.queries.today import Item as OfToday
from leerrecht.guidance.models import Entry
from leerrecht.guidance.rules import SOON
from leerrecht.law.calendar import is_school_day
from leerrecht.law.tables import waarde
from leerrecht.meetings.domain.filling import open_tasks
from leerrecht.meetings.models import Item, Meeting, Participant, State, Task
from leerrecht.organisations.models import School

PAST = 15


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting with how many pupils of it the reader sees, and who is invited."""

    meeting: Meeting
    pupils: int
    invited: Sequence[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    school: School
    on: date
    starts_at: time


@dataclass(frozen=True, slots=True)
class MeetingList:
    coming: Sequence[Row]
    past: Sequence[Row]
    tasks: Sequence[Task]
    suggestions: Sequence[Suggestion]


@transaction.atomic
def meeting_list(by: Principal, on: date) -> MeetingList:
    """What the reader is invited to or leads, in a fixed number of queries; a look at tasks is logged."""
    found = policy.visible(Meeting, to=by, act=acts.MEETING_ATTEND).select_related("school")
    coming = list(found.filter(closed_at=None).order_by("on", "starts_at"))
    past = list(found.exclude(closed_at=None).order_by("-on", "-starts_at")[:PAST])
    keys = [meeting.pk for meeting in (*coming, *past)]
    pupils = dict(
        policy.visible(Item, to=by, act=acts.MEETING_ATTEND)
        .filter(meeting__in=keys)
        .exclude(state=State.REMOVED)
        .order_by()
        .values_list("meeting_id")
        .annotate(number=Count("pk"))
    )
    names: dict[Any, list[str]] = {}
    people = Participant.objects.filter(meeting__in=keys).select_related("user").order_by("user__last_name", "pk")
    for one in people:
        names.setdefault(one.meeting_id, []).append(one.user.get_full_name())
    rows = {one.pk: Row(one, pupils.get(one.pk, 0), names.get(one.pk, ())) for one in (*coming, *past)}
    return MeetingList(
        [rows[one.pk] for one in coming], [rows[one.pk] for one in past], my_tasks(by), list(_suggestions(by, on)),
    )  # fmt: skip


def my_tasks(by: Principal) -> list[Task]:
    """Open decisions that the reader has to carry out, the first due first; that they were shown is logged."""
    mine = open_tasks(by).filter(who_id=by.user_id or 0)
    found = list(mine.select_related("entry__pupil", "entry__note").order_by("entry__due_on", "pk"))
    log_shown(by, [task.entry for task in found])
    return found


def tasks_of_today(by: Principal, on: date) -> list[OfToday]:
    """Decisions that the reader has to carry out soon, for the page of today, which logs whom it shows."""
    mine = open_tasks(by).filter(who_id=by.user_id or 0, entry__due_on__lte=on + SOON)
    return [
        OfToday(
            task.entry.pupil, task.entry.note.text, _("tegen %(day)s") % {"day": date_format(due, "j F Y")},
            reverse("meeting-list") + "#taken", _("Naar de taak"), late=due < on,
        )
        for task in mine.select_related("entry__pupil", "entry__note").order_by("entry__due_on", "pk")
        if (due := task.entry.due_on) is not None and task.entry.note is not None
    ]  # fmt: skip


def log_shown(by: Principal, entries: Sequence[Entry]) -> None:
    """One list in the log for each compartment: who reads that one, sees the look."""
    for compartment in sorted({entry.compartment for entry in entries}):
        shown = [(one.pupil_id, one.organisation_id) for one in entries if one.compartment == compartment]
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=Entry._meta.label_lower, compartments={compartment}, shown=shown
        )


def finishable(by: Principal, tasks: Sequence[Task]) -> set[Any]:
    """Keys of those tasks that the reader may say are done."""
    found = policy.visible(Task, to=by, act=acts.GUIDANCE_KEEP).filter(pk__in=[task.pk for task in tasks])
    return set(found.values_list("pk", flat=True))


def _suggestions(by: Principal, on: date) -> "Sequence[Suggestion]":
    """For each school where nothing is planned: the same weekday and hour as last time, in the school's own rhythm.

    A school that met only once, gets the longest rhythm that the documents name.
    """
    schools = list(School.objects.filter(pk__in=by.places(acts.MEETING_HOLD, Reach.SCHOOL)).order_by("name"))
    rows: dict[int, list[Meeting]] = {}
    earlier = policy.visible(Meeting, to=by, act=acts.MEETING_HOLD).filter(school__in=[one.pk for one in schools])
    for meeting in earlier.order_by("-on", "-starts_at"):
        rows.setdefault(meeting.school_id, []).append(meeting)
    free = free_days_of([one.pk for one in schools])
    found = []
    for school in schools:
        known = rows.get(school.pk, [])
        if known and all(one.closed_at is not None for one in known):
            found.append(Suggestion(school, next_day(known, on, free[school.pk].days), known[0].starts_at))
    return found


def next_day(known: Sequence[Meeting], on: date, free: Any) -> date:
    """The day of the next meeting after these, latest first: never before ``on``, always a school day."""
    longest = 7 * waarde("cel.ritme")
    gap = (known[0].on - known[1].on).days if len(known) > 1 else longest
    rhythm = timedelta(days=gap if 0 < gap <= longest else longest)
    day = known[0].on + rhythm
    while day < on:
        day += rhythm
    while not is_school_day(day, free):
        day += timedelta(days=1)
    return day
