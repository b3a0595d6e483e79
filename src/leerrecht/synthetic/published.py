"""The published figures, the latest year of each: what synthetic Flanders is held against."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

# Pupils of Flanders: 30,254 guided pupils are 2.46 % of all (000:2875-2883).
PUPILS = 1_230_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure; ``unit`` is pct, or what is counted."""

    indicator: str
    period: str
    breakdown: str
    value: float
    unit: str
    source: str


@lru_cache(maxsize=1)
def figures() -> tuple[Figure, ...]:
    """All figures, in the order of the file."""
    text = resources.files(__package__).joinpath("published.csv").read_text(encoding="utf-8")
    return tuple(
        Figure(
            row["indicator"], row["period"], row["breakdown"], float(row["value"]), row["unit"], row["source"]
        )
        for row in csv.DictReader(text.splitlines())
    )  # fmt: skip


@lru_cache(maxsize=128)
def value(indicator: str, breakdown: str = "alle", unit: str = "") -> float:
    """One figure; a share in percent. Raises KeyError."""
    for one in figures():
        if (one.indicator, one.breakdown) == (indicator, breakdown) and unit in ("", one.unit):
            return one.value
    raise KeyError(indicator, breakdown)
