"""Small numbers in one breakdown with its total: which to hide, and as many others that none can be counted back."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from leerrecht.law.tables import INSTELLINGEN, setting

Key = TypeVar("Key", bound=Hashable)


def least() -> int:
    """Numbers below this are hidden."""
    return setting({}, INSTELLINGEN["cijfer_kleine_cel"].naam) or 0


def hidden(counts: Mapping[Key, int], totals: Mapping[Key, int] | None = None) -> frozenset[Key]:
    """The keys whose number is not shown beside the sum of all.

    Small ones, those of which nearly the whole of ``totals`` is counted or that are themselves of a small group; and
    where what is hidden together is one number, or few, the smallest that was still shown.
    """
    most = least()
    out = {key for key, count in counts.items() if _small(count, None if totals is None else totals[key], most)}
    rest = sorted((key for key in counts if key not in out), key=lambda key: (counts[key] == 0, counts[key], repr(key)))
    while out and rest and (len(out) == 1 or sum(counts[key] for key in out) < most):
        out.add(rest.pop(0))
    return frozenset(out)


def _small(count: int, total: int | None, most: int) -> bool:
    if 0 < count < most:
        return True
    return total is not None and (0 < total < most or 0 < total - count < most)
