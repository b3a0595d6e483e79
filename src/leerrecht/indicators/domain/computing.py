"""From a snapshot to figures of schools, boards, CLBs, regions and Flanders. Runs in a job: it needs the engine.

Every breakdown is asked once for all schools; what lies above a school is the sum of its schools.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from leerrecht.indicators.definition import REGISTRY, Attribution, Indicator
from leerrecht.indicators.engine import COUNTED, Computation, Count, _cells, _narrow
from leerrecht.indicators.frame import Frame
from leerrecht.indicators.pictures import PICTURES

# Of a school one level below these makes no sense: they are places themselves.
PLACES = frozenset({"school", "regio", "net", "oki_klasse"})
Key = tuple[str, str, tuple[str, ...], tuple[Any, ...]]  # indicator, attribution, breakdown, values


@dataclass(slots=True)
class Cell:
    """Whole numbers of one cell; ``days`` maps a duration to how often (None: not over yet).

    ``expected`` is a count in millionths: what the kinds of cases in the cell would give.
    """

    numerator: int = 0
    denominator: int | None = None
    days: dict[int | None, int] = field(default_factory=dict)
    expected: int | None = None

    def add(self, other: "Cell | Count") -> None:
        self.numerator += other.numerator
        if other.denominator is not None:
            self.denominator = (self.denominator or 0) + other.denominator
        if other.expected is not None:
            self.expected = (self.expected or 0) + other.expected
        for days, times in dict(other.days).items():
            self.days[days] = self.days.get(days, 0) + times


def every_indicator(names: frozenset[str] = frozenset()) -> list[Indicator]:
    """Those of the registry and those of the charts, or only those with such a name."""
    return [one for one in (*REGISTRY.found.values(), *PICTURES) if not names or one.name in names]


def _known(
    computation: Computation, year: int, names: frozenset[str], on: date | None = None
) -> Iterator[tuple[Indicator, Attribution, Any]]:
    """Each indicator whose years are there, with its rows under each attribution, as they stood on a day."""
    whole = computation.frames(year, on, cut=False)
    until = computation.frames(year, on, cut=True) if on is not None else whole
    for indicator in every_indicator(names):
        frames: dict[Attribution, Frame] = whole if indicator.stock else until
        if all(frames[Attribution.LAST].has(year + other) for other in indicator.needs):
            for attribution in indicator.attributions:
                yield indicator, attribution, indicator.rows(frames[attribution])


def of_schools(
    computation: Computation, year: int, names: frozenset[str] = frozenset(), *, wholes: bool = False,
    on: date | None = None,
) -> Iterator[tuple[int, Key, Cell]]:  # fmt: skip
    """The cells of every school; an indicator that knows no school, or needs a year that is not there, gives none.

    ``wholes``: without breakdowns. ``on``: as they stood on that day.
    """
    for indicator, attribution, rows in _known(computation, year, names, on):
        if "school" in rows.columns:
            yield from _one(computation, indicator, str(attribution), rows, [()] if wholes else inner(indicator))


def inner(indicator: Indicator) -> list[tuple[str, ...]]:
    """The breakdowns that say something within one school, the whole first."""
    found: dict[tuple[str, ...], None] = {(): None}
    for breakdown in indicator.breakdowns:
        found[tuple(name for name in breakdown if name not in PLACES)] = None
    return list(found)


def _one(
    computation: Computation, indicator: Indicator, attribution: str, rows: Any, wanted: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, Key, Cell]]:
    columns = {name for breakdown in wanted for name in breakdown}
    kept = None
    if indicator.keep and len(wanted) > 1:
        rows = kept = computation._engine.keep(rows.select(*sorted({"school", *columns, *COUNTED[indicator.kind]})))
    for breakdown in wanted:
        for cell in _cells(indicator.kind, rows, ("school", *breakdown)):
            if cell.values[0] is not None:
                found = Cell()
                found.add(cell)
                yield int(cell.values[0]), (indicator.name, attribution, breakdown, _plain(cell.values[1:])), found
    if kept is not None:
        computation._engine.forget(kept)


def _plain(values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(value if isinstance(value, str | int | bool) or value is None else int(value) for value in values)


def of_whole(computation: Computation, year: int, names: frozenset[str] = frozenset()) -> dict[Key, Cell]:
    """The cells of the snapshot as a whole, with every breakdown that names no school."""
    found: dict[Key, Cell] = {}
    for indicator, attribution, every in _known(computation, year, names):
        rows, kept = every, None
        breakdowns = ((), *(one for one in indicator.breakdowns if "school" not in one))
        if indicator.keep and len(breakdowns) > 1:
            rows = kept = computation._engine.keep(_narrow(replace(indicator, breakdowns=breakdowns), every))
        for breakdown in breakdowns:
            for count in _cells(indicator.kind, rows, breakdown):
                cell = found.setdefault((indicator.name, str(attribution), breakdown, _plain(count.values)), Cell())
                cell.add(count)
        if kept is not None:
            computation._engine.forget(kept)
    return found


def summed(cells: Iterable[tuple[int, Key, Cell]], places: Mapping[int, Sequence[str]]) -> dict[str, dict[Key, Cell]]:
    """Per place, such as ``school:1`` or ``bestuur:3``, the sum of its schools."""
    found: dict[str, dict[Key, Cell]] = defaultdict(dict)
    for school, key, cell in cells:
        for place in places.get(school, ()):
            found[place].setdefault(key, Cell()).add(cell)
    return found
