"""A request that is too large is refused from its head; nothing of it is read into memory or onto disk."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import User
from leerrecht.documents.models import Upload
from tests.documents.test_uploads import PDF
from tests.factories import PlacementFactory, principal

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


@pytest.fixture
def placement():
    return PlacementFactory.create()


@pytest.fixture
def client(placement):
    by = principal("secretariaat", placement.class_group.school)
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


@pytest.fixture
def nothing_spooled(monkeypatch):
    """Fails the test where a file is put on disk."""

    def refuse(*_args, **_more):
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)


def scan(placement, size):
    return {"school": placement.class_group.school_id, "kind": "medisch", "first_day": "2026-11-16",
            "last_day": "2026-11-16", "received_on": "2026-11-20",
            "scan": SimpleUploadedFile("scan.pdf", PDF + b" " * size)}  # fmt: skip


def test_scan_far_too_large_is_refused_before_it_is_spooled(client, placement, nothing_spooled):
    answer = client.post(
        reverse("certificate-new", args=[placement.enrolment.pupil_id]), scan(placement, 12 * MEGABYTE)
    )
    assert answer.status_code == 413
    body = answer.content.decode()
    assert "De verzending is te groot. Hier kan hoogstens 10 MB. Er is niets bewaard." in body
    assert Upload.objects.count() == 0


def test_scan_a_little_too_large_is_told_at_its_field(client, placement):
    answer = client.post(
        reverse("certificate-new", args=[placement.enrolment.pupil_id]), scan(placement, 10 * MEGABYTE + 1000)
    )
    assert answer.status_code == 200
    assert "meer dan 10 MB kan niet" in answer.content.decode()


def test_import_takes_more_than_a_scan(client, placement):
    school = placement.class_group.school_id
    data = {"import": "1", "kind": "afwezigheden", "school": school}
    big = client.post(reverse("import-list"), data | {"file": SimpleUploadedFile("a.csv", b"x" * 12 * MEGABYTE)})
    assert big.status_code in {200, 302}
    huge = client.post(reverse("import-list"), data | {"file": SimpleUploadedFile("a.csv", b"x" * 62 * MEGABYTE)})
    assert huge.status_code == 413
    assert "Hier kan hoogstens 60 MB." in huge.content.decode()


def test_form_without_file_takes_no_file(client, placement, nothing_spooled):
    address = reverse("pupil-lessons", args=[placement.enrolment.pupil_id])
    answer = client.post(address, {"x": SimpleUploadedFile("x.bin", b"x" * 4 * MEGABYTE)})
    assert answer.status_code == 413


def test_json_that_is_too_large_is_refused_in_json(client, placement):
    address = reverse("register-save", args=[placement.class_group_id, "2026-11-20", "vm"])
    answer = client.post(address, b"x" * 4 * MEGABYTE, content_type="application/json")
    assert (answer.status_code, answer.json()) == (413, {"error": "De verzending is te groot."})


def test_visitor_is_refused_too(placement, nothing_spooled):
    answer = Client().post("/aanmelden/", {"x": SimpleUploadedFile("x.bin", b"x" * 4 * MEGABYTE)})
    assert answer.status_code == 413


def test_body_without_a_length_is_refused(client, placement):
    address = reverse("certificate-new", args=[placement.enrolment.pupil_id])
    answer = client.generic("POST", address, b"", headers={"transfer-encoding": "chunked"}, CONTENT_LENGTH="")
    assert answer.status_code == 411
    assert "De verzending zegt niet hoe groot ze is." in answer.content.decode()
    assert client.generic("POST", address, b"", CONTENT_LENGTH="").status_code == 200
