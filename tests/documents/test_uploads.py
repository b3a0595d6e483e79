import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from leerrecht.access.models import LogEntry
from leerrecht.documents.domain import uploads
from leerrecht.documents.domain.uploads import clean_name, store_upload
from leerrecht.documents.interfaces.serving import serve_upload
from leerrecht.documents.models import Upload
from tests.factories import SYSTEM

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nxref\n0 1\ntrailer<<>>\nstartxref\n9\n%%EOF\n"


def image(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "white").save(content, kind)
    return content.getvalue()


def store(name: str, content: bytes) -> Upload:
    file = SimpleUploadedFile(name, content, content_type="application/octet-stream")
    return store_upload(by=SYSTEM, file=file, organisation_id=1, pupil_id=2, compartment="attest")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("attest.pdf", PDF, "application/pdf"),
        ("attest.png", image("PNG"), "image/png"),
        ("attest.JPEG", image("JPEG"), "image/jpeg"),
        ("attest.webp", image("WEBP"), "image/webp"),
    ],
)
def test_upload_of_a_known_kind_is_kept_with_its_checked_type(name, content, content_type):
    upload = Upload.objects.get(pk=store(name, content).pk)
    assert (upload.name, upload.content_type, bytes(upload.content), upload.size) == (
        name, content_type, content, len(content),
    )  # fmt: skip
    entry = LogEntry.objects.get(act="upload.store")
    assert (entry.pupil_id, entry.organisation_id, entry.detail) == (
        2, 1, {"size": len(content), "type": content_type, "scan": "niet"},
    )  # fmt: skip


@pytest.mark.django_db
def test_upload_without_extension_gets_the_one_of_its_content():
    assert store("scan", PDF).name == "scan.pdf"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("attest.pdf", b"", "empty"),
        ("attest.pdf", image("PNG"), "name_differs"),
        ("attest.png", PDF, "name_differs"),
        ("attest.pdf.exe", PDF, "name_differs"),
        ("attest.pdf", b"MZ\x90\x00 this is a program", "unknown_type"),
        ("attest.html", b"<html><script>alert(1)</script></html>", "unknown_type"),
        ("attest.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown_type"),
        ("attest.pdf", PDF[:30], "unreadable"),
        ("attest.png", image("PNG", (400, 300))[:-40], "unreadable"),
        ("attest.jpg", image("JPEG", (400, 300))[:400], "unreadable"),
        ("attest.jpg", b"\xff\xd8\xff" + b"geen foto" * 20, "unreadable"),
    ],
)
def test_upload_that_is_not_what_it_says_is_refused(name, content, code):
    with pytest.raises(ValidationError) as refused:
        store(name, content)
    assert refused.value.code == code
    assert Upload.objects.count() == 0


@pytest.mark.django_db
def test_upload_above_the_largest_size_is_refused(settings):
    settings.MAX_SCAN_BYTES = 1024 * 1024
    with pytest.raises(ValidationError) as refused:
        store("attest.pdf", PDF + b" " * 1024 * 1024)
    assert refused.value.messages == [
        "Het bestand attest.pdf is 1 MB; meer dan 1 MB kan niet. Scan in zwart-wit of met een lagere resolutie."
    ]


@pytest.mark.django_db
def test_image_with_more_points_than_a_page_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_IMAGE_POINTS", 1000)
    with pytest.raises(ValidationError) as refused:
        store("attest.png", image("PNG", (40, 30)))
    assert refused.value.code == "too_many_points"


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\scans\\attest.pdf", "attest.pdf"),
        ('a"b;c\r\nX: y.pdf', "a b c X y.pdf"),
        ("at\u202etest.pdf", "at test.pdf"),
        ("", "bestand"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_name_is_cleaned_of_what_hides_or_does_anything(name, clean):
    assert clean_name(name) == clean


@pytest.mark.django_db
def test_upload_is_served_so_that_it_is_saved_and_nothing_of_it_runs():
    response = serve_upload(store("mijn attest.png", image()))
    assert response.content == image()
    assert {name: response.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")} == {
        "Content-Type": "image/png",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
    }
    assert response.headers["Content-Disposition"] == 'attachment; filename="mijn attest.png"'
    assert response.headers["Content-Security-Policy"].endswith("sandbox")
