"""Small counts hidden, and as many others that nothing which is shown gives a hidden one back.

A cell is any key with a count; equations say which cells add up to which other, at every level: a total is the sum of
its columns, a region that of its schools, a school that of its sites. Exact, for whole numbers, and pure.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

Key = Hashable
# Whether a number follows from others is asked modulo a prime: exact but for a chance of one in 10^18.
_PRIME = (1 << 61) - 1


@dataclass
class Cells:
    """``counts`` by key, and ``equations``: a whole with its parts."""

    counts: dict[Key, int] = field(default_factory=dict)
    equations: list[tuple[Key, tuple[Key, ...]]] = field(default_factory=list)

    def put(self, whole: Key, parts: Mapping[Key, int]) -> None:
        """Parts with their counts, and their sum."""
        self.counts.update(parts)
        self.add(whole, parts)

    def add(self, whole: Key, parts: Iterable[Key]) -> None:
        """A sum of cells that are there already."""
        keys = tuple(parts)
        self.counts[whole] = sum(self.counts[key] for key in keys)
        self.equations.append((whole, keys))

    def hidden(self, least: int) -> set[Key]:
        """What is not shown: counts from 1 to below ``least``, and what would give one of those back."""
        small = {key for key, count in self.counts.items() if 0 < count < least}
        kept_back = set(small)
        while True:
            more = self._few_together(kept_back, least)
            if not more:
                given = self.given(kept_back) & small
                more = {self._beside(min(given, key=repr), kept_back)} - {None} if given else set()
            if not more:
                return kept_back
            kept_back |= more

    def given(self, hidden: set[Key]) -> set[Key]:
        """The hidden cells that the equations and the shown cells determine."""
        rows: list[dict[Key, int]] = []
        for whole, parts in self.equations:
            row: dict[Key, int] = defaultdict(int)
            for key in parts:
                if key in hidden:
                    row[key] += 1
            if whole in hidden:
                row[whole] -= 1
            row = {key: value % _PRIME for key, value in row.items() if value % _PRIME}
            if row:
                rows.append(row)
        return {key for row in _reduced(rows) if len(row) == 1 for key in row}

    def _few_together(self, hidden: set[Key], least: int) -> set[Key]:
        """Of a shown whole, unknown parts that are one, or together few: one part more."""
        more: set[Key] = set()
        for whole, parts in self.equations:
            if whole in hidden:
                continue
            unknown = [key for key in parts if key in hidden or key in more]
            if unknown and (len(unknown) == 1 or sum(self.counts[key] for key in unknown) < least):
                shown = [key for key in parts if key not in hidden and key not in more]
                more.add(min(shown, key=self._rank) if shown else whole)
        return more

    def _beside(self, cell: Key, hidden: set[Key]) -> Key | None:
        """The shown cell in an equation with this one that costs least to hide."""
        near = {
            key
            for whole, parts in self.equations
            if cell == whole or cell in parts
            for key in (whole, *parts)
            if key not in hidden
        }
        return min(near, key=self._rank, default=None)

    def _rank(self, key: Key) -> tuple[bool, int, str]:
        """Cells with somebody in them first, the smallest of those."""
        return self.counts[key] == 0, self.counts[key], repr(key)


def _reduced(rows: list[dict[Key, int]]) -> list[dict[Key, int]]:
    """Gauss-Jordan over the integers modulo a prime, on sparse rows."""
    done: dict[Key, dict[Key, int]] = {}
    for row in rows:
        left = dict(row)
        for key in list(left):
            if key in done and key in left:
                _take(left, done[key], left[key])
        left = {key: value for key, value in left.items() if value}
        while left and any(key in done for key in left):
            key = next(key for key in left if key in done)
            _take(left, done[key], left[key])
        if not left:
            continue
        pivot = min(left, key=repr)
        inverse = pow(left[pivot], -1, _PRIME)
        left = {key: value * inverse % _PRIME for key, value in left.items()}
        for other in done.values():
            if pivot in other:
                _take(other, left, other[pivot])
        done[pivot] = left
    return list(done.values())


def _take(row: dict[Key, int], other: Mapping[Key, int], times: int) -> None:
    """Take ``other`` so many times from ``row``."""
    for key, value in other.items():
        found = (row.get(key, 0) - times * value) % _PRIME
        if found:
            row[key] = found
        else:
            row.pop(key, None)
