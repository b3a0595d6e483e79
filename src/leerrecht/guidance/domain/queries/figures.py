"""Figures of care of one school: what was done, beside how it went. Never of one pupil, and no cause and effect."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.sql import among
from leerrecht.attendance.models import HalfDay
from leerrecht.duties.domain.queries import worklist
from leerrecht.enrolment.domain.queries.calendar import free_days_of
from leerrecht.facts.models import Fact
from leerrecht.guidance.domain.opening import require_house
from leerrecht.guidance.models import Begeleidingsdossier, Entry, Kind, Plan
from leerrecht.guidance.rules import BACK_AFTER, BACK_FOR
from leerrecht.law.calendar import FreeDays, first_day, nth_school_day, school_year

CONTACTS = ("contact_ouders", "gesprek_leerling")


@dataclass(frozen=True, slots=True)
class Back:
    """Of those whose file was open for that many school days: how many had a last school week without B."""

    days: int
    known: int
    back: int
    done_back: Mapping[str, float]
    done_others: Mapping[str, float]

    @property
    def share(self) -> int | None:
        return round(100 * self.back / self.known) if self.known else None

    @property
    def rows(self) -> list[tuple[str, float | None, float | None]]:
        """Kind in words, steps per pupil who is back, steps per pupil who is not."""
        kinds = sorted({*self.done_back, *self.done_others})
        return [(Kind(kind).label, self.done_back.get(kind), self.done_others.get(kind)) for kind in kinds]


@dataclass(frozen=True, slots=True)
class Figures:
    pupils_with_b: int
    contacted: int
    median_days: float | None
    signals: int
    signal_pupils: int
    files: int
    files_without_steps: int
    plans: int
    plans_late: int
    back: Sequence[Back]


def figures(by: Principal, school_id: int, on: date) -> Figures:
    """The figures of a school in this school year; that somebody asked is logged. Raises ``Denied``."""
    why = require_house(by, school_id)
    log.record(by=by, act="guidance.figures", kind=Entry._meta.label_lower, organisation_id=school_id, why=why)
    first_b = _first_b(by, school_id, on)
    waited = _waited(by, school_id, first_b)
    open_ = worklist.needing(to=by, on=on, filters=worklist.Filters(school_id=school_id))
    signals = open_.aggregate(number=Count("pk"), pupils=Count("pupil_id", distinct=True))
    since_opened = _steps(by, school_id).filter(pupil_id=OuterRef("pupil_id"), on__gte=OuterRef("opened_on"))
    files: list[Any] = list(
        policy.visible(Begeleidingsdossier, to=by, act=acts.NOTE_VIEW)
        .filter(organisation_id=school_id)
        .annotate(steps=Exists(since_opened))
        .values_list("pupil_id", "opened_on", "closed_on", "steps", named=True)
    )
    plans = policy.visible(Plan, to=by, act=acts.NOTE_VIEW).filter(organisation_id=school_id, closed_on=None)
    running = [file for file in files if file.closed_on is None]
    this_year = {file.pupil_id: file.opened_on for file in files if file.opened_on >= first_day(school_year(on))}
    return Figures(
        pupils_with_b=len(first_b),
        contacted=len(waited),
        median_days=median(waited) if waited else None,
        signals=signals["number"],
        signal_pupils=signals["pupils"],
        files=len(running),
        files_without_steps=sum(not file.steps for file in running),
        plans=plans.count(),
        plans_late=plans.filter(evaluate_on__lt=on).count(),
        back=_back(by, school_id, this_year, on),
    )


def _steps(by: Principal, school_id: int) -> "QuerySet[Entry]":
    return policy.visible(Entry, to=by, act=acts.NOTE_VIEW).filter(organisation_id=school_id, withdrawn_at=None)


def _b(by: Principal, school_id: int, on: date) -> "QuerySet[HalfDay]":
    year = school_year(on)
    return policy.visible(HalfDay, to=by, act=acts.DUTY_VIEW).filter(
        school_year=year, school_id=school_id, date__range=(first_day(year), on), mark="B"
    )


def _first_b(by: Principal, school_id: int, on: date) -> dict[int, date]:
    return dict(_b(by, school_id, on).order_by().values_list("pupil_id").annotate(first=Min("date")))


def _waited(by: Principal, school_id: int, first_b: Mapping[int, date]) -> list[int]:
    """Days from the first B to the first contact after it, of who had one."""
    found: dict[int, date] = {}
    contacts = policy.visible(Fact, to=by, act=acts.DUTY_VIEW).filter(
        pupil_id__in=among(first_b), school_id=school_id, kind__in=CONTACTS
    )
    for pupil_id, day in contacts.order_by("date").values_list("pupil_id", "date"):
        if day >= first_b[pupil_id]:
            found.setdefault(pupil_id, day)
    return [(day - first_b[pupil_id]).days for pupil_id, day in found.items()]


def _back(by: Principal, school_id: int, opened: Mapping[int, date], on: date) -> list[Back]:
    free = free_days_of([school_id])[school_id].days
    absent: dict[int, list[date]] = {}
    rows = _b(by, school_id, on).filter(pupil_id__in=among(opened)).values_list("pupil_id", "date")
    for pupil_id, day in rows:
        absent.setdefault(pupil_id, []).append(day)
    steps = list(
        _steps(by, school_id).filter(pupil_id__in=among(opened)).order_by().values_list("pupil_id", "kind", "on")
    )
    return [_at(days, opened, absent, steps, free, on) for days in BACK_AFTER]


def _at(
    days: int,
    opened: Mapping[int, date],
    absent: Mapping[int, Sequence[date]],
    steps: Iterable[tuple[int, str, date]],
    free: FreeDays,
    on: date,
) -> Back:
    ends = {pupil_id: nth_school_day(day, days, free) for pupil_id, day in opened.items()}
    known = {pupil_id: end for pupil_id, end in ends.items() if end < on}
    back = {
        pupil_id
        for pupil_id, end in known.items()
        if not any(end - BACK_FOR < day <= end for day in absent.get(pupil_id, ()))
    }
    counts: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for pupil_id, kind, day in steps:
        if pupil_id in known and opened[pupil_id] <= day <= known[pupil_id]:
            group = counts[pupil_id in back]
            group[kind] = group.get(kind, 0) + 1
    return Back(
        days, len(known), len(back), _each(counts[True], len(back)), _each(counts[False], len(known) - len(back))
    )


def _each(counts: Mapping[str, int], pupils: int) -> dict[str, float]:
    return {kind: round(number / pupils, 1) for kind, number in counts.items()} if pupils else {}
