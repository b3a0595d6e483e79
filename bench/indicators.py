"""Figures at scale: making synthetic Flanders, all indicators, six of them beside hand-written SQL, and the signals."""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import duckdb

from bench.__main__ import report

SHARE, NATIONAL = 61_500, 1_230_000
SMALL = (6_000, 30_000)  # from about 10^5 half-days a year on
YEAR = 2024
PEAK = 8.0
SIX = (
    "problematische_afwezigheid", "vsv", "uitsluitingsgraad", "tijd_tot_nieuwe_school", "halve_dagen_per_code",
    "thuiszitters",
)  # fmt: skip
ABSENT = "('A','R','Z','M','H','P','B','-')"
BY_LEVEL = "GROUP BY GROUPING SETS ((), (niveau)) ORDER BY niveau NULLS FIRST"
LAST = "SELECT * FROM inschrijvingen WHERE laatste"
SQL = {
    "problematische_afwezigheid": f"""
        WITH b AS (SELECT leerling, count(*) AS n FROM halve_dagen WHERE code = 'B' GROUP BY 1)
        SELECT niveau, count(*) FILTER (WHERE coalesce(n, 0) + b_meegebracht >= 30), count(*)
        FROM ({LAST}) LEFT JOIN b USING (leerling) WHERE leerplichtig {BY_LEVEL}""",
    "vsv": f"""
        WITH gone AS (
            SELECT * FROM ({LAST}) WHERE niveau = 'secundair' AND regulier
            AND leerling NOT IN (SELECT leerling FROM volgende WHERE niveau = 'secundair'))
        SELECT niveau, count(*) FILTER (WHERE NOT gekwalificeerd AND geboortejaar + 18 <= {YEAR} + 1),
            count(*) FILTER (WHERE gekwalificeerd OR geboortejaar + 18 <= {YEAR} + 1)
        FROM gone {BY_LEVEL}""",
    "uitsluitingsgraad": f"""
        WITH m AS (SELECT leerling, count(*) AS n FROM maatregelen
            WHERE maatregel = 'definitieve_uitsluiting' AND leerplichtig AND gemeld GROUP BY 1)
        SELECT niveau, coalesce(sum(n), 0), count(*)
        FROM ({LAST}) LEFT JOIN m USING (leerling) WHERE leerplichtig {BY_LEVEL}""",
    "tijd_tot_nieuwe_school": f"""
        SELECT niveau, count(k2.dagnummer), count(*) FROM maatregelen m
        JOIN kalender k1 ON k1.datum = m.van LEFT JOIN kalender k2 ON k2.datum = m.nieuwe_school_op
        WHERE maatregel = 'definitieve_uitsluiting' AND leerplichtig AND gemeld {BY_LEVEL}""",
    "halve_dagen_per_code": f"""
        SELECT code, count(*), NULL FROM halve_dagen WHERE code IN {ABSENT}
        GROUP BY GROUPING SETS ((), (code)) ORDER BY code NULLS FIRST""",
    "thuiszitters": f"""
        WITH many AS (SELECT leerling FROM halve_dagen WHERE code IN {ABSENT} GROUP BY 1 HAVING count(*) >= 20),
        placed AS (SELECT h.leerling, k.dagnummer, k.halfdagnummer + h.namiddag::int AS plaats
            FROM halve_dagen h JOIN kalender k USING (datum) SEMI JOIN many USING (leerling)
            WHERE code IN ('R','Z','P','B','-') AND leerplichtig),
        runs AS (SELECT leerling, min(dagnummer) AS eerste, max(dagnummer) AS laatste FROM
            (SELECT *, plaats - row_number() OVER (PARTITION BY leerling ORDER BY plaats) AS eiland FROM placed)
            GROUP BY leerling, eiland HAVING count(*) >= 20),
        following AS (SELECT *, lead(van) OVER (PARTITION BY leerling ORDER BY van) AS volgende_van
            FROM inschrijvingen WHERE leerplichtig),
        away AS (SELECT leerling, tot, volgende_van, coalesce(volgende_van, DATE '{YEAR + 1}-08-31') AS eind
            FROM following
            WHERE CASE WHEN volgende_van IS NULL THEN tot < DATE '{YEAR + 1}-08-31' ELSE volgende_van > tot END),
        nowhere AS (SELECT leerling, a.dagnummer + 1 AS eerste, b.dagnummer - (volgende_van IS NOT NULL)::int AS laatste
            FROM away JOIN kalender a ON a.datum = tot JOIN kalender b ON b.datum = eind
            WHERE b.dagnummer - a.dagnummer - (volgende_van IS NOT NULL)::int >= 10),
        here AS (SELECT DISTINCT leerling FROM (FROM runs UNION ALL FROM nowhere),
            (SELECT dagnummer AS op FROM kalender WHERE datum = DATE '{YEAR + 1}-02-01')
            WHERE eerste + 9 <= op AND laatste >= op)
        SELECT niveau, count(*), NULL FROM here JOIN ({LAST}) USING (leerling) {BY_LEVEL}""",
}


