"""Runs indicators: DuckDB in the process, or Spark. The same expressions, the same whole numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Protocol

import ibis

from leerrecht.indicators import definitions  # noqa: F401 - fills the registry
from leerrecht.indicators.definition import REGISTRY, Attribution, Indicator, Kind
from leerrecht.indicators.frame import Frame
from leerrecht.indicators.store import Snapshot

ENGINES = ("duckdb", "spark")
DUCKDB_MEMORY = "5GB"
# What the rows of each kind hold, beside the columns of the breakdowns.
COUNTED = {
    Kind.SHARE: ("teller", "noemer"),
    Kind.EXPECTED: ("teller", "noemer", "verwacht"),
    Kind.COUNT: ("teller",),
    Kind.DURATION: ("dagen",),
}


class EngineError(RuntimeError):
    """The engine cannot be used; the message, in Dutch, says what is missing."""


@dataclass(frozen=True, slots=True)
class Count:
    """Whole numbers of one cell. ``values`` are those of the breakdown; ``days`` maps a duration to how often.

    ``expected`` is a count in millionths: what the kinds of cases in the cell would give.
    """

    values: tuple[Any, ...]
    numerator: int
    denominator: int | None = None
    days: tuple[tuple[int | None, int], ...] = ()
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """All cells of an indicator for one breakdown, ordered by the values; none where a year is missing."""

    indicator: Indicator
    attribution: Attribution
    breakdown: tuple[str, ...]
    cells: tuple[Count, ...]


class Engine(Protocol):
    """What a computation asks of an engine: a connection of Ibis, and a place for what is computed once."""

    connection: Any

    def keep(self, expression: Any) -> Any: ...

    def forget(self, kept: Any) -> None: ...


class DuckDB:
    def __init__(self) -> None:
        self.connection = ibis.duckdb.connect(memory_limit=DUCKDB_MEMORY)
        self.connection.raw_sql("SET enable_progress_bar = false")
        self._numbers = count(1)

    def keep(self, expression: Any) -> Any:
        """The expression as a temporary table."""
        return self.connection.create_table(f"bewaard_{next(self._numbers)}", expression, temp=True)

    def forget(self, kept: Any) -> None:
        self.connection.con.execute(f"DROP TABLE {kept.get_name()}")


class Spark:
    def __init__(self, session: Any) -> None:
        self.connection = ibis.pyspark.connect(session)
        self._session = session
        self._numbers = count(1)

    def keep(self, expression: Any) -> Any:
        """The expression as a view whose rows Spark keeps."""
        name = f"bewaard_{next(self._numbers)}"
        self._session.sql(self.connection.compile(expression)).cache().createOrReplaceTempView(name)
        return self.connection.table(name)

    def forget(self, kept: Any) -> None:
        self._session.catalog.uncacheTable(kept.get_name())
        self._session.catalog.dropTempView(kept.get_name())


class Computation:
    """A snapshot opened in an engine."""

    def __init__(self, snapshot: Snapshot, engine: Engine) -> None:
        self._snapshot = snapshot
        self._engine = engine
        self._opened: dict[tuple[str, int], Any] = {}

    def frame(
        self, year: int, *, on: date | None = None, attribution: Attribution = Attribution.LAST, cut: bool = False
    ) -> Frame:
        """The tables as seen from one school year, with ``cut`` as they stood on the day ``on``."""
        several = len(self._snapshot.folders) > 1
        return Frame(self._table, self._engine.keep, year, several, on, attribution, cut)

    def frames(self, year: int, on: date | None, *, cut: bool) -> dict[Attribution, Frame]:
        """A frame for each attribution; what they keep, they keep together."""
        frames = {one: self.frame(year, on=on, attribution=one, cut=cut) for one in Attribution}
        frames[Attribution.WHERE]._kept = frames[Attribution.LAST]._kept
        return frames

    def _table(self, name: str, year: int) -> Any | None:
        key = (name, 0 if name == "kalender" else year)
        if key not in self._opened:
            files = [self._snapshot.calendar_file()] if name == "kalender" else self._snapshot.files(name, year)
            if not files:
                return None
            tables = [self._engine.connection.read_parquet(one) for one in files]
            self._opened[key] = ibis.union(*tables, distinct=False) if len(tables) > 1 else tables[0]
        return self._opened[key]

    def answers(
        self, indicators: Iterable[Indicator], year: int, *, on: date | None = None,
        attributions: Iterable[Attribution] = tuple(Attribution), breakdowns: bool = True,
    ) -> Iterator[Answer]:  # fmt: skip
        """Compute indicators of a school year, one answer per breakdown; shared tables are computed once.

        ``on`` is the day of a stock; of whatever is counted over the year, what came after it is left out.
        """
        chosen = list(indicators)
        whole = self.frames(year, on, cut=False)
        until = self.frames(year, on, cut=True) if on is not None else whole
        if len(chosen) == 1:
            # Nobody shares anything: the engine reads the columns that this one needs, and no more.
            for frame in (*whole.values(), *until.values()):
                frame.keep = _as_it_is
        for indicator in chosen:
            frames = whole if indicator.stock else until
            frame = frames[Attribution.LAST]
            if not all(frame.has(year + other) for other in indicator.needs):
                continue
            for attribution in indicator.attributions:
                if attribution not in attributions:
                    continue
                rows = indicator.rows(frames[attribution])
                if not (breakdowns and indicator.breakdowns):
                    yield Answer(indicator, attribution, (), _cells(indicator.kind, rows, ()))
                    continue
                kept = None
                if len(indicator.breakdowns) > 1 and indicator.keep:
                    kept = rows = self._engine.keep(_narrow(indicator, rows))
                found = [
                    Answer(indicator, attribution, one, _cells(indicator.kind, rows, one))
                    for one in indicator.breakdowns
                ]
                # Every case has one value of a breakdown: the whole is the sum of any of them.
                yield Answer(indicator, attribution, (), (_whole(min(found, key=lambda one: len(one.cells)).cells),))
                yield from found
                if kept is not None:
                    self._engine.forget(kept)


def _whole(cells: tuple[Count, ...]) -> Count:
    days: Counter[int | None] = Counter()
    for cell in cells:
        days.update(dict(cell.days))
    totals = [cell.denominator for cell in cells if cell.denominator is not None]
    return Count(
        (),
        sum(cell.numerator for cell in cells),
        sum(totals) if totals or not cells else None,
        tuple(sorted(days.items(), key=_by_days)),
        sum(cell.expected or 0 for cell in cells) if any(cell.expected is not None for cell in cells) else None,
    )


def _by_days(pair: tuple[int | None, int]) -> tuple[bool, int]:
    return pair[0] is None, pair[0] or 0


def _as_it_is(expression: Any) -> Any:
    return expression


def _narrow(indicator: Indicator, rows: Any) -> Any:
    """Only the columns that are counted or broken down."""
    return rows.select(*sorted({*COUNTED[indicator.kind]}.union(*indicator.breakdowns)))


def _cells(kind: Kind, rows: Any, breakdown: tuple[str, ...]) -> tuple[Count, ...]:
    if kind is Kind.DURATION:
        return _durations(rows, breakdown)
    sums = {name: rows[name].cast("int64").sum() for name in COUNTED[kind]}
    found = (rows.group_by(list(breakdown)).agg(**sums) if breakdown else rows.aggregate(**sums)).to_pyarrow()
    cells = [
        Count(
            tuple(row[name] for name in breakdown), int(row["teller"] or 0),
            int(row["noemer"] or 0) if "noemer" in sums else None,
            expected=int(row["verwacht"] or 0) if "verwacht" in sums else None,
        )
        for row in found.to_pylist()
    ]  # fmt: skip
    return tuple(sorted(cells, key=lambda cell: _order(cell.values)))


def _durations(rows: Any, breakdown: tuple[str, ...]) -> tuple[Count, ...]:
    found = rows.group_by([*breakdown, "dagen"]).agg(aantal=rows.count()).to_pyarrow().to_pylist()
    by_cell: dict[tuple[Any, ...], list[tuple[int | None, int]]] = {}
    for row in found:
        days = None if row["dagen"] is None else int(row["dagen"])
        by_cell.setdefault(tuple(row[name] for name in breakdown), []).append((days, int(row["aantal"])))
    if not breakdown and not by_cell:
        by_cell[()] = []
    return tuple(
        Count(
            values,
            sum(times for days, times in cell if days is not None),
            sum(times for _, times in cell),
            tuple(sorted(cell, key=_by_days)),
        )
        for values, cell in sorted(by_cell.items(), key=lambda pair: _order(pair[0]))
    )


def _order(values: tuple[Any, ...]) -> tuple[tuple[bool, str, Any], ...]:
    return tuple((value is None, type(value).__name__, "" if value is None else value) for value in values)


def indicators(names: Iterable[str] = ()) -> list[Indicator]:
    """The named indicators, or all; raises KeyError with the name that does not exist."""
    return [REGISTRY.found[name] for name in names] or list(REGISTRY.found.values())


@contextmanager
def opened(snapshot: Snapshot, engine: str = "duckdb") -> Iterator[Computation]:
    """Open a snapshot in an engine, and let go of it afterwards."""
    if engine == "spark":
        with _spark() as session:
            yield Computation(snapshot, Spark(session))
        return
    duckdb = DuckDB()
    try:
        yield Computation(snapshot, duckdb)
    finally:
        duckdb.connection.disconnect()


@contextmanager
def _spark() -> Iterator[Any]:
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError("Spark ontbreekt. Installeer het met: pip install 'leerrecht[spark]'.") from error
    builder = (
        SparkSession.builder.appName("leerrecht")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.log.level", "ERROR")
    )
    try:
        session = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise EngineError(f"Spark start niet ({error}). Het heeft Java 17 of hoger nodig.") from error
    try:
        yield session
    finally:
        session.stop()
