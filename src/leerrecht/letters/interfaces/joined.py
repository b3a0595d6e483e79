"""Letters one behind the other in one file, for one printing; the archive keeps each by itself."""

import io
from collections.abc import Iterable

from pypdf import PdfWriter


def joined(files: Iterable[bytes]) -> bytes:
    """Each letter begins on a new sheet where both sides are printed: an odd one gets an empty page behind it."""
    writer = PdfWriter()
    for content in files:
        before = len(writer.pages)
        writer.append(io.BytesIO(content), import_outline=False)
        if (len(writer.pages) - before) % 2:
            writer.add_blank_page()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
