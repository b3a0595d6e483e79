"""The year strip to paint on: the cells of ``ui.strip`` that say which half-day they are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from leerrecht.law.calendar import PARTS, label
from leerrecht.law.casus import CasusFout
from leerrecht.law.codes import CODES_MET_ONBEKEND, GRONDEN
from leerrecht.law.engine import TELLERS
from leerrecht.law.nodes import to_date
from leerrecht.regelwijzer.domain.asking import Asked, HalfDay, Mark, strip_of
from leerrecht.regelwijzer.interfaces.sheet import ground_choices
from leerrecht.ui.codes import Code, code_of
from leerrecht.ui.strip import Day, year_strip

# What the script sends of a strip: one text a half-day that was noted.
_PARTS_OF_MARK = 3


@dataclass(frozen=True, slots=True)
class PaintMonth:
    name: str
    year: int
    weeks: SafeString


@dataclass(frozen=True, slots=True)
class Brush:
    """A code to paint with, and the grounds that may stand behind it."""

    code: Code
    grounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Painting:
    year: int
    label: str
    months: tuple[PaintMonth, ...]


def painting(asked: Asked, year: int) -> Painting:
    """The strip of one school year of a casus."""
    strip, grounds = strip_of(asked, year)
    drawn = year_strip(year=year, strip=strip, today=asked.op)
    months = tuple(
        PaintMonth(
            month.name,
            month.year,
            format_html_join(
                "",
                '<div class="strip-week"><span class="strip-week-label" aria-hidden="true">{}</span>{}</div>',
                (
                    (week.label, format_html_join("", "{}", ((_day(day, grounds),) for day in week.days)))
                    for week in month.weeks
                ),
            ),
        )
        for month in drawn.months
    )
    return Painting(year, label(year), months)


def _day(day: Day, grounds: Mapping[HalfDay, str]) -> SafeString:
    today = " strip-today" if day.today else ""
    cells = format_html_join("", "{}", ((_cell(day, place, grounds),) for place in range(len(PARTS))))
    return format_html('<div class="strip-day{}" title="{}">{}</div>', today, day.short, cells)


def _cell(day: Day, place: int, grounds: Mapping[HalfDay, str]) -> SafeString:
    half, part = day.halves[place], PARTS[place]
    if half.css == "strip-free":
        return SafeString('<span class="strip-cell strip-free"></span>')
    return format_html(
        '<span class="strip-cell {}" data-h="{}{}" data-c="{}" data-g="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        half.css,
        day.date.isoformat(),
        part,
        _mark_of(half.letter),
        grounds.get((day.date, part), ""),
        half.letter,
        half.text,
    )


_MARKS: dict[str, str] = {code_of(mark).letter: mark for mark in CODES_MET_ONBEKEND}


def _mark_of(letter: str) -> str:
    return _MARKS.get(letter, "")


def brushes() -> tuple[Brush, ...]:
    """The codes in the order in which the law counts them."""
    return tuple(Brush(code_of(mark), ground_choices(mark)) for mark in TELLERS)


def read_marks(text: str) -> dict[HalfDay, Mark] | None:
    """What was painted, as the script sends it: a list of "2026-10-05vm B ziek_medisch"; None where it is none."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(sent, list):
        return None
    marks: dict[HalfDay, Mark] = {}
    for item in sent:
        found = _read_mark(item)
        if found is None:
            return None
        marks[found[0]] = found[1]
    return marks


def _read_mark(item: object) -> tuple[HalfDay, Mark] | None:
    parts = str(item).split(" ")
    if len(parts) != _PARTS_OF_MARK:
        return None
    half, code, slug = parts
    try:
        day: date = to_date(half[:-2], "")
    except CasusFout:
        return None
    if half[-2:] not in PARTS or code not in CODES_MET_ONBEKEND:
        return None
    ground = GRONDEN.get(slug)
    return (day, half[-2:]), (code, slug if ground is not None and ground.code == code else None)
