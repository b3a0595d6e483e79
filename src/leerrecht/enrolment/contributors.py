"""What this room adds to the casus of a pupil."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from leerrecht.enrolment.domain.queries.calendar import FreeSet, free_days_of
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.casus import Inschrijving
from leerrecht.organisations.domain.periods import DAY


@dataclass(frozen=True, slots=True)
class _Row:
    pupil: int
    school: int
    year: int
    first: date
    last: date
    share: str
    level: str
    kind: str
    track: str
    b_brought_along: int


def inschrijvingen(pupil_ids: Sequence[int], _on: date) -> dict[int, list[Any]]:
    """The enrolments of each pupil in the order of time, with the free days of the school: two queries.

    The school's label is its id. An enrolment that goes on at the same school in
    the next year is one for the law; of two part-time ones side by side the first leads.
    """
    rows = list(_rows(pupil_ids))
    free = free_days_of(row.school for row in rows)
    found: dict[int, list[Any]] = {pupil: [] for pupil in pupil_ids}
    by_pupil: dict[int, list[_Row]] = {}
    for row in rows:
        by_pupil.setdefault(row.pupil, []).append(row)
    for pupil, own in by_pupil.items():
        found[pupil] = _continued(_side_by_side(own), free)
    return found


def _rows(pupil_ids: Sequence[int]) -> Iterator[_Row]:
    enrolments = Enrolment.objects.filter(pupil__one_of=pupil_ids).order_by("pupil", "period", "share")
    rows: Iterable[tuple[Any, ...]] = enrolments.values_list(
        "pupil", "school", "school_year", "period", "share", "level", "kind", "track", "b_brought_along"
    )
    for pupil, school, year, period, *rest in rows:
        yield _Row(pupil, school, year, period.lower, period.upper - DAY, *rest)


def _side_by_side(rows: list[_Row]) -> list[_Row]:
    """The rows of one pupil without overlap: a second part-time enrolment fills only what the first leaves."""
    leading = [row for row in rows if row.share != "deel2"]
    for second in (row for row in rows if row.share == "deel2"):
        pieces = [second]
        for row in leading:
            pieces = [rest for piece in pieces for rest in _outside(piece, row)]
        leading = [*leading, *pieces]
    return sorted(leading, key=lambda row: row.first)


def _outside(row: _Row, other: _Row) -> list[_Row]:
    """What of ``row`` lies outside ``other``."""
    if row.last < other.first or row.first > other.last:
        return [row]
    before = [replace(row, last=other.first - DAY)] if row.first < other.first else []
    after = [replace(row, first=other.last + DAY)] if row.last > other.last else []
    return before + after


def _continued(rows: list[_Row], free: dict[int, FreeSet]) -> list[Any]:
    """Rows in the order of time as enrolments of the law; a row that goes on where the last ended is the same one."""
    made: list[Inschrijving] = []
    before: _Row | None = None
    for row in rows:
        if before is not None and _goes_on(before, row):
            made[-1] = replace(made[-1], tot=row.last)
        else:
            made.append(_inschrijving(row, free[row.school], first_of_year=before is None or before.year != row.year))
        before = row
    return list(made)


def _goes_on(before: _Row, row: _Row) -> bool:
    same = (before.school, before.level, before.kind, before.track) == (row.school, row.level, row.kind, row.track)
    return same and row.first == before.last + DAY and not row.b_brought_along


def _inschrijving(row: _Row, free: FreeSet, *, first_of_year: bool) -> Inschrijving:
    # Where an earlier enrolment of the year is known here, its half-days stand in the casus
    # themselves, and a total brought along would count them twice.
    brought = row.b_brought_along if first_of_year and row.b_brought_along else None
    return Inschrijving(
        van=row.first,
        tot=row.last,
        school=str(row.school),
        niveau=row.level,
        soort=row.kind,
        stelsel=row.track,
        b_vorige_school=brought,
        vrije_dagen=free.days,
        vrije_halve_dagen=free.parts,
    )
