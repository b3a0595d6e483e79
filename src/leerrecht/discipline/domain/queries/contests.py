"""Contested C attests: those of a pupil, those of a school, one of them, and what is due."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.discipline import rules
from leerrecht.discipline.domain.contests import due_on, elsewhere_since, late_appeal, next_turn
from leerrecht.discipline.models import Contest, Turn, TurnDone
from leerrecht.guidance.domain.queries.today import Item
from leerrecht.guidance.rules import SOON
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Stands:
    """A contest as it stands: its turns, what comes next, and by when."""

    contest: Contest
    turns: Sequence[TurnDone]
    next: Turn | None
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class ContestPage:
    """``goes_on``: the pupil may go on in this school for the time being; ``moved``: since when it is lost."""

    stands: Stands
    goes_on: bool
    moved: dt.date | None
    late: bool
    leads: bool


def contests_of(by: Principal, pupil: Pupil) -> "QuerySet[Contest]":
    """Those of one pupil that the reader sees."""
    return policy.visible(Contest, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil)


def contest_list(by: Principal, number: int | str = 1) -> "tuple[list[Stands], Page[Contest]]":
    """Those that run, the first due first; and a page of those that ended. The look is logged."""
    mine = policy.visible(Contest, to=by, act=acts.ATTEST_CONTEST).select_related("pupil")
    running = _stands(mine.filter(closed_on=None))
    page = Paginator(mine.exclude(closed_on=None).order_by("-closed_on", "pk"), rules.PAGE_SIZE).get_page(number)
    shown = [(one.pupil_id, one.organisation_id) for one in (*(row.contest for row in running), *page)]
    if shown:
        log.record_list(
            by=by, act="contest.list", kind=Contest._meta.label_lower, compartments={Gedeeld.key}, shown=shown
        )
    return sorted(running, key=lambda row: (row.due or dt.date.max, row.contest.pupil.sort_key)), page


def contest_page(by: Principal, contest: Contest) -> ContestPage:
    """One of them; the look is logged."""
    (found,) = _stands(policy.visible(Contest, to=by, act=acts.NOTE_VIEW).filter(pk=contest.pk))
    one = found.contest
    log_look(by, one)
    moved = elsewhere_since(one, by.on)
    return ContestPage(
        found, one.closed_on is None and moved is None, moved, late_appeal(found.turns),
        policy.may(by, acts.ATTEST_CONTEST, one).allowed,
    )  # fmt: skip


def log_look(by: Principal, contest: Contest) -> None:
    """That somebody looked at one."""
    log.record(
        by=by, act="contest.view", on=contest, pupil_id=contest.pupil_id, organisation_id=contest.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, contest), detail={"compartment": contest.compartment},
    )  # fmt: skip


def due_today(by: Principal, on: dt.date) -> list[Item]:
    """What is due within a week, for who leads it; the look is logged."""
    if not by.can(acts.ATTEST_CONTEST):
        return []
    rows = _stands(policy.visible(Contest, to=by, act=acts.ATTEST_CONTEST).filter(closed_on=None))
    due = [row for row in rows if row.next is not None and (row.due is None or row.due <= on + SOON)]
    if due:
        log.record_list(
            by=by, act="contest.list", kind=Contest._meta.label_lower, compartments={Gedeeld.key},
            shown=[(row.contest.pupil_id, row.contest.organisation_id) for row in due],
        )  # fmt: skip
    return [_item(row, on) for row in sorted(due, key=lambda row: row.due or row.contest.contested_on)]


def _item(row: Stands, on: dt.date) -> Item:
    day = row.due or row.contest.contested_on
    what = row.next.label if row.next else ""
    if row.due is None:
        why = _("C-attest betwist op %(day)s") % {"day": date_format(day, "j F Y")}
    else:
        why = _("C-attest, tegen %(day)s") % {"day": date_format(day, "j F Y")}
    late = row.due is not None and row.due < on
    return Item(
        row.contest.pupil, str(what), why, reverse("contest", args=[row.contest.pk]), _("Naar de stap"), late=late
    )


def _stands(found: "QuerySet[Contest]") -> list[Stands]:
    rows = found.select_related("pupil", "why").prefetch_related(
        Prefetch("turns", TurnDone.objects.select_related("note"))
    )
    shown = []
    for one in rows:
        turns = list(one.turns.all())
        shown.append(Stands(one, turns, next_turn(one, turns), due_on(turns)))
    return shown
