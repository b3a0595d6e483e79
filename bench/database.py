"""Synthetic Flanders in PostgreSQL: loading a share of it with COPY, its size, and computing every duty from nothing.

What is measured is a share; what it means for all of Flanders is stated as a multiplication, and as nothing more.
"""

import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from pyarrow import parquet

from bench.__main__ import YEAR, report
from leerrecht.config.processes import as_owner
from leerrecht.duties.domain.everyone import recompute_all
from leerrecht.law import calendar
from leerrecht.organisations.models import Board
from leerrecht.synthetic.generate import generate

SHARE, NATIONAL_SHARE, NATIONAL = 30_000, 100_000, 1_230_000
# Taken off the number of each school: the other parts of the bench have schools from 600,000 on.
ASIDE = 500_000
PROCESSES = 2
TODAY = date(YEAR + 1, 6, 26)
TABLES = (
    "people_pupil", "enrolment_enrolment", "attendance_halfday_2025", "duties_outcome", "duties_pupilanswer",
)  # fmt: skip
PUPIL = (
    "id", "first_name", "last_name", "sort_key", "birth_date", "gender", "nationality", "domicile", "home_language",
    "residence", "created_at",
)  # fmt: skip
ENROLMENT = (
    "id", "pupil_id", "school_id", "school_year", "period", "share", "level", "kind", "track", "b_brought_along",
    "onderwijsvorm", "stroom", "finaliteit", "studierichting", "administratieve_groep", "buo_type", "opleidingsvorm",
    "leave_reason",
)  # fmt: skip
HALF_DAY = ("school_year", "pupil_id", "date", "part", "enrolment_id", "school_id", "mark", "source")


def run(*, national: bool) -> None:
    pupils = NATIONAL_SHARE if national else SHARE
    times = NATIONAL / pupils
    with tempfile.TemporaryDirectory(prefix="leerrecht-flanders-") as place:
        folder = Path(place) / "vlaanderen"
        generate(folder, pupils=pupils, seed=1)
        year = folder / calendar.label(YEAR)
        with as_owner():
            known, seconds = _people(year)
            rows, filled = _half_days(year, known)
    whole = f"{pupils} pupils; all of Flanders is {times:.1f} times as much"
    report("database.load.people", seconds, "s", limit=whole)
    report("database.load.half_days", rows / filled, "rows/s", limit=f"{rows} rows into their partition, with keys")
    report("database.load.flanders", (seconds + filled) * times / 60, "min", limit="multiplied, one stream")
    begin = time.perf_counter()
    done = recompute_all(TODAY, processes=PROCESSES)
    again = time.perf_counter() - begin
    if done.refused:
        raise SystemExit(f"the law refused pupils: {list(done.refused.items())[:3]}")
    report("database.duties", done.pupils / again, "pupils/s", limit=f"{PROCESSES} processes, {again:.0f} s")
    report("database.duties.flanders", NATIONAL / (done.pupils / again) / 60, "min", limit="multiplied, two processes")
    for table, size in _sizes():
        report(f"database.size.{table}", size / pupils, "bytes/pupil", limit=f"{size * times / 1e9:.1f} GB in Flanders")


def _people(year: Path) -> tuple[dict[tuple[int, int, date], tuple[int, int, int]], float]:
    """Load schools, pupils and enrolments; gives (pupil, school, first day) -> ids, and the seconds of COPY."""
    board = Board.objects.create(kind="bestuur", name="Vlaanderen")
    schools = {row["school"]: row for row in _rows(year / "scholen.parquet")}
    rows = list(_rows(year / "inschrijvingen.parquet"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM organisations_organisation")
        first_school = cursor.fetchone()[0] + 1
        cursor.execute("SELECT coalesce(max(id), 0) FROM people_pupil")
        first_pupil = cursor.fetchone()[0] + 1
        cursor.execute("SELECT coalesce(max(id), 0) FROM enrolment_enrolment")
        first_enrolment = cursor.fetchone()[0] + 1
    of_school = {number: first_school + place for place, number in enumerate(schools)}
    of_pupil: dict[int, int] = {}
    for row in rows:
        of_pupil.setdefault(row["leerling"], first_pupil + len(of_pupil))
    born = {of_pupil[row["leerling"]]: row["geboortejaar"] for row in rows}
    now = datetime(YEAR, 9, 1, tzinfo=ZoneInfo("Europe/Brussels"))
    enrolled = {
        (row["leerling"], row["school"], row["van"]): (
            first_enrolment + place, of_pupil[row["leerling"]], of_school[row["school"]],
        ) for place, row in enumerate(rows)
    }  # fmt: skip
    begin = time.perf_counter()
    _copy(
        "organisations_organisation",
        ("id", "kind", "name"),
        ((pk, "school", f"School {number}") for number, pk in of_school.items()),
    )
    _copy(
        "organisations_school",
        ("organisation_id", "number", "level", "school_kind", "board_id", "moment_vm", "moment_nm"),
        (
            (of_school[number], str(number - ASIDE), row["niveau"], row["soort"], board.pk, 1, 6)
            for number, row in schools.items()
        ),
    )
    _copy(
        "people_pupil",
        PUPIL,
        (
            (pk, "Kind", f"Nummer {pk}", f"nummer {pk}", date(year_, 7, 1), "", "BE", "BE", "", "thuis", now)
            for pk, year_ in born.items()
        ),
    )
    _copy(
        "enrolment_enrolment", ENROLMENT,
        (
            (
                pk, pupil, school, YEAR, f"[{row['van']},{row['tot']}]", "voltijds", row["niveau"], row["soort"],
                row["stelsel"], 0, row["onderwijsvorm"], row["stroom"], row["finaliteit"], "", "", row["buo_type"],
                row["opleidingsvorm"], "",
            ) for row, (pk, pupil, school) in zip(rows, enrolled.values(), strict=True)
        ),
    )  # fmt: skip
    return enrolled, time.perf_counter() - begin


def _half_days(year: Path, enrolled: dict[tuple[int, int, date], tuple[int, int, int]]) -> tuple[int, float]:
    """Load the half-days through the partitioned table; gives their number and the seconds of COPY."""
    here: dict[tuple[int, int], tuple[int, int, int]] = {
        (pupil, school): ids for (pupil, school, _since), ids in enrolled.items()
    }
    counted = 0

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal counted
        for batch in parquet.ParquetFile(year / "halve_dagen.parquet").iter_batches(65_536):
            columns = (batch.column(name).to_pylist() for name in ("leerling", "school", "datum", "namiddag", "code"))
            for pupil, school, day, afternoon, code in zip(*columns, strict=True):
                pk, pupil_id, school_id = here[pupil, school]
                counted += 1
                yield YEAR, pupil_id, day, "nm" if afternoon else "vm", pk, school_id, code, "invoer"

    begin = time.perf_counter()
    _copy("attendance_halfday", HALF_DAY, rows())
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_statistics()")
    return counted, time.perf_counter() - begin


def _rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return found


def _copy(table: str, columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as target,
    ):
        for row in rows:
            target.write_row(row)


def _sizes() -> list[tuple[str, int]]:
    """Bytes of each table with its indexes; of duties all partitions together."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT name, coalesce((SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree(name::regclass)
                                      WHERE isleaf), pg_total_relation_size(name::regclass))
               FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NOT NULL""",
            [list(TABLES)],
        )
        return [(name, int(size)) for name, size in cursor.fetchall()]
