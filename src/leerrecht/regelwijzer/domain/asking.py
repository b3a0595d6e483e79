"""Asks the law about a casus in plain data. Nothing is stored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leerrecht.law import Antwoord, BuitenKalender, Casus, CasusFout, antwoord, parse_casus
from leerrecht.law import strip as strips
from leerrecht.law.calendar import FIRST_YEAR, LAST_YEAR, SIZE, first_day, is_half_day, last_day, school_year, why_free
from leerrecht.law.casus import OPEN_END
from leerrecht.law.nodes import to_date
from leerrecht.law.writer import absence_rows

_ANYBODY = {"leerling": {"geboortedatum": "2010-01-01"}}
_FLANDERS: tuple[strips.Segment, ...] = ((date.min, OPEN_END, frozenset(), frozenset()),)
OP = "op"

Data = Mapping[str, Any]
HalfDay = tuple[date, str]
Mark = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """What the reader says is wrong; ``place`` as the reader names it, "" where it is the whole."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A casus with what the law says of it; ``casus`` and ``answer`` are None where a fault was found."""

    data: Data
    op: date
    casus: Casus | None = None
    answer: Antwoord | None = None
    fault: Fault | None = None


def ask(data: Data, op: date) -> Asked:
    """The answer of the law on a date, or the first fault."""
    try:
        casus = parse_casus(data)
    except CasusFout as error:
        return Asked(data, op, fault=fault_of(error))
    try:
        # Far outside the calendars the arithmetic on dates itself gives up.
        why_free(op)
        return Asked(data, op, casus, antwoord(casus, op))
    except BuitenKalender as error:
        return Asked(data, op, casus, fault=Fault(OP, clean(str(error))))


def fault_of(error: CasusFout) -> Fault:
    """The place and the message of what the reader said."""
    place, colon, message = clean(str(error)).partition(": ")
    return Fault(place, message) if colon and " " not in place else Fault("", clean(str(error)))


def clean(text: str) -> str:
    """The text without half characters, which no page can show."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def cleaned(value: Any) -> Any:
    """The same data in which every text is clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {cleaned(key): cleaned(item) for key, item in value.items()}
    return value


def strip_of(asked: Asked, year: int) -> tuple[bytes, Mapping[HalfDay, str]]:
    """The strip of a school year with the grounds, of as much of the casus as can be read."""
    for casus in _readable(asked):
        return casus.strip(year), casus.gronden
    return strips.base(year, _FLANDERS), {}


def _readable(asked: Asked) -> Iterator[Casus]:
    if asked.casus is not None:
        yield asked.casus
    for keys in (("inschrijvingen", "vrije_dagen", "afwezigheden"), ("afwezigheden",)):
        casus = _read({**_ANYBODY, **{key: asked.data[key] for key in keys if key in asked.data}})
        if casus is not None:
            yield casus


def _read(data: Data) -> Casus | None:
    try:
        return parse_casus(data)
    except CasusFout:
        return None


def years_of(asked: Asked) -> list[int]:
    """The school years that can be painted: of the date, the one before, and those in which something was noted."""
    now = school_year(asked.op)
    years = {now, now - 1}
    if asked.casus is not None:
        years |= set(asked.casus.halve_dagen)
    return sorted((year for year in years if FIRST_YEAR <= year <= LAST_YEAR), reverse=True)


def painted(data: Data, year: int, marks: Mapping[HalfDay, Mark]) -> dict[str, Any]:
    """The casus in which the absences of one school year are those that were painted.

    Rows of other years stay; a row that runs over the edge of the year keeps what lies outside it. A row that cannot
    be read stays too, for the reader to refuse.
    """
    free = frozenset(day for text in data.get("vrije_dagen") or [] if (day := _day(text)))
    rows = [piece for row in data.get("afwezigheden") or [] for piece in _outside(row, year)]
    rows += absence_rows(
        (day, part, marks.get((day, part)))
        for place in range(SIZE)
        for day, part in [strips.half_day(year, place)]
        if school_year(day) == year and is_half_day(day, part, free)
    )
    return {**data, "afwezigheden": rows}


def _outside(row: dict[str, Any], year: int) -> Iterator[dict[str, Any]]:
    """What of a row lies outside a school year."""
    van, tot = _day(row.get("van")), _day(row.get("tot"))
    if van is None or (tot is None and "tot" in row):
        yield row
        return
    if van < first_day(year):
        yield row if tot and tot < first_day(year) else {**row, "tot": last_day(year - 1).isoformat()}
    if tot is None or tot > last_day(year):
        yield row if van > last_day(year) else {**row, "van": first_day(year + 1).isoformat()}


def _day(value: object) -> date | None:
    try:
        return to_date(value, "")
    except CasusFout:
        return None
