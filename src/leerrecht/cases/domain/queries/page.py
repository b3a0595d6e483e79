"""One case as a page: who is on it, what runs beside what, and what asks attention."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.cases import rules
from leerrecht.cases.domain.queries.silence import rises_for_lead, still_for
from leerrecht.cases.kinds import AWAY_FROM_SCHOOL, Party
from leerrecht.cases.models import (
    Case,
    CaseTask,
    Mediation,
    Part,
    Participant,
    Release,
    RoundTable,
    Summary,
    Track,
    View,
)
from leerrecht.cases.panels import Panel, panels
from leerrecht.guidance.domain.queries.timeline import log_look
from leerrecht.law.dates import add_years
from leerrecht.organisations.models import Membership

WIDTH = 1000
OfCase = TypeVar("OfCase", CaseTask, Part, Track)


@dataclass(frozen=True, slots=True)
class Bar:
    """A track on the axis, in thousandths: waiting from ``asked`` to ``since``, running from there to ``until``."""

    asked: int
    since: int
    until: int
    open_end: bool

    @property
    def waited(self) -> int:
        return max(0, self.since - self.asked)

    @property
    def ran(self) -> int:
        return max(4, self.until - self.since) if self.until > self.since else 0


@dataclass(frozen=True, slots=True)
class ShownTrack:
    track: Track
    who: str
    bar: Bar
    days: int
    bridged: bool
    alarms: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chair:
    """Somebody at the case, or a chair that nobody took up for ``days``."""

    who: Participant
    days: int

    @property
    def empty(self) -> bool:
        return self.who.took_up_on is None


@dataclass(frozen=True, slots=True)
class CasePage:
    case: Case
    tracks: Sequence[ShownTrack]
    first: dt.date
    last: dt.date
    now: int
    chairs: Sequence[Chair]
    tasks: Sequence[CaseTask]
    tables: Sequence[RoundTable]
    summary: Summary | None
    parts: Sequence[Part]
    releases: Sequence[Release]
    mediations: Sequence[Mediation]
    panels: "Sequence[tuple[str, Panel]]"
    still: int
    may_keep: bool
    is_centre: bool
    led: bool
    stuck: bool
    houses: "dict[int, str]" = field(default_factory=dict)

    @property
    def silent(self) -> bool:
        return rises_for_lead(self.still)

    @property
    def nobody(self) -> int:
        """How many chairs and questions nobody took up."""
        return sum(chair.empty for chair in self.chairs) + sum(one.track.unanswered for one in self.tracks)


def find_case(by: Principal, pk: UUID, act: str) -> Case:
    """The case, with the pupil and the house that leads it. Raises ``Http404``."""
    found = policy.visible(Case, to=by, act=act).select_related("pupil", "lead_house").filter(pk=pk).first()
    if found is None:
        raise policy.missing(Case)
    return found


@transaction.atomic(savepoint=False)
def case_page(by: Principal, case: Case) -> CasePage:
    """Everything of a case from :func:`find_case`; the look is logged. A fixed number of queries."""
    rows = list(_of(Track, by, case).select_related("house"))
    bridged = {track.bridges_id for track in rows if track.until is None}
    # What lies where the case lies, is read by whoever reads the case: no rule needs asking again for each of them.
    chairs = list(case.participants.filter(until=None).select_related("house"))
    tables = list(case.tables.prefetch_related("invitations__positions").annotate(proposals=Count("decisions")))
    mediations = list(case.mediations.all())
    keeps, led = _kept_and_led(by, case)
    may_keep = keeps and case.closed_on is None
    centre = case.counterpart_id or case.organisation_id
    is_centre = may_keep and centre in by.organisations(acts.GUIDANCE_KEEP)
    parts = _parts(by, case) if by.system or centre in by.organisations(acts.NOTE_VIEW) else []
    first, last = _axis(case, rows, by.on)
    page = CasePage(
        case=case,
        tracks=[_shown(track, first, last, by.on, bridged=track.pk in bridged) for track in rows],
        first=first, last=last, now=_x(by.on, first, last),
        chairs=[Chair(chair, (by.on - chair.asked_on).days) for chair in chairs],
        tasks=list(_of(CaseTask, by, case).select_related("house").order_by("done_on", "due_on")),
        tables=tables,
        summary=case.summaries.select_related("note").prefetch_related("confirmations").first(),
        parts=parts,
        releases=list(case.releases.select_related("house", "note")),
        mediations=mediations,
        panels=panels(case, to=by),
        still=still_for(by, [case])[case.pk],
        may_keep=may_keep, is_centre=is_centre,
        led=led,
        stuck=not mediations and any(_stuck(table) for table in tables),
        houses=_houses(case, rows, parts, chairs),
    )  # fmt: skip
    shown = [(case.organisation_id, case.compartment), *((row.organisation_id, row.compartment) for row in rows)]
    log_look(by, case.pupil, [*shown, *((part.organisation_id, part.compartment) for part in parts)])
    return page


def _of(model: type[OfCase], by: Principal, case: Case) -> "QuerySet[OfCase]":
    return policy.visible(model, to=by, act=acts.NOTE_VIEW).filter(case=case)


def _parts(by: Principal, case: Case) -> list[Part]:
    """What partners do, for the CLB alone, with how much of it the school did not get yet."""
    fresh = Count("reports", filter=Q(reports__released_on=None))
    return list(_of(Part, by, case).select_related("house").annotate(fresh=fresh))


def _kept_and_led(by: Principal, case: Case) -> tuple[bool, bool]:
    """Whether the reader keeps it, and whether somebody who works there today leads it: one query."""
    keeps = policy.visible(Case, to=by, act=acts.GUIDANCE_KEEP).filter(pk=OuterRef("pk"))
    works = Membership.objects.filter(
        user_id=case.lead_id or 0, organisation_id=case.lead_house_id, period__contains=by.on
    )  # fmt: skip
    found: tuple[bool, bool] = Case.objects.filter(pk=case.pk).values_list(Exists(keeps), Exists(works)).get()
    return found


def _stuck(table: RoundTable) -> bool:
    """Pupil or parents did not come, or do not agree."""
    for asked in table.invitations.all():
        if asked.party not in (Party.PUPIL, Party.PARENTS):
            continue
        if asked.came is False or asked.answer == "niet":
            return True
        if any(position.view == View.DISAGREES for position in asked.positions.all()):
            return True
    return False


def _houses(
    case: Case, tracks: Sequence[Track], parts: Sequence[Part], chairs: Sequence[Participant]
) -> dict[int, str]:
    """Who can be given a task: the houses that are on the case, by name."""
    named = [*(one.house for one in tracks), *(one.house for one in parts), *(one.house for one in chairs)]
    return {house.pk: house.name for house in (case.lead_house, *named) if house is not None}


def _axis(case: Case, tracks: Sequence[Track], today: dt.date) -> tuple[dt.date, dt.date]:
    """From the first question until a while ahead, or until the last day where the case is closed."""
    days = [track.asked_on for track in tracks]
    ends = [day for track in tracks for day in (track.until, track.since) if day is not None]
    first = min([case.opened_on, *days])
    last = max([case.closed_on or today + rules.AHEAD, *ends])
    return first, max(last, first + rules.AHEAD)


def _x(day: dt.date, first: dt.date, last: dt.date) -> int:
    return max(0, min(WIDTH, round(WIDTH * (day - first).days / (last - first).days)))


def _shown(track: Track, first: dt.date, last: dt.date, today: dt.date, *, bridged: bool) -> ShownTrack:
    end = track.until or max(today, track.since or today)
    bar = Bar(
        asked=_x(track.asked_on, first, last), since=_x(track.since or end, first, last), until=_x(end, first, last),
        open_end=track.until is None and track.since is not None,
    )  # fmt: skip
    return ShownTrack(
        track=track, who=track.body or str(track.house), bar=bar, days=(today - track.asked_on).days, bridged=bridged,
        alarms=() if track.ended else tuple(alarms(track, today, bridged=bridged)),
    )  # fmt: skip


def alarms(track: Track, today: dt.date, *, bridged: bool) -> list[str]:
    """What asks attention in an open track: keys, of which the templates hold the words."""
    found = []
    if track.unanswered:
        found.append("niemand")
    if track.waiting and not bridged:
        found.append("wacht")
    if track.review_on is not None and track.review_on < today:
        found.append("bekijken")
    if track.kind in AWAY_FROM_SCHOOL and not track.goal:
        found.append("doel")
    if track.kind in AWAY_FROM_SCHOOL and track.since is not None and add_years(track.since, 1) <= today:
        found.append("jaar")
    if track.discharge_on is not None and not track.next_place:
        found.append("ontslag")
    return found
