"""Whole numbers as a form or an address brings them: whatever was typed, never a failing page."""

from collections.abc import Iterable

# As far as a number of the database goes.
LARGEST_ID = 2**63 - 1


def whole(text: str, *, most: int = LARGEST_ID) -> int | None:
    """The number that ``text`` writes in digits alone; None where it is none, or more than ``most``.

    Counts the digits first: ``int`` refuses a text of more than 4300 of them, and takes longer for each that comes
    before that.
    """
    if not (text.isascii() and text.isdecimal()):
        return None
    digits = text.lstrip("0") or "0"
    if len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if number <= most else None


def wholes(texts: Iterable[str]) -> list[int]:
    """Those that are numbers of records; the others are passed over."""
    return [number for text in texts if (number := whole(text)) is not None]
