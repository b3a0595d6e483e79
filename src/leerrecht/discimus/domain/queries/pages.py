"""What the pages about Discimus show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.discimus import rules
from leerrecht.discimus.domain.queries import comparing
from leerrecht.discimus.domain.queries.comparing import Difference
from leerrecht.discimus.models import STANDING, Connection, Message, State
from leerrecht.law import calendar
from leerrecht.law.dates import ONE_DAY
from leerrecht.organisations.models import School


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school in the list: since when it is told from here, and messages that wait or were refused."""

    school: School
    connection: Connection | None
    waiting: int
    refused: int


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month with, for each code, how many we know and AGODI knows."""

    month: date
    cells: list[tuple[int, int]]


class _Lines(Sequence[Difference]):
    """Lines of which a page asks only its own."""

    def __init__(self, number: int, fetch: Callable[[int, int], list[Difference]]) -> None:
        self.number, self.fetch = number, fetch

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, wanted: Any) -> Any:
        return self.fetch(wanted.start, wanted.stop - wanted.start)


def schools_of(by: Principal) -> list[SchoolLine]:
    """The schools of which somebody follows this up: three queries."""
    schools = list(policy.visible(School, to=by, act=acts.DISCIMUS_KEEP).order_by("name", "pk"))
    connections = policy.visible(Connection, to=by, act=acts.DISCIMUS_KEEP).in_bulk()
    standing = policy.visible(Message, to=by, act=acts.DISCIMUS_KEEP).filter(state__in=STANDING)
    refused = Count("pk", filter=Q(state=State.REFUSED))
    rows = standing.order_by().values("school_id").annotate(all=Count("pk"), refused=refused)
    counts = {row["school_id"]: (row["all"] - row["refused"], row["refused"]) for row in rows}
    return [SchoolLine(one, connections.get(one.pk), *counts.get(one.pk, (0, 0))) for one in schools]


def tried_only(by: Principal, school_id: int | None = None) -> bool:
    """Whether something was answered by a test double, so that what AGODI seems to know is a trial. One query."""
    found = policy.visible(Message, to=by, act=acts.DISCIMUS_KEEP).filter(trial=True).exclude(state=State.LAPSED)
    return (found if school_id is None else found.filter(school=school_id)).exists()


def refused_number(by: Principal) -> int:
    """How many messages AGODI refused, and nobody put right. One query."""
    found = policy.visible(Message, to=by, act=acts.DISCIMUS_KEEP)
    return found.filter(state=State.REFUSED, school__discimus__ended_on=None).count()


def connection_of(by: Principal, school: School) -> Connection | None:
    return policy.visible(Connection, to=by, act=acts.DISCIMUS_KEEP).filter(pk=school.pk).first()


def months_of(connection: Connection, on: date) -> list[date]:
    """The first days of the months that are compared, the latest first."""
    first = max(connection.since, calendar.first_day(min(rules.years(on)))).replace(day=1)
    found = [on.replace(day=1)]
    while found[-1] > first:
        found.append((found[-1] - ONE_DAY).replace(day=1))
    return found


def month_table(by: Principal, connection: Connection, on: date) -> tuple[list[str], list[MonthLine]]:
    """The codes that occur, and a line for each month in which one does. One query."""
    found = comparing.by_month(by, connection, on)
    order = (*rules.SENT, rules.WAITS_FOR_A_REASON)
    codes = sorted({one.code for one in found}, key=order.index)
    lines: dict[str, dict[str, tuple[int, int]]] = {}
    for one in found:
        lines.setdefault(one.month, {})[one.code] = (one.ours, one.theirs)
    return codes, [
        MonthLine(date.fromisoformat(f"{month}-01"), [cells.get(code, (0, 0)) for code in codes])
        for month, cells in lines.items()
    ]


def page_of(by: Principal, connection: Connection, on: date, *, why: str, month: str, number: str) -> Page[Difference]:
    """One page of lines. Two queries."""
    counts = comparing.reasons(by, connection, on, month=month)
    total = sum(lines for key, (lines, _pupils) in counts.items() if why in ("", key))
    lines = _Lines(
        total,
        lambda first, limit: comparing.differences(
            by, connection, on, why=why, month=month, first=first, limit=limit
        ),
    )  # fmt: skip
    return Paginator(lines, rules.PAGE_SIZE).get_page(number)
