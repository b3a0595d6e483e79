"""Handing out a stored file so that a browser saves it and runs nothing of it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from leerrecht.documents.models import Upload

_FILE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


def serve_upload(upload: Upload) -> HttpResponse:
    """The file with its checked type. Call it only behind the record that the file belongs to."""
    response = HttpResponse(bytes(upload.content), content_type=upload.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, upload.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _FILE_POLICY
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
