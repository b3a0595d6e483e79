"""Lists as CSV that a spreadsheet in Dutch opens well and that runs nothing in it."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date as Date
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download of ``rows`` under ``heads``: semicolons, UTF-8 with a mark, dates as day/month/year."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(head) for head in heads])
    writer.writerows([_cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.csv")
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    # A name that begins as a formula must stay text in a spreadsheet.
    return f"'{text}" if text.startswith(_FORMULA) and not text.lstrip("-").isdigit() else text
