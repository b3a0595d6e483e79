"""Import of absences in block text: marks a second, and whether memory stays flat."""

import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import psutil
from django.db import connection

from bench import data
from bench.__main__ import YEAR, report
from leerrecht import law

NUMBER = "900003"
SMALL, LARGE, NATIONAL = 20_000, 200_000, 500_000


def run(*, national: bool) -> None:
    data.make_school(year=YEAR, pupils=1600, number=NUMBER, absent=0)
    with tempfile.TemporaryDirectory() as folder:
        _small_seconds, small_memory = _import(Path(folder) / "klein.txt", SMALL)
        count = NATIONAL if national else LARGE
        seconds, memory = _import(Path(folder) / "groot.txt", count)
    speed = count / seconds
    report("import.marks", speed, "marks/s", limit=">= 20000", holds=speed >= 20_000)
    growth = memory - small_memory
    report(
        "import.memory", memory, "MB", reference=small_memory,
        limit=f"at most 40 MB more for {count} marks than for {SMALL}", holds=growth <= 40,
    )  # fmt: skip


def _import(path: Path, count: int) -> tuple[float, float]:
    """Seconds of the whole command, and its peak memory in MB."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM attendance_halfday WHERE source = 'invoer'")
    _write(path, count)
    command = [sys.executable, "-m", "leerrecht", "import", "afwezigheden", str(path), "--bestuur", f"Bestuur {NUMBER}"]
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    watched, peak = psutil.Process(child.pid), 0
    while child.poll() is None:
        try:
            peak = max(peak, watched.memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.05)
    seconds = time.perf_counter() - begin
    if child.wait():
        raise SystemExit("the import failed")
    return seconds, peak / 1024 / 1024


def _write(path: Path, count: int) -> None:
    """Marks for every pupil on as many half-days as it takes."""
    pupils = [f"{number:010d}" for number in range(1, 1601)]
    days = (date(YEAR, 9, 1) + timedelta(days=offset) for offset in range(303))
    places = ((day, moment) for day in days for part, moment in (("vm", 1), ("nm", 6)) if law.is_half_day(day, part))
    left = count
    with path.open("w", newline="\r\n") as file:
        for day, moment in places:
            block = pupils[:left]
            file.write(f"{day:%d%m%y}T{moment}\n{'DBR'[day.day % 3]}\n" + "\n".join(block) + "\n")
            left -= len(block)
            if not left:
                break
