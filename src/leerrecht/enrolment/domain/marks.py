"""How many marks stand in the way of a change; the room above that keeps them registers the count."""

from datetime import date
from typing import Protocol


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


_counters: list[MarkCounter] = []


def register_counter(counter: MarkCounter) -> None:
    _counters.append(counter)


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
