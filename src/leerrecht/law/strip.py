"""A year of half-days as a strip: 732 bytes, two for each of 366 days from 1 September.

The index of a half-day is 2 * (days since 1 September) + (0 for vm, 1 for nm). The bytes: "." lessons held and nothing
noted, so present; " " no school; "L" present but late; "-" absent, reason unknown; A R Z M H P B absent with that code.
In a school year of 365 days the last two bytes are spaces.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from leerrecht.law.calendar import NO_DAYS, NO_PARTS, SIZE, FreeDays, FreeParts, first_day, school_calendar, school_year

HELD = 0x2E
FREE = 0x20
ABSENT = b"ARZMHPB-"
MARKS = ABSENT + b"L"
EMPTY = b" " * SIZE

Mark = tuple[date, str, str]
Segment = tuple[date, date, FreeDays, FreeParts]


def index(day: date, part: str) -> int:
    """The place of a half-day in the strip of its school year."""
    return 2 * (day - first_day(school_year(day))).days + (part == "nm")


def half_day(year: int, place: int) -> tuple[date, str]:
    """The half-day at a place in the strip of school year `year`."""
    return first_day(year) + timedelta(days=place // 2), "nm" if place % 2 else "vm"


@lru_cache(maxsize=4096)
def base(year: int, segments: tuple[Segment, ...]) -> bytes:
    """The strip of a pupil who missed nothing: held during each segment (first, last, free days) by its own calendar.

    Segments are enrolments; they may reach outside the school year and must not overlap.
    """
    if len(segments) == 1 and segments[0][0] <= first_day(year) and segments[0][1] >= first_day(year + 1):
        return school_calendar(year, segments[0][2], segments[0][3]).held
    strip = bytearray(EMPTY)
    start = first_day(year)
    for first, last, free, free_parts in segments:
        low = max(0, 2 * (first - start).days)
        high = min(SIZE, 2 * (last - start).days + 2)
        if low < high:
            strip[low:high] = school_calendar(year, free, free_parts).held[low:high]
    return bytes(strip)


def build(year: int, marks: Iterable[Mark], free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> bytes:
    """The strip of one school year from sparse marks (date, part, code); marks where nothing is held are left out."""
    return mark(school_calendar(year, free, free_parts).held, year, marks)


def mark(strip: bytes, year: int, marks: Iterable[Mark]) -> bytes:
    """A copy of `strip` with marks set; later marks override earlier ones, marks where nothing is held are left out."""
    start = first_day(year).toordinal()
    marked = bytearray(strip)
    for day, part, code in marks:
        place = 2 * (day.toordinal() - start) + (part == "nm")
        if 0 <= place < SIZE and marked[place] != FREE:
            marked[place] = ord(code)
    return bytes(marked)


@lru_cache(maxsize=64)
def _fill_table(code: str) -> bytes:
    return bytes(FREE if byte == FREE else ord(code) for byte in range(256))


def fill(strip: bytearray, low: int, high: int, step: int, code: str) -> None:
    """Set `code` on every held half-day at low, low + step, ... before high."""
    strip[low:high:step] = strip[low:high:step].translate(_fill_table(code))
