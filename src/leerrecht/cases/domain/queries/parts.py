"""Pages beside that of the case: a track, a round table, the part of a partner, and the register of who left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Count

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.queries.page import alarms
from leerrecht.cases.kinds import IN_HOSPITAL, PLACES, WITH_WORKPLACE
from leerrecht.cases.models import (
    Case,
    CaseTask,
    Decision,
    Exit,
    Invitation,
    Part,
    Position,
    Report,
    RoundTable,
    Track,
    View,
    WeekPattern,
    WorkplaceCheck,
)
from leerrecht.guidance.domain.plans import SLOT_KEYS
from leerrecht.guidance.domain.queries.timeline import log_look
from leerrecht.guidance.voices import Voice, remarks
from leerrecht.law.begeleiding import slot_in_woorden
from leerrecht.people.models import Pupil

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class HalfDay:
    """One half-day of a week pattern, in words."""

    when: str
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class TrackPage:
    track: Track
    who: str
    reviews: Sequence[object]
    patterns: "Sequence[tuple[WeekPattern, list[HalfDay]]]"
    checks: Sequence[WorkplaceCheck]
    alarms: Sequence[str]
    may_keep: bool
    workplace: bool
    hospital: bool


@transaction.atomic(savepoint=False)
def track_page(by: Principal, track: Track) -> TrackPage:
    """One track that the reader found by ``policy.find``; the look is logged."""
    log_look(by, track.pupil, [(track.organisation_id, track.compartment)])
    bridged = policy.visible(Track, to=by, act=acts.NOTE_VIEW).filter(bridges=track, until=None).exists()
    return TrackPage(
        track=track,
        who=track.body or str(track.house),
        reviews=list(track.reviews.select_related("note")),
        patterns=[(pattern, _half_days(pattern)) for pattern in track.patterns.all()],
        checks=list(track.workplace_checks.all()),
        alarms=() if track.ended else alarms(track, by.on, bridged=bridged),
        may_keep=not track.ended
        and track.case.closed_on is None
        and policy.visible(Track, to=by, act=acts.GUIDANCE_KEEP).filter(pk=track.pk).exists(),
        workplace=track.kind in WITH_WORKPLACE,
        hospital=track.kind in IN_HOSPITAL,
    )


def _half_days(pattern: WeekPattern) -> list[HalfDay]:
    return [
        HalfDay(slot_in_woorden(slot), PLACES.get(pattern.half_days[key], ""), pattern.words.get(key, ""))
        for key, slot in SLOT_KEYS.items()
        if key in pattern.half_days
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """What one of those invited said to a decision; ``position`` is None where nothing was said."""

    asked: Invitation
    position: Position | None


@dataclass(frozen=True, slots=True)
class ShownDecision:
    decision: Decision
    said: Sequence[Said]
    joint: bool
    silent: Sequence[str]


@dataclass(frozen=True, slots=True)
class TablePage:
    table: RoundTable
    invitations: Sequence[Invitation]
    decisions: Sequence[ShownDecision]
    remarks: Sequence[Voice]
    may_keep: bool
    over: bool


@transaction.atomic(savepoint=False)
def table_page(by: Principal, table: RoundTable) -> TablePage:
    """One round table that the reader found by ``policy.find``; the look is logged. Seven queries."""
    log_look(by, table.pupil, [(table.organisation_id, table.compartment)])
    invitations = list(table.invitations.select_related("house"))
    decisions = table.decisions.select_related("task__house").prefetch_related("positions")
    return TablePage(
        table=table,
        invitations=invitations,
        decisions=[decided(decision, invitations) for decision in decisions],
        remarks=remarks([table.pk], to=by)[table.pk],
        may_keep=table.closed_on is None
        and table.case.closed_on is None
        and policy.visible(RoundTable, to=by, act=acts.GUIDANCE_KEEP).filter(pk=table.pk).exists(),
        over=table.on <= by.on,
    )


def decided(decision: Decision, invitations: Iterable[Invitation]) -> ShownDecision:
    """Joint is what everybody who was invited and did not stay away agreed to in so many words."""
    positions = {position.invitation_id: position for position in decision.positions.all()}
    said = [Said(asked, positions.get(asked.pk)) for asked in invitations]
    counted = [one for one in said if one.asked.came is not False or one.position is not None]
    agreed = (View.AGREES, View.PROVIDED)
    return ShownDecision(
        decision=decision,
        said=said,
        joint=bool(counted) and all(one.position is not None and one.position.view in agreed for one in counted),
        silent=[one.asked.name for one in counted if one.position is None],
    )


@dataclass(frozen=True, slots=True)
class PartPage:
    """What a partner sees: the own part, its own notes and tasks, and to which table it is asked."""

    part: Part
    reports: Sequence[Report]
    tasks: Sequence[CaseTask]
    invitations: Sequence[Invitation]
    may_join: bool
    may_release: bool


def part_list(by: Principal) -> Sequence[Part]:
    """The parts of a partner that its grants open today; that they were listed is logged."""
    found = policy.visible(Part, to=by, act=acts.CASE_JOIN).select_related("pupil", "house")
    parts = list(found.annotate(number=Count("reports")).order_by("-last", "pupil__sort_key"))
    if parts:
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=Part._meta.label_lower, compartments={part.compartment for part in parts},
            shown=[(part.pupil_id, part.organisation_id) for part in parts],
        )  # fmt: skip
    return parts


def invited(by: Principal) -> Sequence[Invitation]:
    """Tables to come to which a partner is asked."""
    found = policy.visible(Invitation, to=by, act=acts.CASE_JOIN).filter(on__gte=by.on)
    return list(found.select_related("pupil").order_by("on", "starts_at"))


@transaction.atomic(savepoint=False)
def part_page(by: Principal, part: Part) -> PartPage:
    """One part that the reader found by ``policy.find``; the look is logged."""
    log_look(by, part.pupil, [(part.organisation_id, part.compartment)])
    joins = policy.visible(Part, to=by, act=acts.CASE_JOIN).filter(pk=part.pk).exists()
    reports = policy.visible(Report, to=by, act=acts.NOTE_VIEW).filter(part=part).select_related("note")
    tasks = policy.visible(CaseTask, to=by, act=acts.NOTE_VIEW).filter(pupil=part.pupil_id, house=part.house_id)
    asked = policy.visible(Invitation, to=by, act=acts.CASE_JOIN).filter(pupil=part.pupil_id, house=part.house_id)
    return PartPage(
        part=part,
        reports=list(reports),
        tasks=list(tasks.order_by("done_on", "due_on")),
        invitations=list(asked.order_by("-on")) if joins else [],
        may_join=joins,
        may_release=not joins
        and policy.visible(Case, to=by, act=acts.GUIDANCE_KEEP).filter(pk=part.case_id, closed_on=None).exists(),
    )


def cases_of(by: Principal, pupil: Pupil) -> Sequence[Case]:
    """The cases of one pupil that the reader may open, the open ones first."""
    found = policy.visible(Case, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil).select_related("lead_house")
    return sorted(found, key=lambda case: (case.closed_on is not None, -case.opened_on.toordinal()))


def exit_list(by: Principal, *, number: int | str = 1) -> "Page[Exit]":
    """Who left education at the own schools, latest first; that they were listed is logged."""
    found = policy.visible(Exit, to=by, act=acts.GUIDANCE_KEEP).select_related("pupil")
    page = Paginator(found.order_by("-left_on", "pupil__sort_key"), PAGE_SIZE).get_page(number)
    shown = list(page)
    if shown:
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=Exit._meta.label_lower, compartments={one.compartment for one in shown},
            shown=[(one.pupil_id, one.organisation_id) for one in shown],
        )  # fmt: skip
    return page
