"""The year strip: every half-day of a school year, from the bytes of ``leerrecht.law.strip`` to what the page draws."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerrecht.law import calendar
from leerrecht.ui.codes import MARKS, PRESENT, Code, code_of

FREE = " "
SCHOOL_DAYS = 5
LAST_MONTH = 6
PARTS: dict[str, str | Promise] = {"vm": gettext_lazy("voormiddag"), "nm": gettext_lazy("namiddag")}

HalfDay = tuple[date, str]


@dataclass(frozen=True, slots=True)
class Note:
    """Something that belongs to a half-day, such as a certificate; ``href`` makes the half-day a link."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Half:
    """One cell. ``text`` is empty where there is nothing to tell: present, not yet noted or no school."""

    css: str
    letter: str = ""
    text: str = ""
    href: str = ""
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    short: str
    halves: tuple[Half, Half]
    today: bool


@dataclass(frozen=True, slots=True)
class Week:
    label: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """``ahead``: it has yet to begin and nothing is noted in it."""

    name: str
    year: int
    weeks: tuple[Week, ...]
    ahead: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One half-day that differs from present, for the list beside the drawing."""

    date: date
    day: str
    part: str | Promise
    code: Code
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class YearStrip:
    """What ``<c-strip>`` draws. ``counts`` are the codes that occur, in the order of the law, with how often."""

    label: str
    months: tuple[Month, ...]
    counts: tuple[tuple[Code, int], ...]
    rows: tuple[Row, ...]
    summary: str


def _day_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month]} {day.year}"


def _rows(year: int, strip: str, notes: Mapping[HalfDay, Note]) -> tuple[Row, ...]:
    rows = []
    start = calendar.first_day(year)
    for place, mark in enumerate(strip):
        if mark in (FREE, PRESENT):
            continue
        day, part = start + timedelta(days=place // 2), calendar.PARTS[place % 2]
        note = notes.get((day, part), Note(""))
        rows.append(Row(day, _day_words(day), PARTS[part], code_of(mark), note.text, note.href))
    return tuple(rows)


def _half(mark: str, day: date, part: str, note: Note | None, today: date) -> Half:
    if mark == FREE:
        return Half("strip-free")
    note_text = f", {note.text}" if note and note.text else ""
    href = note.href if note else ""
    if mark == PRESENT and not note:
        return Half("strip-later" if day > today else "code-present")
    code = code_of(mark)
    text = f"{_day_words(day)}, {PARTS[part]}: {code.letter} {code.meaning}{note_text}"
    return Half(code.css, code.letter, text, href, bool(note and note.text))


def _day(day: date, strip: str, start: date, notes: Mapping[HalfDay, Note], today: date) -> Day:
    place = 2 * (day - start).days
    inside = 0 <= place < len(strip)
    halves = [
        _half(strip[place + half] if inside else FREE, day, part, notes.get((day, part)), today)
        for half, part in enumerate(calendar.PARTS)
    ]
    short = f"{WEEKDAYS_ABBR[day.weekday()]} {day.day} {MONTHS[day.month]}"
    return Day(day, short, (halves[0], halves[1]), day == today)


def _months(year: int, strip: str, notes: Mapping[HalfDay, Note], today: date) -> tuple[Month, ...]:
    """Weeks of Monday to Friday from September to June; a week stands in the month of its first day."""
    start = calendar.first_day(year)
    last = date(year + 1, LAST_MONTH, 30)
    monday = start - timedelta(days=start.weekday())
    if start.weekday() >= SCHOOL_DAYS:
        monday += timedelta(days=7)
    months: dict[tuple[int, int], list[Week]] = {}
    while monday <= last:
        first = max(monday, start)
        days = tuple(_day(monday + timedelta(days=n), strip, start, notes, today) for n in range(SCHOOL_DAYS))
        months.setdefault((first.year, first.month), []).append(Week(str(first.day), days))
        monday += timedelta(days=7)
    return tuple(
        Month(str(MONTHS[month]), in_year, tuple(weeks), _ahead(weeks, today))
        for (in_year, month), weeks in months.items()
    )


def _ahead(weeks: list[Week], today: date) -> bool:
    empty = not any(half.text for week in weeks for day in week.days for half in day.halves)
    return empty and weeks[0].days[0].date > today


def _summary(label: str, counts: tuple[tuple[Code, int], ...]) -> str:
    if not counts:
        return _("Schooljaar %(label)s: geen enkele afwezigheid genoteerd.") % {"label": label}
    parts = [
        ngettext("%(n)d halve dag %(letter)s (%(meaning)s)", "%(n)d halve dagen %(letter)s (%(meaning)s)", n)
        % {"n": n, "letter": code.letter, "meaning": code.meaning}
        for code, n in counts
    ]
    return _("Schooljaar %(label)s: %(parts)s.") % {"label": label, "parts": ", ".join(parts)}


def year_strip(*, year: int, strip: bytes, today: date, notes: Mapping[HalfDay, Note] | None = None) -> YearStrip:
    """The strip of one pupil and school year (732 bytes) as months, weeks, days and halves, with counts and a list.

    ``notes`` are keyed by half-day: (date, "vm" or "nm").
    """
    text, notes = strip.decode("ascii"), notes or {}
    label = calendar.label(year)
    rows = _rows(year, text, notes)
    seen = Counter(row.code.mark for row in rows)
    counts = tuple((code_of(mark), seen[mark]) for mark in MARKS if seen[mark])
    return YearStrip(label, _months(year, text, notes, today), counts, rows, _summary(label, counts))