def run(*, national: bool) -> None:
    pupils = NATIONAL if national else SHARE
    with tempfile.TemporaryDirectory(prefix="leerrecht-flanders-") as place:
        folder = Path(place) / "vlaanderen"
        made = _measured("make", folder, pupils)
        report("indicators.make", made["seconds"], "s", limit=f"{pupils} pupils, three school years")
        report("indicators.make.memory", made["gigabytes"], "GB", limit=f"< {PEAK} GB", holds=made["gigabytes"] < PEAK)
        _calibration(folder)
        done = _measured("all", folder)
        report("indicators.all", done["seconds"], "s", limit=f"{done['cells']} cells of {done['rows']} half-days")
        report("indicators.all.memory", done["gigabytes"], "GB", limit=f"< {PEAK} GB", holds=done["gigabytes"] < PEAK)
        _beside_sql(folder, national=national)
        _linear(Path(place), folder, pupils)
        _finding(folder)


def _measured(what: str, folder: Path, *arguments: object) -> dict[str, float]:
    """Run a part in a process of its own, so that its peak memory is its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.indicators", what, str(folder), *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def _calibration(folder: Path) -> None:
    from leerrecht.synthetic.calibration import compare, middle

    found = 100 * middle(compare(folder))
    report("indicators.calibration", found, "% median deviation", limit="< 5 %", holds=found < 5)


def _beside_sql(folder: Path, *, national: bool) -> None:
    """Below national size making the query costs more than running it: there only the answers are judged."""
    from leerrecht.indicators.engine import indicators, opened
    from leerrecht.indicators.store import read

    for name in SIX:
        breakdown = ("code",) if name == "halve_dagen_per_code" else ("niveau",)
        indicator = replace(indicators([name])[0], breakdowns=(breakdown,))
        times, answers = [], []
        for _round in range(2):
            begin = time.perf_counter()
            with opened(read(folder)) as computation:
                found = list(computation.answers([indicator], YEAR, attributions=indicator.attributions[:1]))
            times.append(time.perf_counter() - begin)
            answers = [(cell.values, cell.numerator, cell.denominator) for one in found for cell in one.cells]
        reference, rows = _sql(folder, name)
        same = sorted(answers, key=repr) == sorted(rows, key=repr)
        ratio = min(times) / reference
        report(
            f"indicators.sql.{name}", min(times), "s", reference=reference,
            limit="ratio <= 3 and the same answers" if national else "the same answers",
            holds=same and (ratio <= 3 or not national),
        )  # fmt: skip


def _sql(folder: Path, name: str) -> tuple[float, list[tuple[object, ...]]]:
    times, rows = [], []
    for _round in range(2):
        begin = time.perf_counter()
        with duckdb.connect() as connection:
            for table in ("inschrijvingen", "halve_dagen", "maatregelen"):
                connection.execute(f"CREATE VIEW {table} AS FROM '{folder}/{YEAR}-{YEAR + 1}/{table}.parquet'")
            connection.execute(f"CREATE VIEW volgende AS FROM '{folder}/{YEAR + 1}-{YEAR + 2}/inschrijvingen.parquet'")
            connection.execute("SET enable_progress_bar = false")
            connection.execute(f"CREATE VIEW kalender AS FROM '{folder}/kalender.parquet'")
            rows = connection.execute(SQL[name]).fetchall()
        times.append(time.perf_counter() - begin)
    # The first row is the whole; of a level without cases SQL and indicator both say nothing.
    return min(times), [
        (() if number == 0 else (value,), count, total) for number, (value, count, total) in enumerate(rows)
    ]


def _linear(place: Path, large: Path, pupils: int) -> None:
    """What a million half-days more cost, among few and among many."""
    measured: list[tuple[float, float]] = []
    for size in (*(size for size in SMALL if size < pupils), pupils):
        folder = large if size == pupils else place / str(size)
        if size != pupils:
            _measured("make", folder, size)
        done = _measured("share", folder)
        measured.append((done["rows"], done["seconds"]))
        report(f"indicators.linear.{int(done['rows'])}", done["seconds"], "s", limit="two indicators, all breakdowns")
    # What a million more costs: starting and making the queries costs the same for few and for many.
    steps = [(after[1] - before[1]) / (after[0] - before[0]) * 1_000_000 for before, after in pairwise(measured)]
    report(
        "indicators.linear", steps[-1], "s/million half-days more", reference=steps[0],
        limit="ratio <= 1.25", holds=steps[-1] / steps[0] <= 1.25,
    )  # fmt: skip


def _finding(folder: Path) -> None:
    from leerrecht.indicators.store import read
    from leerrecht.synthetic.finding import measure, table

    rows = read(folder).rows("inschrijvingen", YEAR)
    lines = measure(folder, YEAR, one_in=max(1, rows // 20_000))
    table(lines, print)
    for one in lines:
        name = f"finding.{one.group}.{one.way.replace(' ', '_')}"
        report(f"{name}.recall", 100 * one.recall, "%")
        report(f"{name}.precision", 100 * one.precision, "%")


def _child(what: str, folder: Path, arguments: list[str]) -> None:
    import resource

    from leerrecht.indicators.engine import indicators, opened
    from leerrecht.indicators.store import read
    from leerrecht.synthetic.generate import generate

    begin, cells = time.perf_counter(), 0
    if what == "make":
        generate(folder, pupils=int(arguments[0]), seed=1)
    else:
        with opened(read(folder)) as computation:
            wanted = indicators(() if what == "all" else ("problematische_afwezigheid", "halve_dagen_per_code"))
            cells = sum(len(one.cells) for one in computation.answers(wanted, YEAR))
    found = {
        "seconds": time.perf_counter() - begin,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000,
        "cells": cells,
        "rows": read(folder).rows("halve_dagen", YEAR),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    _child(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
