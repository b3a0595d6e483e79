"""Handing out a stored file so that a browser shows it and runs nothing of it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from leerrecht.documents.models import Upload

_IMAGE_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


def serve_upload(upload: Upload) -> HttpResponse:
    """The file with its checked type. Call it only behind the record that the file belongs to."""
    response = HttpResponse(bytes(upload.content), content_type=upload.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(False, upload.name) or "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _IMAGE_POLICY
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
