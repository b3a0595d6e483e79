"""Reads for "Wie heeft ons nodig": pupils with something open, most urgent first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.access.sql import among
from leerrecht.duties.domain.acts_of_rules import BY_RECORD, IN_THE_FILE, acts_for, side_of
from leerrecht.duties.domain.queries.urgency import Place, in_order
from leerrecht.duties.models import Outcome, Seen, Side
from leerrecht.enrolment.models import Placement
from leerrecht.law import REGELS, Regel
from leerrecht.people.domain.queries.pupils import search

PAGE_SIZE = 25
# A right asks nothing of the school by itself: the duty that comes with it does.
ASKS_SOMETHING = ("plicht", "signaal", "fout", "verbod")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    school_id: int | None = None
    class_id: int | None = None
    regel: str = ""
    aard: str = ""
    search: str = ""


@dataclass(slots=True)
class Line:
    """One outcome on the list: what is asked and why, and what may be done with it here."""

    outcome: Outcome
    rule: Regel
    acts: tuple[str, ...]
    may_close: bool
    seen_before: Seen | None = None
    may_note: bool = False

    @property
    def step(self) -> tuple[str, int] | None:
        """Name and key of the page on which what was done goes to the file; None where it does not belong there."""
        if not (self.may_close and self.may_note):
            return None
        if self.outcome.regel in BY_RECORD:
            return BY_RECORD[self.outcome.regel], self.outcome.pupil_id
        return ("outcome-done", self.outcome.pk) if IN_THE_FILE.intersection(self.acts) else None


@dataclass(slots=True)
class Row:
    """One pupil: reasons of urgency in words, and the lines."""

    pupil: Any
    school: Any
    class_name: str
    reasons: Sequence[str]
    lines: list[Line]


def needing(*, to: Principal, on: date, act: str = acts.DUTY_VIEW, filters: Filters | None = None) -> QuerySet[Outcome]:
    """Outcomes that ask something and that nobody of this side acted on or dismissed."""
    return _narrow(_open(to, act), filters or Filters(), to, on).exclude(_settled_by_side(to, act))


def settled(*, to: Principal, on: date, filters: Filters | None = None) -> QuerySet[Outcome]:
    """Outcomes that are fulfilled, or that this side answered or dismissed; newest first."""
    own = visible(Outcome, to=to, act=acts.DUTY_VIEW).filter(aard__in=ASKS_SOMETHING)
    found = _narrow(own, filters or Filters(), to, on).filter(
        Q(status="vervuld") | _settled_by_side(to, acts.DUTY_VIEW)
    )
    return found.select_related("pupil", "school").order_by("-sinds", "-id")


def settled_lines(outcomes: Sequence[Outcome], *, to: Principal) -> list[Line]:
    """The outcomes as lines, each with what this side said of it: one query."""
    seen = _seen_before([outcome.pupil_id for outcome in outcomes], to)
    return [line_of(outcome, to, seen) for outcome in outcomes]


def count_needing(*, to: Principal, on: date) -> int:
    """How many pupils need somebody, for the start page: one query."""
    return needing(to=to, on=on).values("pupil_id").distinct().count()


def worklist(
    *, to: Principal, on: date, filters: Filters | None = None, page: int | str = 1
) -> tuple[Page[Any], list[Row]]:
    """One page of pupils with their lines, most urgent first, in a fixed number of queries.

    Urgency is that of the law core (criteria of 001:2265-2285); pupils that are equally urgent stand by name.
    """
    found = needing(to=to, on=on, filters=filters)
    shown = Paginator(in_order(found, to=to, on=on), PAGE_SIZE).get_page(page)
    return shown, _rows(found, list(shown), to, on)


def first_rows(
    *, to: Principal, on: date, first: Collection[int] = (), without: Collection[int] = (), most: int = PAGE_SIZE
) -> list[Row]:
    """The first of the list: the pupils ``first`` before all others, and none of the pupils ``without``."""
    found = needing(to=to, on=on)
    if without:
        found = found.exclude(pupil_id__in=among(without))
    places = sorted(in_order(found, to=to, on=on), key=lambda place: place.pupil_id not in first)[:most]
    return _rows(found, places, to, on)


def all_rows(*, to: Principal, on: date, filters: Filters | None = None) -> list[Row]:
    """The whole list for an export: what may be seen and may be taken out, in the same order."""
    found = needing(to=to, on=on, filters=filters) & needing(to=to, on=on, filters=filters, act=acts.EXPORT_RUN)
    return _rows(found, in_order(found, to=to, on=on), to, on)


def row_of(pupil_id: int, *, to: Principal, on: date) -> Row | None:
    """The row of one pupil as it stands now; None where nothing is open any more."""
    found = needing(to=to, on=on).filter(pupil_id=pupil_id)
    rows = _rows(found, in_order(found, to=to, on=on), to, on)
    return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class OfPupil:
    """What the law says of one pupil: what asks for something, rights, and what was dealt with this year."""

    open: Sequence[Line]
    rights: Sequence[Line]
    done: Sequence[Line]


def of_pupil(pupil_id: int, *, to: Principal) -> OfPupil:
    """The same as on the lists, for the page of one pupil: two queries."""
    settled_ = ExpressionWrapper(_settled_by_side(to, acts.DUTY_VIEW), output_field=BooleanField())
    found = list(
        visible(Outcome, to=to, act=acts.DUTY_VIEW)
        .filter(pupil_id=pupil_id)
        .annotate(settled=settled_)
        .select_related("pupil", "school")
        .order_by("sinds", "pk")
    )
    seen = _seen_before([pupil_id], to) if found else {}
    asking = [(outcome, bool(outcome.settled)) for outcome in found if outcome.aard in ASKS_SOMETHING]
    open_ = [line_of(one, to, seen) for one, done in asking if one.status in ("open", "geldt") and not done]
    return OfPupil(
        open=sorted(open_, key=_weight),
        rights=[line_of(one, to) for one in found if one.aard == "recht"],
        done=[line_of(one, to, seen) for one, done in reversed(asking) if one.status == "vervuld" or done],
    )


def line_of(outcome: Outcome, to: Principal, seen: Mapping[Any, Seen] | None = None) -> Line:
    """The outcome with its rule, and with what this side may do about it."""
    side = side_of(to, acts.DUTY_CLOSE, outcome.school_id)
    may_close = side is not None and (to.system or side in outcome.voor) and outcome.status != "vervuld"
    kinds = acts_for(outcome, side) if side is not None and may_close else ()
    earlier = (seen or {}).get(_place(outcome))
    return Line(outcome, REGELS[outcome.regel], kinds, may_close, earlier, side == Side.SCHOOL)


def _rows(found: QuerySet[Outcome], places: Sequence[Place], to: Principal, on: date) -> list[Row]:
    pupil_ids = [place.pupil_id for place in places]
    classes = classes_of(pupil_ids, to=to, on=on)
    seen = _seen_before(pupil_ids, to)
    lines: dict[int, list[Line]] = {}
    for outcome in found.filter(pupil_id__in=pupil_ids).select_related("pupil", "school"):
        lines.setdefault(outcome.pupil_id, []).append(line_of(outcome, to, seen))
    rows = []
    for place in places:
        own = sorted(lines[place.pupil_id], key=_weight)
        first = own[0].outcome
        class_name = classes.get((place.pupil_id, first.school_id), "")
        rows.append(Row(first.pupil, first.school, class_name, place.reasons, own))
    return rows


def classes_of(pupil_ids: Sequence[int], *, to: Principal, on: date) -> dict[tuple[int, int | None], str]:
    """Name of the class today by (pupil, school): one query."""
    placements = visible(Placement, to=to, act=acts.DUTY_VIEW).filter(
        enrolment__pupil_id__in=pupil_ids, period__contains=on
    )
    return {
        (pupil_id, school_id): name
        for pupil_id, school_id, name in placements.values_list(
            "enrolment__pupil_id", "class_group__school_id", "class_group__name"
        )
    }


def _seen_before(pupil_ids: Sequence[int], to: Principal) -> dict[Any, Seen]:
    found = visible(Seen, to=to, act=acts.DUTY_VIEW).filter(pupil_id__in=pupil_ids)
    return {_place(seen): seen for seen in found}


def _place(item: Outcome | Seen) -> tuple[int, str, int, str]:
    return item.pupil_id, item.regel, item.school_year, item.voorwerp


def _open(to: Principal, act: str) -> QuerySet[Outcome]:
    return visible(Outcome, to=to, act=act).filter(status__in=("open", "geldt"), aard__in=ASKS_SOMETHING)


def _settled_by_side(to: Principal, act: str) -> Q:
    """What this side answered or dismissed on or after the day on which it arose."""

    def seen(side: Side) -> Exists:
        return Exists(
            Seen.objects.filter(
                pupil_id=OuterRef("pupil_id"),
                regel=OuterRef("regel"),
                school_year=OuterRef("school_year"),
                voorwerp=OuterRef("voorwerp"),
                side=side,
                on__gte=OuterRef("sinds"),
            )
        )

    own = to.places(act, Reach.SCHOOL)
    served = to.places(act, Reach.SERVED) - own
    # Most people work on one side: without the school in the condition the database can join instead of probe.
    if to.system or not served:
        return Q(seen(Side.SCHOOL))
    if not own:
        return Q(seen(Side.CLB))
    return Q(school_id__in=own) & Q(seen(Side.SCHOOL)) | Q(school_id__in=served) & Q(seen(Side.CLB))


def _narrow(found: QuerySet[Outcome], filters: Filters, to: Principal, on: date) -> QuerySet[Outcome]:
    if filters.school_id is not None:
        found = found.filter(school_id=filters.school_id)
    if filters.regel:
        found = found.filter(regel=filters.regel)
    if filters.aard:
        found = found.filter(aard=filters.aard)
    if filters.search.strip():
        found = found.filter(pupil_id__in=search(to, filters.search, act=acts.DUTY_VIEW))
    if filters.class_id is not None:
        found = found.filter(
            Exists(
                visible(Placement, to=to, act=acts.DUTY_VIEW).filter(
                    class_group_id=filters.class_id, enrolment__pupil_id=OuterRef("pupil_id"), period__contains=on
                )
            )
        )
    return found


def _weight(line: Line) -> tuple[int, date, date, str]:
    outcome = line.outcome
    return ASKS_SOMETHING.index(outcome.aard), outcome.uiterlijk or date.max, outcome.sinds, outcome.regel
