"""Files that come in: text or a workbook, as :mod:`leerrecht.documents.domain.tables` reads them."""

from leerrecht.documents.domain.tables import (
    SEPARATORS,
    TEXT,
    WORKBOOK,
    Row,
    Source,
    Value,
    first_line,
    lines_of,
    open_table,
    recognise,
    text_of,
)

__all__ = [
    "SEPARATORS", "TEXT", "WORKBOOK", "Row", "Source", "Value", "first_line", "lines_of", "open_table", "recognise",
    "text_of",
]  # fmt: skip
