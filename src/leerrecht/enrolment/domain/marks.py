"""How many marks stand in the way of a change; the room above that keeps them registers the count."""

from datetime import date
from typing import Protocol

from leerrecht.access.principal import Principal


class MarkCounter(Protocol):
    """Counts half-days marked from ``first`` to ``last`` (None: no bound), of a school or an enrolment."""

    def __call__(
        self,
        *,
        school_id: int | None = None,
        enrolment_id: int | None = None,
        first: date | None = None,
        last: date | None = None,
        part: str = "",
    ) -> int: ...


class MarkMover(Protocol):
    """Hangs what was marked on one enrolment on another, of the same pupil or of the same child's other record."""

    def __call__(self, *, by: Principal, old: int, new: int) -> None: ...


_counters: list[MarkCounter] = []
_movers: list[MarkMover] = []


def register_counter(counter: MarkCounter) -> None:
    _counters.append(counter)


def register_mover(mover: MarkMover) -> None:
    _movers.append(mover)


def move(*, by: Principal, old: int, new: int) -> None:
    """Hang all marks of the enrolment ``old`` on ``new``."""
    for mover in _movers:
        mover(by=by, old=old, new=new)


def count(
    *,
    school_id: int | None = None,
    enrolment_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
    part: str = "",
) -> int:
    """Marks from ``first`` to ``last``, both included, summed over the rooms that keep marks."""
    return sum(
        counter(school_id=school_id, enrolment_id=enrolment_id, first=first, last=last, part=part)
        for counter in _counters
    )
