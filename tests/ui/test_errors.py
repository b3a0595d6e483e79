"""What a visitor reads where the database is away or a disk is full."""

import errno
import json

import psycopg
import pytest
from django.db import OperationalError

from leerrecht.ui.errors import failed


def answered(error, request):
    try:
        raise error
    except type(error):
        return failed(request)


@pytest.mark.parametrize(
    ("error", "status", "title", "text"),
    [
        (OperationalError("weg"), 503, "Even niet bereikbaar", "De databank antwoordt even niet."),
        (psycopg.errors.DiskFull(), 507, "Geen plaats meer", "De server heeft geen plaats meer."),
        (OSError(errno.ENOSPC, "vol"), 507, "Geen plaats meer", "De server heeft geen plaats meer."),
        (ValueError("fout"), 500, "Er ging iets mis", "De fout ligt bij Leerrecht"),
    ],
)
def test_page_says_whether_to_try_again_without_asking_the_database(rf, error, status, title, text):
    response = answered(error, rf.post("/invoer/", {"file": "x" * 100_000}))
    page = response.content.decode()
    assert (response.status_code, f"<h1>{title}</h1>" in page, text in page) == (status, True, True)
    assert response.headers.get("Retry-After") == ("5" if status == 503 else None)


def test_script_hears_the_same_as_json(rf):
    response = answered(OperationalError("weg"), rf.post("/registers/", "{}", content_type="application/json"))
    assert (response.status_code, json.loads(response.content)) == (
        503, {"error": "De databank antwoordt even niet. Probeer het zo dadelijk opnieuw."},
    )  # fmt: skip
