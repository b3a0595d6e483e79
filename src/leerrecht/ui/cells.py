"""Small numbers hidden, and as many others that nothing which is shown gives a hidden one back.

A cell is any key with a count; equations say which cells add up to which other, at every level: a total is the sum of
its columns, a region that of its schools. Exact, for whole numbers, and pure: every room that shows counts uses it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from leerrecht.law.tables import INSTELLINGEN, setting

Key = Hashable
One = TypeVar("One", bound=Hashable)
Row = dict[int, int]
# Whether a number follows from others is asked modulo a prime: exact but for a chance of one in 10^18.
_PRIME = (1 << 61) - 1


def least() -> int:
    """Numbers below this are hidden: a choice of the house, as a setting."""
    return setting({}, INSTELLINGEN["cijfer_kleine_cel"].naam) or 1


def is_small(count: int, total: int | None, most: int) -> bool:
    """A count that tells of a few: who is in it, who is not in it, or a group that is itself small."""
    if 0 < count < most:
        return True
    return total is not None and (0 < total < most or 0 < total - count < most)


def hidden(counts: Mapping[One, int], totals: Mapping[One, int] | None = None) -> frozenset[One]:
    """The keys of one breakdown whose number is not shown beside the sum of all.

    Small ones, those of which nearly the whole of ``totals`` is counted or that are themselves of a small group, and
    what would give one of them back.
    """
    most, cells = least(), Cells()
    cells.put(_SUM, counts)
    small = {key for key, count in counts.items() if is_small(count, None if totals is None else totals[key], most)}
    out = cells.hidden(most, small)
    return frozenset(key for key in counts if key in out)


_SUM = object()


@dataclass
class Cells:
    """``counts`` by key, and ``equations``: a whole with its parts.

    ``told`` holds what was shown of cells before: a cell that changed by a few since then is as small as a count of a
    few, since whoever saw both knows that somebody came or went.
    """

    counts: dict[Key, int] = field(default_factory=dict)
    equations: list[tuple[Key, tuple[Key, ...]]] = field(default_factory=list)
    told: Mapping[Key, int] = field(default_factory=dict)

    def put(self, whole: Key, parts: Mapping[One, int]) -> None:
        """Parts with their counts, and their sum."""
        for key, count in parts.items():
            self.counts[key] = count
        self.add(whole, parts)

    def add(self, whole: Key, parts: Iterable[Key]) -> None:
        """A sum of cells that are there already."""
        keys = tuple(parts)
        self.counts[whole] = sum(self.counts[key] for key in keys)
        self.equations.append((whole, keys))

    def hidden(self, most: int, small: Collection[Key] | None = None) -> set[Key]:
        """What is not shown: the small cells, and what would give one of those back.

        Small are those named, else counts from 1 to below ``most``; beside them whatever changed by so few.
        """
        kept_back = {key for key, count in self.counts.items() if 0 < count < most} if small is None else set(small)
        kept_back |= {key for key in self.told if key in self.counts and self._moved((key,), most)}
        first = frozenset(kept_back)
        # What was hidden beside the first, and follows from the rest all the same, is as good as shown.
        known: set[Key] = set()
        while True:
            more = self._few_together(kept_back, known, most) - kept_back
            if not more:
                given = self.given(kept_back)
                if not given & first:
                    if given == known:
                        return kept_back - known
                    known = given
                    continue
                more = self._beside(min(given & first, key=repr), kept_back)
                if not more:
                    return kept_back
            kept_back |= more
            known = set()

    def given(self, hidden: Collection[Key]) -> set[Key]:
        """The hidden cells that the equations and the shown cells determine."""
        columns: dict[Key, list[tuple[int, int]]] = defaultdict(list)
        for number, (whole, parts) in enumerate(self.equations):
            for key in parts:
                if key in hidden:
                    columns[key].append((number, 1))
            if whole in hidden:
                columns[whole].append((number, -1))
        # Cells that stand in the same equations cannot be told apart: together they are one unknown.
        alike: dict[tuple[tuple[int, int], ...], list[Key]] = defaultdict(list)
        for key, places in columns.items():
            alike[tuple(places)].append(key)
        unknowns = list(alike.items())
        rows: dict[int, Row] = defaultdict(dict)
        for place, (column, _keys) in enumerate(unknowns):
            for number, times in column:
                rows[number][place] = times % _PRIME
        alone = {next(iter(row)) for row in _reduced(rows.values()) if len(row) == 1}
        return {keys[0] for place, (_column, keys) in enumerate(unknowns) if place in alone and len(keys) == 1}

    def _few_together(self, hidden: Collection[Key], known: Collection[Key], most: int) -> set[Key]:
        """Of a known whole, unknown parts that are one, or together few or changed by few: one part more."""
        more: set[Key] = set()
        for whole, parts in self.equations:
            if whole in hidden and whole not in known:
                continue
            unknown = {key for key in parts if (key in hidden or key in more) and key not in known}
            if unknown and (
                len(unknown) == 1
                or sum(self.counts[key] for key in unknown) < most
                or self._moved(unknown, most)
                or self._moved_within(whole, parts, unknown, most)
            ):
                shown = [key for key in (*parts, whole) if key not in hidden and key not in more]
                more |= {min(shown, key=self._cost(whole))} if shown else self._beside(whole, hidden)
        return more

    def _cost(self, whole: Key) -> Callable[[Key], tuple[bool, bool, int, str]]:
        """A part goes before the whole, cells with somebody in them first, the smallest of those."""
        return lambda key: (key == whole, self.counts[key] == 0, self.counts[key], repr(key))

    def _moved(self, keys: Collection[Key], most: int) -> bool:
        """Whether these cells, all shown before, are together a few more or fewer."""
        if not all(key in self.told for key in keys):
            return False
        return 0 < abs(sum(self.counts[key] - self.told[key] for key in keys)) < most

    def _moved_within(self, whole: Key, parts: Collection[Key], unknown: Collection[Key], most: int) -> bool:
        """The same for cells that were hidden before: what the whole of then leaves for them."""
        shown = [key for key in parts if key not in unknown]
        if whole not in self.told or not all(key in self.told for key in shown):
            return False
        before = self.told[whole] - sum(self.told[key] for key in shown)
        return 0 < abs(sum(self.counts[key] for key in unknown) - before) < most

    def _beside(self, cell: Key, hidden: Collection[Key]) -> set[Key]:
        """The shown cell nearest to this one that costs least to hide: in an equation with it, or with what is."""
        reached, edge = {cell}, {cell}
        while edge:
            together = {
                key
                for whole, parts in self.equations
                if whole in edge or not edge.isdisjoint(parts)
                for key in (whole, *parts)
            }
            near = [key for key in together if key not in hidden]
            if near:
                return {min(near, key=self._cost(cell))}
            edge = together - reached
            reached |= edge
        return set()


def _reduced(rows: Iterable[Row]) -> list[Row]:
    """Gauss-Jordan over the integers modulo a prime, on sparse rows."""
    done: dict[int, Row] = {}
    for row in rows:
        left = dict(row)
        for place in [one for one in row if one in done]:
            _take(left, done[place], left.get(place, 0))
        if not left:
            continue
        pivot = min(left)
        inverse = pow(left[pivot], -1, _PRIME)
        left = {place: value * inverse % _PRIME for place, value in left.items()}
        for other in done.values():
            if pivot in other:
                _take(other, left, other[pivot])
        done[pivot] = left
    return list(done.values())


def _take(row: Row, other: Row, times: int) -> None:
    """Take ``other`` so many times from ``row``."""
    for place, value in other.items():
        found = (row.get(place, 0) - times * value) % _PRIME
        if found:
            row[place] = found
        else:
            row.pop(place, None)
