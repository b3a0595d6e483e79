"""A snapshot on disk: ``DIR/2024-2025/halve_dagen.parquet`` and so on, with a manifest that says what it is.

One folder holds one installation. A folder of such folders is read as one snapshot of many.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from leerrecht.indicators import schema
from leerrecht.law import calendar

MANIFEST = "momentopname.json"
_TYPES = {
    "int64": pa.int64(), "int32": pa.int32(), "int16": pa.int16(), "int8": pa.int8(),
    "bool": pa.bool_(), "string": pa.dictionary(pa.int32(), pa.string()), "date": pa.date32(),
}  # fmt: skip
_NO_RIGHTS = 0o077


class SnapshotError(ValueError):
    """A folder cannot be read as a snapshot; the message, in Dutch, says why and what to do."""


def arrow_schema(table: schema.Table) -> pa.Schema:
    """The columns of a table as Arrow knows them."""
    return pa.schema([pa.field(one.name, _TYPES[one.type], nullable=one.nullable) for one in table.columns])


class TableWriter(AbstractContextManager["TableWriter"]):
    """Writes one table in batches; dictionary encoding keeps short texts small."""

    def __init__(self, path: Path, table: schema.Table) -> None:
        self._schema = arrow_schema(table)
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self.rows = 0

    def write(self, columns: Mapping[str, Any]) -> None:
        """One batch; a column is whatever Arrow makes an array of."""
        arrays = [_array(columns[one.name], one.type) for one in self._schema]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self.rows += len(arrays[0])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    array = values if isinstance(values, pa.Array) else pa.array(values)
    if array.type == kind:
        return array
    if pa.types.is_dictionary(kind) and not pa.types.is_dictionary(array.type):
        return array.cast(pa.string()).dictionary_encode()
    return array.cast(kind)


@dataclass(slots=True)
class SnapshotWriter:
    """Writes a snapshot of one installation; nobody else on the machine may read it."""

    folder: Path
    source: str
    years: tuple[int, ...]
    made_on: date

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(self.folder.stat().st_mode & ~_NO_RIGHTS)
        if any(self.folder.iterdir()):
            raise SnapshotError(f"{self.folder} is niet leeg. Kies een nieuwe map, of maak deze eerst leeg.")
        for year in self.years:
            (self.folder / calendar.label(year)).mkdir()
        with TableWriter(self.folder / f"{schema.KALENDER.name}.parquet", schema.KALENDER) as writer:
            writer.write(calendar_columns(self.years))

    def table(self, name: str, year: int) -> TableWriter:
        """A writer of one table of one school year, to be used with ``with``."""
        return TableWriter(self.folder / calendar.label(year) / f"{name}.parquet", schema.TABLES[name])

    def finish(self) -> None:
        """Write the manifest; a folder without one is no snapshot, so a half-written one is never read."""
        manifest = {
            "versie": schema.VERSION,
            "bron": self.source,
            "gemaakt_op": self.made_on.isoformat(),
            "schooljaren": [calendar.label(year) for year in self.years],
            "rijen": {
                f"{calendar.label(year)}/{name}": parquet.read_metadata(
                    self.folder / calendar.label(year) / f"{name}.parquet"
                ).num_rows
                for year in self.years
                for name in schema.BY_YEAR
            },
        }
        (self.folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def calendar_columns(years: Iterable[int]) -> dict[str, list[Any]]:
    """The Flemish calendar with running numbers of school days and half-days."""
    columns: dict[str, list[Any]] = {name: [] for name in schema.KALENDER.names}
    days = halves = 0
    for year in years:
        # A year more than is counted: who was excluded in June starts in September.
        for day in _days(calendar.first_day(year), calendar.last_day(year)):
            held = [calendar.is_half_day(day, part) for part in calendar.PARTS]
            days += any(held)
            halves += held[0]
            values = (year, day, any(held), days, halves)
            for name, value in zip(schema.KALENDER.names, values, strict=True):
                columns[name].append(value)
            halves += held[1]
    return columns


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One or many snapshots, read as one."""

    folders: tuple[Path, ...]
    years: tuple[int, ...]
    sources: tuple[str, ...]

    def files(self, table: str, year: int) -> list[str]:
        """The files of a table of a school year, one for each installation that has that year."""
        name = calendar.label(year)
        found = [folder / name / f"{table}.parquet" for folder in self.folders]
        return [str(path) for path in found if path.is_file()]

    def rows(self, table: str, year: int) -> int:
        """How many rows a table of a school year has."""
        return sum(parquet.read_metadata(path).num_rows for path in self.files(table, year))

    def calendar_file(self) -> str:
        return str(self.folders[0] / f"{schema.KALENDER.name}.parquet")


def read(*places: Path) -> Snapshot:
    """Open folders, each a snapshot or a folder of snapshots; raises SnapshotError."""
    folders: list[Path] = []
    for place in places:
        if not place.is_dir():
            raise SnapshotError(f"De map {place} bestaat niet. Kijk de naam na.")
        inside = sorted(child for child in place.iterdir() if (child / MANIFEST).is_file())
        if (place / MANIFEST).is_file():
            folders.append(place)
        elif inside:
            folders += inside
        else:
            raise SnapshotError(
                f"In {place} staat geen momentopname: {MANIFEST} ontbreekt. Maak er een met “leerrecht snapshot”."
            )
    manifests = [_manifest(folder) for folder in folders]
    years = sorted({_year(label) for one in manifests for label in one["schooljaren"]})
    if len({tuple(one["schooljaren"]) for one in manifests}) > 1:
        raise SnapshotError(
            "De momentopnamen beslaan niet dezelfde schooljaren. Maak ze opnieuw met dezelfde --schooljaren."
        )
    sources = tuple(str(one["bron"]) for one in manifests)
    if len(set(sources)) < len(sources):
        raise SnapshotError("Dezelfde installatie staat er twee keer bij. Laat één van beide weg.")
    return Snapshot(tuple(folders), tuple(years), sources)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SnapshotError(f"{folder / MANIFEST} kan niet gelezen worden: {error}.") from error
    if found.get("versie") != schema.VERSION:
        raise SnapshotError(
            f"{folder} heeft versie {found.get('versie')} van de tabellen, deze installatie leest {schema.VERSION}."
        )
    return found


def _year(label: str) -> int:
    return int(label.split("-", 1)[0])
