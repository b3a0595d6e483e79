"""The law on one pupil, on 100,000 pupils by two processes, and on ever more half-days."""

import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from django.db import connection

from bench import data
from bench.__main__ import YEAR, report
from leerrecht import law
from leerrecht.config.processes import as_owner
from leerrecht.duties.domain.everyone import recompute_all
from leerrecht.duties.domain.recompute import recompute

TODAY = date(YEAR + 1, 6, 26)
PUPILS = 100_000
PER_SCHOOL = 1_000
PROCESSES = 2
ABSENT = 0.06
SIZES = (10_000, 100_000, 1_000_000)  # half-day rows
TABLES = ("duties_outcome", "duties_pupilanswer")


def run() -> None:
    _one_pupil()
    for number in range(PUPILS // PER_SCHOOL):
        data.make_school(year=YEAR, pupils=PER_SCHOOL, number=f"8{number:05d}", absent=ABSENT, analyze=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_statistics()")
    _empty()
    begin = time.perf_counter()
    done = recompute_all(TODAY, processes=PROCESSES)
    seconds = time.perf_counter() - begin
    if done.refused:
        raise SystemExit(f"the law refused pupils: {done.refused}")
    rate = done.pupils / seconds
    report("duties.everyone", rate, "pupils/s", limit=">= 4000 pupils/s", holds=rate >= 4000)
    report("duties.everyone.seconds", seconds, "s", reference=_copied(), limit="reference: COPY of the same rows")
    _linear()


def _one_pupil() -> None:
    """A pupil who missed 60 half-days of a full year, the next date of change included."""
    days = [date(YEAR, 9, 1) + timedelta(days=offset) for offset in range(298)]
    held = [(day, part) for day in days for part in ("vm", "nm") if law.is_half_day(day, part)]
    chance = random.Random(60)
    marks = [(day, part, chance.choice("ZZZBBRP-")) for day, part in sorted(chance.sample(held, 60))]
    pupil = law.Leerling(date(YEAR - 14, 5, 3))
    here = law.Inschrijving(van=date(YEAR, 9, 1), tot=None, school="S", niveau="secundair")
    rounds = 500
    begin = time.perf_counter()
    for _round in range(rounds):
        law.antwoord(law.Casus.of_marks(pupil, [here], marks), TODAY)
    value = (time.perf_counter() - begin) / rounds * 1000
    report("duties.pupil", value, "ms", limit="< 1 ms", holds=value < 1)


def _empty() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)}")
        cursor.execute("CHECKPOINT")


def _copied() -> float:
    """Seconds to COPY out the half-days that were read, and to COPY in again the rows that were written."""
    begin = time.perf_counter()
    _copy_out("attendance_halfday_2025", Path("/dev/null"))
    seconds = time.perf_counter() - begin
    with tempfile.TemporaryDirectory() as folder, as_owner(), connection.cursor() as cursor:
        for table in TABLES:
            file = Path(folder) / table
            _copy_out(table, file)
            cursor.execute(f"CREATE TABLE bench_{table} (LIKE {table} INCLUDING ALL)")
            begin = time.perf_counter()
            with file.open("rb") as source, cursor.copy(f"COPY bench_{table} FROM STDIN") as target:
                while block := source.read(1 << 16):
                    target.write(block)
            seconds += time.perf_counter() - begin
            cursor.execute(f"DROP TABLE bench_{table}")
    return seconds


def _copy_out(table: str, file: Path) -> None:
    with connection.cursor() as cursor, file.open("wb") as target, cursor.copy(f"COPY {table} TO STDOUT") as source:
        for block in source:
            target.write(block)


def _linear() -> None:
    """What a half-day costs among few and among many, in one process."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT h.pupil_id, count(*)
               FROM attendance_halfday h JOIN organisations_school s ON s.organisation_id = h.school_id
               WHERE s.number LIKE '8%%' GROUP BY h.pupil_id ORDER BY h.pupil_id"""
        )
        counts = cursor.fetchall()
    first = None
    for size in SIZES:
        chosen, rows = [], 0
        for pupil, count in counts:
            if rows >= size:
                break
            chosen.append(pupil)
            rows += count
        _empty()
        begin = time.perf_counter()
        for place in range(0, len(chosen), 500):
            recompute(chosen[place : place + 500], TODAY)
        each = (time.perf_counter() - begin) / rows * 1_000_000
        first = first or each
        report(
            f"duties.linear.{size}", each, "µs/half-day", reference=first, limit="ratio <= 1.25",
            holds=each / first <= 1.25,
        )  # fmt: skip
