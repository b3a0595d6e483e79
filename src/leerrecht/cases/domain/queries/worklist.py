"""The list of cases: what lies still first, then what is due."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Min, Q

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.cases import rules
from leerrecht.cases.domain.queries.silence import rises_for_lead, rises_higher, still_for
from leerrecht.cases.models import Case, CaseTask, Track
from leerrecht.organisations.models import Membership

PAGE_SIZE = 30


@dataclass(slots=True)
class Row:
    """One open case. ``reads``: whether the reader may open it; who only watches sees that it lies still."""

    case: Case
    reads: bool
    still: int
    mine: bool
    led: bool
    review_on: date | None = None
    task_on: date | None = None
    running: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    today: date = date.min

    @property
    def rises(self) -> bool:
        """For who leads it first; a while later for director and head as well."""
        return rises_for_lead(self.still) if self.mine else rises_higher(self.still)

    @property
    def late(self) -> bool:
        due = [day for day in (self.review_on, self.task_on) if day is not None]
        return bool(due) and min(due) < self.today

    @property
    def soon(self) -> bool:
        due = [day for day in (self.review_on, self.task_on) if day is not None]
        return bool(due) and min(due) <= self.today + rules.SOON

    @property
    def rank(self) -> tuple[object, ...]:
        nobody = bool(self.unanswered)
        return (not self.rises, self.led, not self.late, not nobody, not self.soon, -self.still)


def case_rows(by: Principal) -> list[Row]:
    """Every open case that the reader keeps or watches over, in the order in which it presses. Seven queries."""
    keeps = policy.visible(Case, to=by, act=acts.GUIDANCE_KEEP).filter(closed_on=None)
    watches = policy.visible(Case, to=by, act=acts.CASE_WATCH).filter(closed_on=None)
    kept = set(keeps.values_list("pk", flat=True))
    either = Q(pk__in=kept) | Q(pk__in=watches.order_by().values("pk"))
    cases = list(Case.objects.filter(either).select_related("pupil", "lead_house"))
    return _rows(by, cases, kept)


def _rows(by: Principal, cases: Sequence[Case], kept: set[UUID]) -> list[Row]:
    still = still_for(by, cases)
    works = _working(cases, by.on)
    houses = {seat.organisation_id for seat in by.seats}
    rows = {
        case.pk: Row(
            case=case, reads=case.pk in kept, still=still[case.pk], led=(case.lead_id, case.lead_house_id) in works,
            mine=case.lead_id == by.user_id or (case.lead_id is None and case.lead_house_id in houses), today=by.on,
        )
        for case in cases
    }  # fmt: skip
    _add_tracks(by, rows)
    _add_tasks(by, rows)
    return sorted(rows.values(), key=lambda row: (*row.rank, row.case.pupil.sort_key))


def _working(cases: Sequence[Case], on: date) -> set[tuple[int | None, int]]:
    """Who leads and still works there; a case that a command opened is led by the house until somebody takes it."""
    pairs = Membership.objects.filter(
        user_id__in={case.lead_id for case in cases if case.lead_id}, period__contains=on
    ).values_list("user_id", "organisation_id")
    return set(pairs)


def _add_tracks(by: Principal, rows: dict[UUID, Row]) -> None:
    tracks = policy.visible(Track, to=by, act=acts.GUIDANCE_KEEP).filter(case__in=list(rows), until=None)
    for track in tracks.order_by("asked_on"):
        row = rows[track.case_id]
        words = str(track.get_kind_display())
        (row.unanswered if track.unanswered else row.waiting if track.waiting else row.running).append(words)
        if track.review_on is not None:
            row.review_on = min(track.review_on, row.review_on or track.review_on)


def _add_tasks(by: Principal, rows: dict[UUID, Row]) -> None:
    tasks = policy.visible(CaseTask, to=by, act=acts.GUIDANCE_KEEP).filter(case__in=list(rows), done_on=None)
    for case_id, due_on in (
        tasks.order_by().values("case_id").annotate(first=Min("due_on")).values_list("case_id", "first")
    ):
        rows[case_id].task_on = due_on


def case_list(by: Principal, *, mine: bool = False, number: int | str = 1) -> "tuple[Page[Row], int]":
    """One page of the list, and how many rise; that they were listed is logged."""
    rows = [row for row in case_rows(by) if row.mine or not mine]
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    shown = list(page)
    if shown:
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=Case._meta.label_lower,
            compartments={row.case.compartment for row in shown},
            shown=[(row.case.pupil_id, row.case.organisation_id) for row in shown],
        )  # fmt: skip
    return page, sum(row.rises for row in rows)
