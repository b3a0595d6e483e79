"""Absences as block text, the format in which Flemish school packages hand them over: read and written.

A block is ``DDMMYYTx`` (date and lesson moment), an optional code, and one pupil number of ten
digits a line. Pure: text in, marks out; what a mark means for a school is decided elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

CODES = frozenset("BDLRZ")
UNKNOWN = "-"
NEWLINE = "\r\n"
_HEADER = re.compile(r"(\d{6})T(\d{1,2})", re.IGNORECASE)
_BROKEN_HEADER = re.compile(r"\d\s*T|T\s*\d", re.IGNORECASE)
_CODE_LENGTH = 20
_NUMBER_DIGITS = 10
_CENTURY = 2000


class BlockMark(NamedTuple):
    """One pupil line with its block.

    ``fault`` is empty, "datum" (an impossible date), "nummer" (not ten digits) or "regel" (none of the three lines).

    ``code`` is as it stands in the file; ``-`` where the block has no code line.
    """

    line: int
    day: date | None
    moment: int | None
    code: str
    number: str
    fault: str
    text: str


class BlockLine(NamedTuple):
    """A mark to write."""

    day: date
    moment: int
    code: str
    number: str


def looks_like_block(line: str) -> bool:
    """Whether a first line with text on it opens a block."""
    return _HEADER.fullmatch(line.strip()) is not None


def read_blocks(lines: Iterable[str]) -> Iterator[BlockMark]:
    """Read line by line; whatever cannot be understood comes out as a mark with a fault, so nothing gets lost."""
    header, day, moment, code, at_code = "", None, None, UNKNOWN, False
    for position, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not line:
            continue
        if line.isdecimal():
            at_code = False
            fault = "" if len(line) == _NUMBER_DIGITS else "nummer"
            yield BlockMark(
                position, day, moment, code, line, fault if day else ("datum" if header else "regel"), header
            )
        elif (found := _HEADER.fullmatch(line)) or _BROKEN_HEADER.search(line):
            header, code, at_code = line, UNKNOWN, True
            day, moment = (_day(found[1]), int(found[2])) if found else (None, None)
        elif at_code and not any(sign.isdigit() for sign in line):
            code, at_code = line.upper()[:_CODE_LENGTH], False
        else:
            at_code = False
            yield BlockMark(position, None, None, UNKNOWN, "", "regel", line)


def write_blocks(marks: Iterable[BlockLine]) -> Iterator[str]:
    """The text, a block at a time: one for each date, moment and code, in that order."""
    block: tuple[date, int, str] | None = None
    for mark in sorted(marks):
        if block != (mark.day, mark.moment, mark.code):
            block = (mark.day, mark.moment, mark.code)
            yield f"{mark.day:%d%m%y}T{mark.moment}{NEWLINE}"
            if mark.code != UNKNOWN:
                yield f"{mark.code}{NEWLINE}"
        yield f"{mark.number}{NEWLINE}"


def _day(digits: str) -> date | None:
    try:
        return date(_CENTURY + int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
