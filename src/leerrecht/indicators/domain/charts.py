"""Charts as plain data: what the table, the drawing and the downloads are all made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Value = float | int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a trend; None where nothing is known or shown."""

    name: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Trend:
    labels: Sequence[str]
    lines: Sequence[Line]
    percent: bool = False
    band: Sequence[tuple[float, float] | None] = ()
    breaks: Sequence[int] = ()  # before which label the series breaks


@dataclass(frozen=True, slots=True)
class Bars:
    labels: Sequence[str]
    values: Sequence[Value]
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Heat:
    columns: Sequence[str]
    rows: Sequence[str]
    cells: Mapping[tuple[int, int], Value]  # row and column


@dataclass(frozen=True, slots=True)
class Flow:
    """``stages`` name their boxes with a number each; ``links`` go from a box of one stage to one of the next."""

    stages: Sequence[tuple[str, Sequence[tuple[str, int]]]]
    links: Sequence[tuple[int, int, int, int]]  # stage, box, box of the next stage, how many


@dataclass(frozen=True, slots=True)
class Curve:
    """After so many school days so large a part still waits."""

    points: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Band:
    """One indicator: between which shares similar schools lie, and the own one."""

    label: str
    low: float
    quarter: float
    middle: float
    three_quarters: float
    high: float
    own: float | None


@dataclass(frozen=True, slots=True)
class Bands:
    rows: Sequence[Band]


Drawing = Trend | Bars | Heat | Flow | Curve | Bands


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its table; ``says`` tells in a sentence what it shows, for who does not see it."""

    key: str
    title: str
    indicator: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    drawing: Drawing | None
    says: str
    notes: Sequence[str] = field(default=())
