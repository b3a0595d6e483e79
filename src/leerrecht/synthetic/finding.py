"""Do the signals of the law find the hidden groups? Recall, precision and lead time, beside simple baselines.

The law core answers for a sample of pupils at the end of each month of a school year, from what a register knows:
half-days and enrolments. Certificates and talks are not in a snapshot, so what rests on them finds nobody here.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import duckdb

from leerrecht.law import Casus, Inschrijving, Leerling, antwoord, calendar
from leerrecht.law.tables import waarde
from leerrecht.synthetic.generate import TRUTH
from leerrecht.synthetic.plant import GROUPS

# Which signals are meant to find a group.
SIGNALS: dict[str, frozenset[str]] = {
    "deeltijds_op_vraag_z": frozenset({"patroon.deeltijds", "patroon.vast_halfdag"}),
    "deeltijds_op_vraag_p": frozenset({"patroon.deeltijds", "patroon.vast_halfdag"}),
    "niet_gemelde_uitsluiting": frozenset({"thuiszitter", "verzuim.absoluut"}),
    "spijbelen_op_rooster": frozenset({"patroon.vast_halfdag"}),
    "vakantieverzuim": frozenset({"patroon.vakantie"}),
}
FIVE_B, TEN_PERCENT, THIRTY_B = "vijf halve dagen B", "tien procent afwezig", "dertig halve dagen B"
BASELINES = (FIVE_B, TEN_PERCENT, THIRTY_B)
SIGNAL = "signalen van de regels"
NO_ABSENCE = frozenset("AL")
TENTH = 0.1
MONTHS = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7)
Days = Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Line:
    """How one way of looking finds one group; ``earlier``: school days before the thirtieth B, of who reaches it."""

    group: str
    way: str
    planted: int
    found: int
    pointed: int
    right: int
    earlier: float | None
    never: int

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.pointed if self.pointed else 0.0


@dataclass
class Pupil:
    """One pupil of the sample: marks and enrolments of the year."""

    birth: int
    enrolments: list[Inschrijving] = field(default_factory=list)
    marks: list[tuple[date, str, str]] = field(default_factory=list)


def measure(folder: Path, year: int, *, one_in: int = 1) -> list[Line]:
    """A line for each hidden group and way of looking, of one pupil in so many."""
    truth = _truth(folder, year, one_in)
    firsts = {pupil: _first_days(known, year) for pupil, known in _sample(folder, year, one_in).items()}
    lines = []
    for group in GROUPS:
        planted = truth.get(group, set()) & set(firsts)
        for way, names in ((SIGNAL, SIGNALS[group]), *((name, frozenset({name})) for name in BASELINES)):
            lines.append(_line(group, way, names, planted, firsts))
    return lines


def _truth(folder: Path, year: int, one_in: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    with (folder / TRUTH).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["schooljaar"] == calendar.label(year) and int(row["leerling"]) % one_in == 0:
                found[row["groep"]].add(int(row["leerling"]))
    return found


def _sample(folder: Path, year: int, one_in: int) -> dict[int, Pupil]:
    """Leerplichtige pupils whose pseudonym is divisible: as good as drawn by lot."""
    place = folder / calendar.label(year)
    found: dict[int, Pupil] = {}
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        rows = connection.execute(
            f"""SELECT leerling, geboortejaar, school, van, tot, niveau, soort, stelsel
                FROM '{place}/inschrijvingen.parquet'
                WHERE leerling % ? = 0 AND leerplichtig ORDER BY leerling, van""",
            [one_in],
        ).fetchall()
        for pupil, birth, school, begin, end, level, kind, track in rows:
            known = found.setdefault(pupil, Pupil(birth))
            known.enrolments.append(
                Inschrijving(van=begin, tot=end, school=str(school), niveau=level, soort=kind, stelsel=track)
            )
        marks = connection.execute(
            f"""SELECT leerling, datum, namiddag, code FROM '{place}/halve_dagen.parquet'
                WHERE leerling % ? = 0 ORDER BY leerling, datum, namiddag""",
            [one_in],
        ).fetchall()
    for pupil, day, afternoon, code in marks:
        if pupil in found:
            found[pupil].marks.append((day, "nm" if afternoon else "vm", code))
    return found


def _first_days(pupil: Pupil, year: int) -> Days:
    """The first day on which each signal and each baseline pointed to a pupil."""
    found = _baselines(pupil, year)
    # Nobody asks about a year without an absence and without a gap.
    whole = len(pupil.enrolments) == 1 and pupil.enrolments[0].tot == calendar.last_day(year)
    if whole and all(code in NO_ABSENCE for _, _, code in pupil.marks):
        return found
    casus = Casus.of_marks(Leerling(date(pupil.birth, 7, 1)), pupil.enrolments, pupil.marks)
    wanted = frozenset().union(*SIGNALS.values())
    for month in MONTHS:
        on = date(year + (month <= MONTHS[-1]), month, 1) - timedelta(days=1)
        for outcome in antwoord(casus, on, verandert=False).uitkomsten:
            if outcome.regel in wanted:
                found.setdefault(outcome.regel, on)
    return found


def _baselines(pupil: Pupil, year: int) -> dict[str, date]:
    found: dict[str, date] = {}
    missed = [day for day, _, code in pupil.marks if code == "B"]
    for name, number in ((FIVE_B, waarde("b.melding")), (THIRTY_B, waarde("b.problematisch"))):
        if len(missed) >= number:
            found[name] = missed[number - 1]
    absent = [day for day, _, code in pupil.marks if code not in NO_ABSENCE]
    first = pupil.enrolments[0].van
    for month in MONTHS:
        on = date(year + (month <= MONTHS[-1]), month, 1) - timedelta(days=1)
        held = calendar.half_days(first, on)
        if held and sum(day <= on for day in absent) > TENTH * held:
            found[TEN_PERCENT] = on
            break
    return found


def _line(group: str, way: str, names: frozenset[str], planted: set[int], firsts: Mapping[int, Days]) -> Line:
    pointed = {pupil for pupil, days in firsts.items() if names & days.keys()}
    hit = planted & pointed
    gained, never = [], 0
    for pupil in hit:
        line = firsts[pupil].get(THIRTY_B)
        if line is None:
            never += 1
            continue
        first = min(firsts[pupil][name] for name in names & firsts[pupil].keys())
        gained.append(calendar.school_days(first, line) - 1 if first <= line else 1 - calendar.school_days(line, first))
    return Line(group, way, len(planted), len(hit), len(pointed), len(hit), median(gained) if gained else None, never)


def table(lines: Iterable[Line], write: Callable[[str], object]) -> None:
    """The lines as a table for people."""
    write(
        f"{'groep':26} {'kijkt naar':24} {'gezocht':>8} {'gevonden':>9} {'terecht':>8} "
        f"{'vroeger':>8} {'nooit 30 B':>11}"
    )
    for one in lines:
        earlier = "-" if one.earlier is None else f"{one.earlier:+.0f}"
        write(
            f"{one.group:26} {one.way:24} {one.planted:8} {100 * one.recall:7.0f} % {100 * one.precision:6.1f} % "
            f"{earlier:>8} {one.never:11}"
        )
