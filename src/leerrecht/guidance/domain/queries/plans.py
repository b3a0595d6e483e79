"""Reads of one plan: what was agreed, how the steps go, and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries import marks
from leerrecht.enrolment.domain.queries.calendar import free_days_of
from leerrecht.guidance.domain.plans import may_inform_class, stappen
from leerrecht.guidance.domain.queries.timeline import log_look
from leerrecht.guidance.models import Action, Agreement, Entry, Evaluation, Goal, Kind, Plan, PlanKind, Step, Version
from leerrecht.guidance.rules import AHEAD
from leerrecht.law import calendar
from leerrecht.law.begeleiding import SLOTS, Slot, Stap, slot_in_woorden
from leerrecht.law.strip import ABSENT, FREE
from leerrecht.people.models import Pupil
from leerrecht.ui.strip import HalfDay, Note, YearStrip, year_strip

_ABSENT = frozenset(ABSENT.decode())
_FREE = chr(FREE)


@dataclass(frozen=True, slots=True)
class WeekOf:
    """One week of the build-up: how many half-days were agreed, and on how many of those the pupil was there."""

    monday: date
    agreed: int
    there: int
    ahead: bool


@dataclass(frozen=True, slots=True)
class ShownStep:
    step: Step
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What the page of a plan shows."""

    plan: Plan
    goals: Sequence[Goal]
    actions: Sequence[Action]
    steps: Sequence[ShownStep]
    evaluations: Sequence[Evaluation]
    agreements: Sequence[Agreement]
    weeks: Sequence[WeekOf]
    strip: YearStrip | None
    missed: int
    may_keep: bool
    class_consent: bool
    sees_attendance: bool
    arrears: Sequence[Entry] = ()


@transaction.atomic
def plan_page(by: Principal, plan: Plan) -> PlanPage:
    """Everything of a plan that the reader found by ``policy.find``; the look is logged."""
    pupil = plan.pupil
    log_look(by, pupil, [(plan.organisation_id, plan.compartment)])
    steps = list(plan.steps.all())
    sees = policy.visible(Pupil, to=by, act=acts.REGISTER_VIEW).filter(pk=pupil.pk).exists()
    year = calendar.school_year(by.on)
    strip = marks.strip_of(by, pupil, year) if sees else b""
    agreed = dict(_agreed(plan, year)) if steps else {}
    weeks = list(_weeks(agreed, strip.decode("ascii"), year, by.on)) if sees else []
    return PlanPage(
        plan=plan,
        goals=list(plan.goals.select_related("note")),
        actions=list(plan.actions.all()),
        steps=[ShownStep(step, _words(step), len(step.half_days)) for step in steps],
        evaluations=list(plan.evaluations.select_related("note")),
        agreements=list(policy.visible(Agreement, to=by, act=acts.NOTE_VIEW).filter(plan=plan)),
        weeks=weeks,
        strip=_strip(strip, year, by.on, agreed) if sees else None,
        missed=_missed(strip.decode("ascii"), year, max(plan.begins_on, calendar.first_day(year)), by.on),
        may_keep=plan.closed_on is None
        and policy.visible(Plan, to=by, act=acts.GUIDANCE_KEEP).filter(pk=plan.pk).exists(),
        class_consent=plan.kind == PlanKind.RETURN and may_inform_class(by, plan),
        sees_attendance=sees,
        arrears=_arrears(by, plan) if plan.kind == PlanKind.RETURN else (),
    )


def _arrears(by: Principal, plan: Plan) -> Sequence[Entry]:
    """What has to be caught up since the plan began, or still has to be: arrears and postponed exams, by their day."""
    found = policy.visible(Entry, to=by, act=acts.NOTE_VIEW).filter(
        Q(done_on=None) | Q(on__gte=plan.begins_on), pupil_id=plan.pupil_id, kind__in=(Kind.ARREARS, Kind.EXAM),
        withdrawn_at=None,
    )  # fmt: skip
    rows = list(found.select_related("note").order_by("due_on", "pk"))
    log_look(by, plan.pupil, [(row.organisation_id, row.compartment) for row in rows])
    return rows


def _words(step: Step) -> str:
    chosen = [slot for slot in SLOTS if f"{slot[0]}{slot[1]}" in step.half_days]
    return ", ".join(slot_in_woorden(slot) for slot in chosen)


def _agreed(plan: Plan, year: int) -> Iterator[tuple[HalfDay, Stap]]:
    """The half-days of a school year on which the pupil was to come, by the step that says so."""
    steps = sorted(stappen(plan), key=lambda stap: stap.van)
    free = free_days_of([plan.organisation_id])[plan.organisation_id]
    last = min(calendar.last_day(year), plan.closed_on or date.max)
    for place, step in enumerate(steps):
        until = steps[place + 1].van - timedelta(days=1) if place + 1 < len(steps) else last
        day = max(step.van, calendar.first_day(year))
        while day <= min(until, last):
            for part in calendar.PARTS:
                slot: Slot = (day.weekday(), part)
                if slot in step.halve_dagen and calendar.is_half_day(day, part, free.days, free.parts):
                    yield (day, part), step
            day += timedelta(days=1)


def _at(strip: str, year: int, day: date, part: str) -> str:
    place = 2 * (day - calendar.first_day(year)).days + calendar.PARTS.index(part)
    return strip[place] if 0 <= place < len(strip) else _FREE


def _weeks(agreed: dict[HalfDay, Stap], strip: str, year: int, today: date) -> Iterator[WeekOf]:
    by_week: dict[date, list[HalfDay]] = {}
    for day, part in agreed:
        by_week.setdefault(day - timedelta(days=day.weekday()), []).append((day, part))
    for monday, half_days in sorted(by_week.items()):
        if monday > today + AHEAD:
            return
        past = [(day, part) for day, part in half_days if day < today]
        there = sum(_at(strip, year, day, part) not in _ABSENT for day, part in past)
        yield WeekOf(monday, len(half_days), there, ahead=not past)


def _missed(strip: str, year: int, first: date, today: date) -> int:
    """Absent half-days since the plan began, whatever the code: for the watch on a relapse."""
    start = 2 * max(0, (first - calendar.first_day(year)).days)
    stop = 2 * ((today - calendar.first_day(year)).days + 1)
    return sum(mark in _ABSENT for mark in strip[start:stop])


def _strip(strip: bytes, year: int, today: date, agreed: dict[HalfDay, Stap]) -> YearStrip:
    notes = {at: Note("afgesproken om te komen") for at in agreed}
    return year_strip(year=year, strip=strip, today=today, notes=notes)


@dataclass(frozen=True, slots=True)
class AgreementPage:
    agreement: Agreement
    versions: Sequence[Version]
    may_keep: bool


@transaction.atomic
def agreement_page(by: Principal, agreement: Agreement) -> AgreementPage:
    """The versions, latest first, each with who signed it; the look is logged."""
    log_look(by, agreement.pupil, [(agreement.organisation_id, agreement.compartment)])
    found = policy.visible(Agreement, to=by, act=acts.GUIDANCE_KEEP).filter(pk=agreement.pk)
    versions = agreement.versions.select_related("note").prefetch_related("signatures")
    return AgreementPage(agreement, list(versions), found.exists())
