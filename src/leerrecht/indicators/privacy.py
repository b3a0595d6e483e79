"""Which cells of a figure stay hidden, so that no sum, margin or nesting of regions gives a small one back.

A cell is a breakdown with its values: a total is the sum of any breakdown, a coarse breakdown that of a finer one, a
region that of its schools. The equations are found here; what they give away is asked of ``ui.cells``.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from leerrecht.ui.cells import Cells, is_small

Cell = tuple[tuple[str, ...], tuple[object, ...]]
Counts = Mapping[Cell, tuple[int, int | None]]
Nested = Callable[[str, object], Mapping[str, object]]
# Which columns follow from another one: whoever knows the school knows its region.
NESTED: dict[str, tuple[str, ...]] = {"school": ("regio", "net", "oki_klasse")}


@dataclass(frozen=True, slots=True)
class Told:
    """What was shown of cells the last time: their counts, and the sizes of their groups."""

    counts: Mapping[Cell, int] = field(default_factory=dict)
    totals: Mapping[Cell, int] = field(default_factory=dict)


def alone(_column: str, _value: object) -> Mapping[str, object]:
    """Nothing follows from a value."""
    return {}


@dataclass(frozen=True, slots=True)
class KeptBack:
    """``counts``: cells whose count is not shown; of those ``groups``: not even the size of the group.

    ``still``: cells that moved by a few since they were shown, with what would tell so; they keep what was shown.
    ``still_groups``: the same of the size of the group.
    """

    counts: frozenset[Cell] = frozenset()
    groups: frozenset[Cell] = frozenset()
    still: frozenset[Cell] = frozenset()
    still_groups: frozenset[Cell] = frozenset()


def kept_back(counts: Counts, nested: Nested, most: int, *, told: Told | None = None) -> KeptBack:
    """What is not shown of the counts and totals of one indicator over all its breakdowns.

    ``told`` is what was shown of each cell the last time: a change of a few is not shown either.
    """
    before = told or Told()
    totals = {key: total for key, (_count, total) in counts.items() if total is not None}
    numbers = {key: count for key, (count, _total) in counts.items()}
    of_totals, of_counts = cells_of(totals, nested), cells_of(numbers, nested)
    groups = _hidden(of_totals, totals, {key for key, total in totals.items() if 0 < total < most}, most)
    small = {key for key, (count, total) in counts.items() if is_small(count, total, most)}
    hidden = _hidden(of_counts, numbers, groups | small, most)
    of_totals.told = {key: total for key, total in before.totals.items() if key not in groups}
    of_counts.told = {key: count for key, count in before.counts.items() if key not in hidden}
    return KeptBack(
        hidden, groups, _hidden(of_counts, numbers, hidden, most) - hidden,
        _hidden(of_totals, totals, groups, most) - groups,
    )  # fmt: skip


def _hidden(cells: Cells, keys: Iterable[Cell], small: Collection[Cell], most: int) -> frozenset[Cell]:
    if not (small or cells.told):
        return frozenset()
    out = cells.hidden(most, small)
    return frozenset(key for key in keys if key in out)


def cells_of(counts: Mapping[Cell, int], nested: Nested = alone) -> Cells:
    """Find the equations among breakdowns; ``nested`` gives what follows from a value, such as the region."""
    found = Cells()
    for cell, count in counts.items():
        found.counts[cell] = count
    breakdowns = sorted({breakdown for breakdown, _ in counts}, key=lambda names: (len(names), names))
    by_breakdown: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for cell in counts:
        by_breakdown[cell[0]].append(cell)
    for coarse, fine in combinations(breakdowns, 2):
        sums: dict[Cell, list[Cell]] = defaultdict(list)
        for cell in by_breakdown[fine]:
            known = dict(zip(fine, cell[1], strict=True))
            for name in fine:
                known |= {key: value for key, value in nested(name, known[name]).items() if key not in known}
            if set(coarse) <= set(known):
                sums[coarse, tuple(known[name] for name in coarse)].append(cell)
        found.equations += [
            (whole, tuple(parts))
            for whole, parts in sums.items()
            # What does not add up is no partition: reports broken down by what only some of them have.
            if whole in counts and counts[whole] == sum(counts[part] for part in parts)
        ]
    return found
