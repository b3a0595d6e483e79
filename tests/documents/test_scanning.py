"""What a scanner for viruses says decides whether a file is kept; without one the file says so."""

import socketserver
import struct
import sys
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from leerrecht.documents.domain.scanning import scan
from leerrecht.documents.domain.uploads import store_upload
from leerrecht.documents.models import Scan, Upload
from tests.documents.test_uploads import PDF
from tests.factories import SYSTEM

BAD = b"X5O!P%@AP"


class Clamd(socketserver.BaseRequestHandler):
    """ClamAV's service, as far as INSTREAM goes: says FOUND of a stream that holds ``BAD``."""

    def handle(self):
        file = self.request.makefile("rb")
        assert file.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", file.read(4))[0]:
            content += file.read(size)
        if content != b"zwijg":
            self.request.sendall(b"stream: Eicar FOUND\0" if BAD in content else b"stream: OK\0")


@pytest.fixture(params=["unix", "tcp"])
def clamd(request, tmp_path, settings):
    if request.param == "unix":
        server = socketserver.ThreadingUnixStreamServer(str(tmp_path / "s"), Clamd)
        settings.UPLOAD_SCAN = f"clamd:{tmp_path / 's'}"
    else:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
        settings.UPLOAD_SCAN = f"clamd:127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


def code_of(content):
    with pytest.raises(ValidationError) as refused:
        scan(content, "a.pdf")
    return refused.value.code


def test_file_without_a_scanner_is_said_not_to_be_scanned(settings):
    settings.UPLOAD_SCAN = ""
    assert (scan(PDF, "a.pdf"), Scan.NOT_DONE.label) == (Scan.NOT_DONE, "niet gescand op virussen")


def test_service_lets_a_clean_file_through_and_keeps_a_bad_one_out(clamd):
    assert scan(PDF + b" " * 200_000, "a.pdf") == Scan.CLEAN
    assert code_of(PDF + BAD) == "infected"


def test_service_that_gives_no_verdict_keeps_the_file_out(clamd):
    assert code_of(b"zwijg") == "not_scanned"


@pytest.mark.parametrize("where", ["clamd:/bestaat/niet", "clamd:127.0.0.1:1", "command:/bestaat/niet"])
def test_scanner_that_is_not_there_keeps_the_file_out(settings, where):
    settings.UPLOAD_SCAN = where
    assert code_of(PDF) == "not_scanned"


@pytest.mark.parametrize(("code", "outcome"), [(0, Scan.CLEAN), (1, "infected"), (2, "not_scanned")])
def test_program_says_it_by_its_exit_code(settings, tmp_path, code, outcome):
    program = tmp_path / "scanner.py"
    program.write_text(f"import sys\nassert sys.stdin.buffer.read() == {PDF!r}\nsys.exit({code})")
    settings.UPLOAD_SCAN = f"command:{sys.executable} {program}"
    assert (scan(PDF, "a.pdf") if code == 0 else code_of(PDF)) == outcome


@pytest.mark.parametrize("where", ["clamd:", "iets:anders"])
def test_setting_that_says_nothing_is_an_error(settings, where):
    settings.UPLOAD_SCAN = where
    with pytest.raises(ImproperlyConfigured):
        scan(PDF, "a.pdf")


@pytest.mark.django_db
def test_upload_keeps_what_was_said_and_a_bad_one_is_not_stored(clamd):
    kept = {"by": SYSTEM, "organisation_id": 1, "pupil_id": None, "compartment": "attest"}
    upload = store_upload(file=SimpleUploadedFile("a.pdf", PDF), **kept)
    assert Upload.objects.get(pk=upload.pk).get_scan_display() == "gescand op virussen, niets gevonden"
    with pytest.raises(ValidationError, match="mogelijk een virus"):
        store_upload(file=SimpleUploadedFile("b.pdf", PDF + BAD + PDF[-40:]), **kept)
    assert Upload.objects.count() == 1
