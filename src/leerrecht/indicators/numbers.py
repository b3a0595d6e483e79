"""Shares, intervals and quantiles, made in Python of whole numbers."""

from collections.abc import Iterable
from math import sqrt

NINETY_FIVE = 1.959964
FEW = 30  # a share of fewer cases moves by more than a few points through one case
OUTLYING = 3.290527  # one school in a thousand by chance alone


def wilson(count: int, total: int, z: float = NINETY_FIVE) -> tuple[float, float] | None:
    """The Wilson interval of a share, or None without cases."""
    if total <= 0:
        return None
    share, square = count / total, z * z
    centre = share + square / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def quantile(days: Iterable[tuple[int | None, int]], part: float) -> int | None:
    """The lowest number of days by which that part of the known durations is over."""
    known = sorted((value, times) for value, times in days if value is not None)
    total = sum(times for _, times in known)
    running = 0
    for value, times in known:
        running += times
        if running >= part * total:
            return value
    return None


def survival(days: Iterable[tuple[int | None, int]]) -> list[tuple[int, float]]:
    """(days, share that still waits after so many days): who has no end yet keeps waiting."""
    cases = list(days)
    total = sum(times for _, times in cases)
    left, curve = total, []
    for value, times in sorted((value, times) for value, times in cases if value is not None):
        left -= times
        curve.append((value, left / total))
    return curve
