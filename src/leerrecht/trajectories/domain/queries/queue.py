"""The front door of a CLB: what waits for an answer, of all schools together, most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.compartments import Clb
from leerrecht.access.domain import log
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.access.sql import among
from leerrecht.attendance.models import HalfDay
from leerrecht.duties.domain.queries.urgency import SPEED_CODES
from leerrecht.duties.domain.queries.worklist import classes_of
from leerrecht.duties.models import Outcome, Side
from leerrecht.law import REGELS, school_year
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.tables import waarde
from leerrecht.law.urgency import Feiten, Urgentie, urgentie
from leerrecht.people.domain.queries.pupils import search
from leerrecht.people.models import Pupil
from leerrecht.trajectories.models import OPEN, About, Signal, State

PAGE_SIZE = 25
UNRANKED = 1000


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue is narrowed to; empty values narrow nothing."""

    school_id: int | None = None
    state: str = ""
    about: str = ""
    reported: bool = False
    search: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One signal: why it stands where it stands, in words, and what brought it."""

    signal: Signal
    class_name: str
    reasons: tuple[str, ...]
    brought: tuple[str, ...]


def waiting(*, to: Principal) -> QuerySet[Signal]:
    return visible(Signal, to=to, act=acts.CLB_DOOR).filter(state__in=OPEN)


def queue(*, to: Principal, on: date, filters: Filters, page: int | str = 1) -> tuple[Page[Any], list[Line]]:
    """One page of the queue in a fixed number of queries; the look at it is logged.

    The order is that of the law core (001:2265-2285): criteria with their reasons, never a score. What is equally
    urgent stands as the school asked, then by name.
    """
    found = _narrow(visible(Signal, to=to, act=acts.CLB_DOOR), filters, to)
    shown = Paginator(_in_order(found, to, on), PAGE_SIZE).get_page(page)
    reasons = {key: urgency.redenen for key, urgency in shown}
    signals = {one.pk: one for one in found.filter(pk__in=list(reasons)).select_related("pupil", "school")}
    lines_of = [signals[key] for key, _urgency in shown if key in signals]
    classes = classes_of([one.pupil_id for one in lines_of], to=to, on=on)
    _log_look(to, lines_of)
    told = without_school(lines_of, to=to)
    return shown, [
        Line(
            one, classes.get((one.pupil_id, one.school_id), ""), reasons[one.pk],
            (*told.get(one.pupil_id, ()), *brought_by(one)),
        )
        for one in lines_of
    ]  # fmt: skip


def without_school(signals: Sequence[Signal], *, to: Principal) -> dict[int, tuple[str, ...]]:
    """What the law says of children whom no school has, in words: one query, none where there is no such child.

    Their outcomes stand at no school, and so on no worklist: here they are seen.
    """
    alone = [one.pupil_id for one in signals if one.school_id is None]
    found: dict[int, tuple[str, ...]] = {}
    if alone:
        rows = visible(Outcome, to=to, act=acts.CLB_DOOR).filter(pupil_id__in=alone, status__in=("open", "geldt"))
        for pupil_id, regel in rows.order_by("sinds", "pk").values_list("pupil_id", "regel"):
            found[pupil_id] = (*found.get(pupil_id, ()), str(REGELS[regel].titel))
    return found


def _log_look(to: Principal, shown: Sequence[Signal]) -> None:
    """One entry for what the schools know, one that only the CLB reads for the rest."""
    for shared, vaults in ((True, ()), (False, (Clb.key,))):
        rows = [(one.pupil_id, one.centre_id) for one in shown if one.shared is shared]
        if rows:
            log.record_list(
                by=to, act="clb.list", kind=Signal._meta.label_lower, shown=rows, compartments=vaults,
                why=to.why(acts.CLB_DOOR),
            )  # fmt: skip


def reasons_of(signal: Signal, *, to: Principal, on: date) -> tuple[str, ...]:
    """Why one signal stands where it stands: three queries."""
    found = visible(Signal, to=to, act=acts.CLB_DOOR).filter(pk=signal.pk)
    return next((urgency.redenen for _key, urgency in _in_order(found, to, on)), ())


def brought_by(signal: Signal, side: Side = Side.CLB) -> tuple[str, ...]:
    """In words what brought it: the rules of the law that concern this side, else who came with it."""
    found = (REGELS[regel] for regel in signal.rules if regel in REGELS)
    rules = tuple(rule.titel for rule in found if side == Side.CLB or side in rule.voor)
    return rules or ((_("van %(who)s") % {"who": signal.get_source_display()},) if signal.source else ())


def _narrow(found: QuerySet[Signal], filters: Filters, to: Principal) -> QuerySet[Signal]:
    found = found.filter(state=filters.state) if filters.state in State.values else found.filter(state__in=OPEN)
    if filters.school_id is not None:
        found = found.filter(school_id=filters.school_id)
    if filters.about in About.values:
        found = found.filter(about=filters.about)
    if filters.reported:
        found = found.filter(reported_on__isnull=False)
    if filters.search.strip():
        pupils = Pupil.objects.filter(pk__in=found.order_by().values("pupil_id"))
        found = found.filter(pupil_id__in=search(to, filters.search, act=acts.DUTY_VIEW, pupils=pupils))
    return found


def _in_order(found: QuerySet[Signal], to: Principal, on: date) -> list[tuple[Any, Urgentie]]:
    # Whoever sees a signal of a pupil may know why the pupil stands where it stands.
    rows = list(
        found.order_by().values_list(
            "pk", "pupil_id", "arisen_on", "rank", "pupil__sort_key", "pupil__birth_date", "pupil__answer__urgency"
        )
    )
    speeds = _speeds([row[1] for row in rows], to, on)
    placed = []
    for key, pupil_id, since, rank, name, born, known in rows:
        facts = Feiten(
            leeftijd=on.year - born.year - ((on.month, on.day) < (born.month, born.day)),
            afwezig_6_weken=speeds.get(pupil_id, 0),
            dagen=max((on - since).days, 0),
            **(known or {}),
        )
        urgency = urgentie(facts)
        # How many criteria, then which: how long it lasts settles what the school left open.
        *criteria, length = urgency.key
        placed.append(((*criteria, rank or UNRANKED, length, name, str(key)), key, urgency))
    placed.sort(key=lambda item: item[0])
    return [(key, urgency) for _place, key, urgency in placed]


def _speeds(pupil_ids: Sequence[int], to: Principal, on: date) -> dict[int, int]:
    """Absent half-days of the last weeks by pupil: one statement, counted where the half-days are."""
    first = on - timedelta(days=waarde("tempo.dagen")) + ONE_DAY
    schools = to.places(acts.DUTY_VIEW)
    if not pupil_ids or not (schools or to.system):
        return {}
    marks = visible(HalfDay, to=to, act=acts.DUTY_VIEW).filter(
        school_year__in={school_year(first), school_year(on)}, pupil_id__in=among(pupil_ids), date__range=(first, on),
        mark__in=SPEED_CODES,
    )  # fmt: skip
    sql, parameters = marks.order_by().values("pupil_id", "date", "part").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pupil_id, count(*) FROM ({sql}) AS marks GROUP BY pupil_id", parameters)
        return dict(cursor.fetchall())


def by_state(*, to: Principal) -> dict[str, int]:
    """How many signals stand how: one query."""
    rows = visible(Signal, to=to, act=acts.CLB_DOOR).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)
