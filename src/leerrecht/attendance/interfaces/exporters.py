"""Lists as CSV."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from leerrecht.ui.downloads import table_response


def csv_response(name: str, heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download of ``rows`` under ``heads``."""
    return table_response(name, "csv", heads, rows)
