"""Small cells hidden, and as many others that no sum, margin or nesting of regions gives a hidden cell back.

A cell is a breakdown with its values. Equations say which cells add up to which other: a total is the sum of any
breakdown, a coarse breakdown that of a finer one, a region that of its schools. A cell that has to stay hidden is
safe when it cannot be written as a combination of published cells (linear algebra, exact for whole numbers).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from leerrecht.law.tables import INSTELLINGEN

Cell = tuple[tuple[str, ...], tuple[object, ...]]
Equation = tuple[Cell, tuple[Cell, ...]]
# Which columns follow from another one: whoever knows the school knows its region.
NESTED: dict[str, tuple[str, ...]] = {"school": ("regio", "net", "oki_klasse")}
_ALMOST = 1e-8


def threshold() -> int:
    """Counts below this are hidden; a choice of the house, as a setting."""
    found = INSTELLINGEN["cijfer_kleine_cel"].standaard
    if not isinstance(found, int):
        raise TypeError("cijfer_kleine_cel is a number")
    return found


def is_small(count: int, total: int | None, least: int) -> bool:
    """A count that tells of a few: who is in it, who is not in it, or a group that is itself small."""
    if 0 < count < least:
        return True
    return total is not None and (0 < total < least or 0 < total - count < least)


@dataclass
class Cells:
    """The counts of one indicator over all its breakdowns, and how they hang together."""

    counts: dict[Cell, int] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)

    @classmethod
    def of(
        cls, counts: Mapping[Cell, int], nested: Callable[[str, object], Mapping[str, object]] = lambda _c, _v: {}
    ) -> "Cells":
        """Find the equations among breakdowns; ``nested`` gives what follows from a value, such as the region."""
        found = cls(dict(counts))
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

    def hidden(self, small: Iterable[Cell], least: int) -> set[Cell]:
        """All cells to hide so that none of the small ones can be found."""
        kept_back = set(small)
        primary = set(kept_back)
        while True:
            found = self._by_one_equation(kept_back, least) or self._by_several(kept_back, primary)
            if not found:
                return kept_back
            kept_back |= found

    def _by_one_equation(self, hidden: set[Cell], least: int) -> set[Cell]:
        """In an equation with one unknown, or whose unknowns together are few, hide one part more."""
        more: set[Cell] = set()
        for whole, parts in self.equations:
            unknown = [part for part in parts if part in hidden or part in more]
            if whole in hidden or whole in more:
                if not unknown:
                    more |= self._next(parts, hidden | more, whole)
            elif unknown and (len(unknown) == 1 or sum(self.counts[part] for part in unknown) < least):
                more |= self._next(parts, hidden | more, whole)
        return more

    def _next(self, parts: Sequence[Cell], hidden: set[Cell], whole: Cell) -> set[Cell]:
        """The smallest part that is still shown, else the whole."""
        shown = [part for part in parts if part not in hidden and self.counts[part] > 0]
        if shown:
            return {min(shown, key=lambda cell: (self.counts[cell], repr(cell)))}
        rest = [part for part in parts if part not in hidden]
        if rest:
            return {min(rest, key=repr)}
        return {whole} - hidden

    def _by_several(self, hidden: set[Cell], primary: set[Cell]) -> set[Cell]:
        """A small cell that several equations together give away: hide the shown cell beside it that is smallest."""
        given = self.recoverable(hidden) & primary
        if not given:
            return set()
        cell = min(given, key=repr)
        near = [
            other
            for whole, parts in self.equations
            if cell == whole or cell in parts
            for other in (whole, *parts)
            if other not in hidden
        ]
        return {min(near, key=lambda other: (len(other[0]) == 0, self.counts[other], repr(other)))} if near else set()

    def recoverable(self, hidden: set[Cell]) -> set[Cell]:
        """The hidden cells that the equations and the shown cells determine."""
        return {cell for group in self._groups(hidden) for cell in self._determined(group, hidden)}

    def _groups(self, hidden: set[Cell]) -> list[tuple[list[Cell], list[Equation]]]:
        """Hidden cells that stand in equations together."""
        leader: dict[Cell, Cell] = {cell: cell for cell in hidden}

        def find(cell: Cell) -> Cell:
            while leader[cell] != cell:
                leader[cell] = leader[leader[cell]]
                cell = leader[cell]
            return cell

        touched: list[tuple[Equation, Cell]] = []
        for equation in self.equations:
            unknown = [cell for cell in (equation[0], *equation[1]) if cell in hidden]
            for cell in unknown[1:]:
                leader[find(cell)] = find(unknown[0])
            if unknown:
                touched.append((equation, unknown[0]))
        groups: dict[Cell, tuple[list[Cell], list[Equation]]] = {}
        for cell in sorted(hidden, key=repr):
            groups.setdefault(find(cell), ([], []))[0].append(cell)
        for equation, cell in touched:
            groups[find(cell)][1].append(equation)
        return list(groups.values())

    def _determined(self, group: tuple[list[Cell], list[Equation]], hidden: set[Cell]) -> list[Cell]:
        cells, equations = group
        if not equations:
            return []
        place = {cell: number for number, cell in enumerate(cells)}
        matrix = np.zeros((len(equations), len(cells)))
        for row, (whole, parts) in enumerate(equations):
            for cell in parts:
                if cell in hidden:
                    matrix[row, place[cell]] += 1
            if whole in hidden:
                matrix[row, place[whole]] -= 1
        # A cell is determined when every vector of the null space is zero there.
        _, sizes, vectors = np.linalg.svd(matrix, full_matrices=True)
        rank = int((sizes > _ALMOST * max(1.0, float(sizes.max(initial=0)))).sum())
        free = vectors[rank:]
        return [cell for cell, number in place.items() if not free.size or np.abs(free[:, number]).max() < _ALMOST]
