"""The own file as one ZIP: readable, for machines, and the attests that came with it."""

import io
import json
import zipfile

from django.template.loader import render_to_string

from leerrecht.transfers.domain.own_file import OwnFile, sections_with_rows


def packed(own: OwnFile) -> bytes:
    """``dossier.html``, ``dossier.json`` and the scans of attests."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        html = render_to_string(
            "transfers/own_file_document.html", {"own": own, "sections": list(sections_with_rows(own.sections))}
        )
        archive.writestr("dossier.html", html)
        archive.writestr("dossier.json", json.dumps(own.as_dict(), ensure_ascii=False, indent=2))
        for name, upload in own.files:
            archive.writestr(name, bytes(upload.content))
    return out.getvalue()
