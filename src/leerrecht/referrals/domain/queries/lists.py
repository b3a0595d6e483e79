"""Reads of several referrals: the worklist, and those of one pupil with what can be begun."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.notes.domain.places import places
from leerrecht.people.models import Pupil
from leerrecht.referrals.domain.asking import told_of
from leerrecht.referrals.domain.places import Home, homes, side_at, sides
from leerrecht.referrals.engine import State, asked, next_step, step_reasons
from leerrecht.referrals.flows import FLOWS, Flow, StepKind
from leerrecht.referrals.judging import Told
from leerrecht.referrals.models import Referral, Step


@dataclass(frozen=True, slots=True)
class Line:
    """A referral on a list: what comes next, who does that, and by when."""

    referral: Referral
    flow: Flow
    next: StepKind | None
    due_on: date | None
    last_on: date
    late: bool
    ended: str

    @property
    def order(self) -> tuple[bool, date, str]:
        return self.due_on is None, self.due_on or self.last_on, str(self.flow.name)


@dataclass(frozen=True, slots=True)
class Offered:
    """A flow that can be begun for a pupil, or why not by this person."""

    flow: Flow
    homes: Sequence[Home]
    refused: str
    running: bool


def line_of(referral: Referral, by: Principal) -> Line:
    """What a list shows of a referral, without asking the law anew: ``steps`` should be prefetched."""
    flow = FLOWS[referral.flow]
    steps = list(referral.steps.all())
    told = told_of(referral, steps)
    awaited = sorted((one for one in steps if one.on is None and one.due_on), key=lambda one: one.due_on or date.max)
    due = awaited[0] if awaited else None
    coming = None if referral.closed_on else next_step(plain_states(told))
    step = flow.step(due.kind) if due else coming.step if coming else None
    due_on = due.due_on if due else None
    last = max((one.on for one in told.done), default=referral.begun_on)
    ended = str(flow.ending(referral.ending).name) if referral.ending else ""
    return Line(referral, flow, step, due_on, last, due_on is not None and due_on < by.on, ended)


def plain_states(told: Told) -> list[State]:
    """The steps by what has to come first, without the law and whoever looks."""
    return [
        State(
            step, tuple(one for one in told.done if one.kind == step.key),
            tuple(step_reasons(told, step, None, None, next(iter(sorted(step.by))))),
        )
        for step in asked(told)
    ]  # fmt: skip


def worklist(by: Principal, *, flow: str = "", mine: bool = False) -> list[Line]:
    """Open referrals that this person keeps, what is due first: three queries. The look is logged.

    ``mine``: only those of which the next step is for the side of the reader.
    """
    rows = (
        policy.visible(Referral, to=by, act=acts.REFERRAL_MAKE)
        .filter(closed_on=None)
        .select_related("pupil")
        .prefetch_related(Prefetch("steps", Step.objects.order_by("on", "pk")))
    )
    if flow in FLOWS:
        rows = rows.filter(flow=flow)
    lines = sorted((line_of(one, by) for one in rows), key=lambda line: line.order)
    if mine:
        lines = [one for one in lines if one.next is not None and side_at(by, one.referral) in one.next.by]
    _look(by, lines)
    return lines


def of_pupil(by: Principal, pupil: Pupil) -> list[Line]:
    """The referrals of a pupil that the reader may see, open ones first: two queries. The look is logged."""
    rows = (
        policy.visible(Referral, to=by, act=acts.NOTE_VIEW)
        .filter(pupil=pupil)
        .prefetch_related("steps")
        .order_by("-begun_on", "pk")
    )
    lines = sorted((line_of(one, by) for one in rows), key=lambda line: line.referral.closed_on is not None)
    _look(by, lines)
    return lines


def offered(by: Principal, pupil: Pupil, running: Iterable[Line] = ()) -> list[Offered]:
    """Every flow, for who makes referrals of this pupil: whether it can be begun here, or why not."""
    if not by.can(acts.REFERRAL_MAKE):
        return []
    by_side = sides(by, places(by, pupil))
    open_ = {one.flow.key for one in running if one.referral.closed_on is None}
    if not by_side:
        return []
    return [
        Offered(flow, found, "" if found else str(flow.refused), flow.key in open_)
        for flow in FLOWS.values()
        if (found := homes(flow, by_side)) or flow.refused
    ]


def _look(by: Principal, lines: Sequence[Line]) -> None:
    if lines:
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=Referral._meta.label_lower,
            compartments={one.referral.compartment for one in lines},
            shown=[(one.referral.pupil_id, one.referral.organisation_id) for one in lines],
        )  # fmt: skip
