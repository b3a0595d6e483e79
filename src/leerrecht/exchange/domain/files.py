"""Files that come in: text or a workbook, as :mod:`leerrecht.documents.domain.tables` reads them."""

import hashlib
from typing import BinaryIO

from leerrecht.documents.domain.tables import (
    BROKEN_ZIP,
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
    "BROKEN_ZIP", "SEPARATORS", "TEXT", "WORKBOOK", "Row", "Source", "Value", "fingerprint", "first_line", "lines_of",
    "open_table", "recognise", "text_of",
]  # fmt: skip


def fingerprint(stream: BinaryIO) -> str:
    """By which the same file is known again (SHA-256); the stream stands at its beginning afterwards."""
    stream.seek(0)
    found = hashlib.sha256()
    while piece := stream.read(1 << 20):
        found.update(piece)
    stream.seek(0)
    return found.hexdigest()
