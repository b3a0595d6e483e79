"""A table as a file: CSV that a spreadsheet in Dutch opens well, or XLSX; neither runs anything."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date as Date
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Line = Sequence[Any]
# A cell that begins with one of these would be read as a formula; in East Asian settings the wide ones too.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table_response(
    name: str, kind: str, heads: Line, rows: Iterable[Line], *, above: Sequence[str] = ()
) -> HttpResponse:  # fmt: skip
    """A download of ``rows`` under ``heads``, never kept by a browser; ``above`` are lines of words over the table.

    Raises ``KeyError`` for a kind that is none of :data:`KINDS`.
    """
    make = {"csv": as_csv, "xlsx": as_xlsx}[kind]
    lines = [*([one] for one in above), [str(head) for head in heads], *rows]
    response = HttpResponse(make(lines, frozen=len(above) + 1), content_type=KINDS[kind])
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    response.headers["Cache-Control"] = "no-store, private"
    return response


def as_csv(lines: Iterable[Line], *, frozen: int = 1) -> bytes:  # noqa: ARG001 - a text has no heads that stay
    """Semicolons, dates as day/month/year, and a mark by which spreadsheets know the encoding."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_words(value) for value in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Iterable[Line], *, frozen: int = 1) -> bytes:
    """One sheet whose first lines stay in sight; numbers and dates as such."""
    # It brings along what computes, which pages do without.
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Leerrecht")
    sheet.freeze_panes = f"A{frozen + 1}"
    for line in lines:
        # Signs that no workbook holds come along with what people paste; nobody sees them.
        cells = (
            value if isinstance(value, int | float | Date) else ILLEGAL_CHARACTERS_RE.sub(" ", _words(value))
            for value in line
        )
        sheet.append(list(cells))
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Date):
        return f"{value:%d/%m/%Y}"
    return harmless(value)


def harmless(value: object) -> str:
    """The words of a cell that stay words in a spreadsheet: what begins as a formula gets an apostrophe in front."""
    text = str(value)
    return f"'{text}" if text.startswith(_RISKY) and not text.removeprefix("-").isdecimal() else text
