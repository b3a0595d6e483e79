"""Who has no school: open searches, longest without school first, and pupils for whom nobody searches yet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.duties.domain.offers import Offer
from leerrecht.duties.models import Outcome
from leerrecht.enrolment.domain.queries.calendar import FreeSet, free_days_of
from leerrecht.law import REGELS
from leerrecht.law.calendar import school_days
from leerrecht.people.models import Pupil
from leerrecht.placement.domain.terms import NO_FREE, days_without, remind_on, risen, silent_on
from leerrecht.placement.models import Answer, Approach, LopAgreement, SchoolSearch
from leerrecht.placement.rules import STILL_AFTER

PAGE_SIZE = 25
# What says that a pupil has no school (any more), to school and CLB alike.
ASKS = ("du.zoeken", "du.thuis", "verzuim.absoluut")


@dataclass(frozen=True, slots=True)
class Line:
    """An open search: how long, what came of it, and what is to be done first."""

    search: SchoolSearch
    days: int
    asked: int
    waiting: int
    refused: int
    places: int
    still: int
    remind: int
    answer_days: int | None = None

    @property
    def risen(self) -> bool:
        return risen(self.days)

    @property
    def lies_still(self) -> bool:
        return self.still >= STILL_AFTER

    @property
    def rank(self) -> tuple[object, ...]:
        return not self.risen, -self.days, self.search.pupil.sort_key


@dataclass(frozen=True, slots=True)
class Unsought:
    """A pupil of whom the law says that there is no school, and for whom this reader sees no search."""

    pupil: Pupil
    reasons: tuple[str, ...]
    since: date


def line_of(search: SchoolSearch, on: date, free: Mapping[int, FreeSet], answer_days: int | None = None) -> Line:
    """``approaches`` should be prefetched, ``free`` holds the free days of its school."""
    asked = list(search.approaches.all())
    own = free.get(search.school_id or 0, NO_FREE)
    still = max(0, school_days(search.last_act_on, on, own.days, own.parts) - 1)
    return Line(
        search=search,
        days=days_without(search, on, own),
        asked=len(asked),
        waiting=sum(one.answer in (Answer.WAITING, Answer.TALK) for one in asked),
        refused=sum(one.refused for one in asked),
        places=sum(one.answer == Answer.PLACE for one in asked),
        still=still,
        remind=sum(_late(one, on, answer_days) for one in asked),
        answer_days=answer_days,
    )


def _late(approach: Approach, on: date, days: int | None) -> bool:
    due = remind_on(approach, days) or silent_on(approach, days)
    return due is not None and due < on


def lines_of(searches: Iterable[SchoolSearch], on: date) -> list[Line]:
    """With the free days of their schools and what LOPs agreed: two queries for all of them."""
    rows = list(searches)
    free = free_days_of({one.school_id for one in rows if one.school_id})
    agreed = _answer_days({one.region_id for one in rows if one.region_id}, on)
    return [line_of(one, on, free, agreed.get(one.region_id or 0)) for one in rows]


def _answer_days(regions: Collection[int], on: date) -> dict[int, int]:
    """School days to answer, by region, where its LOP agreed any."""
    if not regions:
        return {}
    found = LopAgreement.objects.filter(
        Q(until=None) | Q(until__gte=on), since__lte=on, lop__regions__in=regions, answer_days__isnull=False
    ).order_by("since", "pk")
    return {region: days for region, days in found.values_list("lop__regions", "answer_days") if days}


def open_searches(by: Principal) -> list[Line]:
    """All that this reader works at, in the order in which it presses: four queries."""
    rows = (
        policy.visible(SchoolSearch, to=by, act=acts.PLACEMENT_KEEP)
        .filter(ended_on=None)
        .select_related("pupil", "school", "region")
        .prefetch_related("approaches")
    )
    return sorted(lines_of(rows, by.on), key=lambda line: line.rank)


def worklist(
    by: Principal, *, risen_only: bool = False, number: int | str = 1
) -> tuple[Page[Line], list[Unsought], int]:
    """One page of searches, pupils for whom nobody searches, and how many rose. The look is logged."""
    lines = open_searches(by)
    unsought = _unsought(by, {line.search.pupil_id for line in lines})
    high = sum(line.risen for line in lines)
    page = Paginator([one for one in lines if one.risen or not risen_only], PAGE_SIZE).get_page(number)
    shown = [(one.search.pupil_id, one.search.organisation_id) for one in page]
    if shown:
        log.record_list(
            by=by, act="placement.list", kind=SchoolSearch._meta.label_lower, shown=shown,
            compartments={one.search.compartment for one in page},
        )  # fmt: skip
    if unsought:
        log.record_list(
            by=by, act="placement.list", kind=Outcome._meta.label_lower, compartments=(),
            shown=[(one.pupil.pk, None) for one in unsought],
        )  # fmt: skip
    return page, unsought, high


def _unsought(by: Principal, sought: Collection[int]) -> list[Unsought]:
    """By what the law says to this side; of several reasons the first day counts: two queries."""
    rows = (
        policy.visible(Outcome, to=by, act=acts.DUTY_VIEW)
        .filter(regel__in=ASKS, status__in=("open", "geldt"))
        .exclude(pupil__in=list(sought))
        .select_related("pupil")
        .order_by("sinds", "pk")
    )
    found: dict[int, Unsought] = {}
    for outcome in rows:
        title = REGELS[outcome.regel].titel
        one = found.get(outcome.pupil_id)
        if one is None:
            found[outcome.pupil_id] = Unsought(outcome.pupil, (title,), outcome.sinds)
        elif title not in one.reasons:
            found[outcome.pupil_id] = replace(one, reasons=(*one.reasons, title))
    return list(found.values())


def offers(by: Principal, outcomes: Sequence[Outcome]) -> Mapping[int, Sequence[Offer]]:
    """On the worklist of duties: to the search of the pupil. No query."""
    if not by.can(acts.PLACEMENT_KEEP):
        return {}
    return {
        outcome.pk: [
            Offer("zoektocht", _("Zoeken naar een school"), reverse("pupil-placement", args=[outcome.pupil_id]))
        ]
        for outcome in outcomes
        if outcome.regel in ASKS
    }


def last_acts(pupil_ids: Iterable[int], *, to: Principal) -> "QuerySet[SchoolSearch, tuple[int, date]]":
    """The day of the last step by pupil."""
    found = policy.visible(SchoolSearch, to=to, act=acts.NOTE_VIEW).filter(pupil__in=list(pupil_ids))
    return found.order_by().values_list("pupil_id").annotate(last=Max("last_act_on"))
