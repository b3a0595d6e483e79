"""Cells for spreadsheets."""

from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cells(cells: Iterable[object]) -> list[str]:
    """The cells as text; one that a spreadsheet would take for a formula gets an apostrophe in front."""
    return [f"'{text}" if (text := str(cell)).startswith(_FORMULA) else text for cell in cells]
