"""Drawings for a page, within the Content-Security-Policy: pictures as data, no script and no style in them."""

import base64

from leerrecht.letters.domain.previewing import Preview


def shown_pages(preview: Preview) -> list[str]:
    """Each page as the address of a picture."""
    return [f"data:image/svg+xml;base64,{base64.b64encode(page).decode()}" for page in preview.pages]
