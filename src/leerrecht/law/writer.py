"""Writes a casus the way the reader reads it: the inverse of `reader`, as plain data and as a YAML text."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

import yaml

from leerrecht.law import strip as strips
from leerrecht.law.calendar import school_year
from leerrecht.law.casus import Casus, Leerling, Periode
from leerrecht.law.nodes import ISO_DATE
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.topics.lezen import topic_data

WIDTH = 120
MARKED = b"ARZMHPB-"

Mark = tuple[str, str | None]
HalfDay = tuple[date, str, Mark | None]


class _Dumper(yaml.SafeDumper):
    """No references: the reader refuses them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_casus(data: Mapping[str, object]) -> str:
    """Plain data of a casus as YAML in the order given; dates stand bare, as people write them."""
    text: str = yaml.dump(_bare(data), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text


def casus_data(casus: Casus) -> dict[str, object]:
    """A casus as plain data with the keys of the contract; what equals its default is left out.

    The contract has one list of free days: those of each school that fall in its enrolment. Free half-days have no
    key there, and are left out. Late arrivals are no absence.
    """
    free = set(casus.vrije_dagen)
    for van, tot, enrolment in casus.perioden:
        free.update(day for day in enrolment.vrije_dagen if van <= day <= tot)
    found: dict[str, object] = {
        "leerling": _pupil(casus.leerling),
        "inschrijvingen": [_fields(item, ("school", "niveau", "soort", "stelsel", "van", "tot", "b_vorige_school"))
                           for item in casus.inschrijvingen],
        "vrije_dagen": [day.isoformat() for day in sorted(free)],
        "afwezigheden": absence_rows(_half_days(casus)),
        "attesten": [_fields(item, ("soort", "van", "tot"), always=("soort",)) for item in casus.attesten],
        "gebeurtenissen": [_fields(item, ("datum", "soort", "school", "bij")) for item in casus.gebeurtenissen],
        "toah": [_fields(item, ("van", "tot", "grond"), always=("grond",)) for item in casus.toah],
        "maatregelen": [_fields(item, ("soort", "school", "van", "tot"), always=("soort",))
                        for item in casus.maatregelen],
        "instellingen": {name: _plain(value) for name, value in casus.instellingen.items()},
        "meer": topic_data(casus.meer, ONDERWERPEN),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _pupil(pupil: Leerling) -> dict[str, object]:
    found = _fields(pupil, tuple(item.name for item in fields(pupil) if item.name not in _PERIODS))
    for name in _PERIODS:
        spans: tuple[Periode, ...] = getattr(pupil, name)
        if spans:
            found[name] = [_fields(span, ("van", "tot")) for span in spans]
    return found


_PERIODS = ("vrijstellingen", "huisonderwijs")


def _fields(item: Any, names: tuple[str, ...], *, always: tuple[str, ...] = ()) -> dict[str, object]:
    defaults = {known.name: known.default for known in fields(item)}
    return {
        name: _plain(value)
        for name in names
        if (value := getattr(item, name)) != defaults[name] or defaults[name] is MISSING or name in always
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _bare(value: object) -> object:
    """The same data with dates for texts that read as an existing date."""
    if isinstance(value, Mapping):
        return {key: _bare(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_bare(item) for item in value]
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _half_days(casus: Casus) -> Iterable[HalfDay]:
    for year, strip in sorted(casus.halve_dagen.items()):
        for place, byte in enumerate(strip):
            if byte != strips.FREE:
                day, part = strips.half_day(year, place)
                yield day, part, (chr(byte), casus.gronden.get((day, part))) if byte in MARKED else None


@dataclass(slots=True)
class _Run:
    """The same half-days, school day after school day, with the same mark; `part` "" is the whole day."""

    part: str
    mark: Mark
    van: date
    tot: date

    def row(self) -> dict[str, object]:
        found: dict[str, object] = {"van": self.van.isoformat(), "tot": self.tot.isoformat()}
        if self.part:
            found["dagdelen"] = [self.part]
        found["code"] = self.mark[0]
        if self.mark[1] is not None:
            found["grond"] = self.mark[1]
        return found


def absence_rows(half_days: Iterable[HalfDay]) -> list[dict[str, object]]:
    """Half-days as the fewest rows of `afwezigheden` that read naturally, oldest first.

    `half_days` are all that are held, in order: (date, part, (code, ground) or None where present). Days that follow
    each other with the same mark make one row; a row never runs over the end of a school year.
    """
    days: dict[date, dict[str, Mark | None]] = {}
    for day, part, mark in half_days:
        days.setdefault(day, {})[part] = mark
    runs: list[_Run] = []
    running: dict[str, _Run] = {}
    before: date | None = None
    for day, parts in days.items():
        if before is None or school_year(before) != school_year(day):
            running = {}
        before = day
        marks = list(parts.values())
        whole = marks[0] if all(mark == marks[0] for mark in marks) else None
        wanted: dict[str, Mark | None] = {"": whole} if whole else dict(parts)
        for part in ("", *parts):
            _go_on(runs, running, part, wanted.get(part), day)
    runs.sort(key=lambda run: (run.van, run.tot, run.part != "vm"))
    return [run.row() for run in runs]


def _go_on(runs: list[_Run], running: dict[str, _Run], part: str, mark: Mark | None, day: date) -> None:
    """Lengthen the run of this part of the day, or end it and begin another."""
    run = running.get(part)
    if run is not None and run.mark == mark:
        run.tot = day
        return
    running.pop(part, None)
    if mark is not None:
        running[part] = _Run(part, mark, day, day)
        runs.append(running[part])
