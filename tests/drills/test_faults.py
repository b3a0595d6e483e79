"""What goes wrong around an installation at work: nothing acknowledged is lost, nothing half stays, it goes on."""

import asyncio
import http.client
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from tests.drills.place import WELL, Morning, Place, health, until
from tests.running import COMMAND, Browser, free_port

pytestmark = pytest.mark.drill
CONNECTIONS = 1_000
MB = 1024 * 1024
HUGE = 200 * MB
BOUNDARY = "leerrecht-proef"


def signed_in(*ports: int, name: str = "secretariaat-a") -> list[Browser]:
    browsers = [Browser(port) for port in ports]
    for browser in browsers:
        browser.sign_in(name)
    return browsers


def cookies(browser: Browser) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.jar)


def test_two_web_servers_and_two_workers_lose_nothing_and_do_no_job_twice(place: Place, servers: list[int]):
    morning = Morning(place, place.spots())
    place.ask("DELETE FROM drill_begun RETURNING id")
    browsers = signed_in(*servers, *servers)
    class_id, day, part, pupils = place.spots()[-1]
    both = [browser.post_json(f"/registers/{class_id}/{day}/{part}/opslaan/", {
        "entries": [{"pupil": pupils[0], "mark": mark, "seen": 0}], "taken": True,
    }) for browser, mark in zip(browsers, "BZ", strict=False)]  # fmt: skip
    # The second server sees what the first one kept, and overwrites nothing.
    assert [(len(each["changed"]), len(each["conflicts"])) for each in both] == [(1, 0), (0, 1)]
    morning.begin(*browsers)
    taken = morning.taken(150)
    morning.end()
    assert (taken, morning.refused, morning.lost()) == (True, [], [])
    assert place.caught_up()
    assert until(lambda: place.ask("SELECT id FROM procrastinate_jobs WHERE status = 'doing'") == [])
    begun = place.ask("SELECT id, worker FROM drill_begun")
    assert max(Counter(job for job, _worker in begun).values()) == 1
    assert place.ask("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'") == [(0,)]
    compared = place.running.run("herbereken", "--vergelijk")
    assert compared.stdout.splitlines()[-1:] == ["Aantal verschillen: 0."], compared.stdout[-2000:]


async def _visit(port: int, request: bytes, ready: asyncio.Event, connected: list[int]) -> tuple[int, bytes]:
    """A connection that is open before any says something, and its answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    connected.append(port)
    if len(connected) == CONNECTIONS:
        ready.set()
    await ready.wait()
    writer.write(request)
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1]) if answer else 0, answer


async def _visit_all(port: int, requests: list[bytes]) -> list[tuple[int, bytes]]:
    ready, connected = asyncio.Event(), []
    async with asyncio.timeout(90):
        return await asyncio.gather(*(_visit(port, request, ready, connected) for request in requests))


def test_thousand_connections_at_once_are_all_answered_and_no_save_is_lost(place: Place, servers: list[int]):
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4 * CONNECTIONS, hard), hard))
    port = servers[0]
    (browser,) = signed_in(port)
    spots = place.spots()[:100]
    head = f"Host: 127.0.0.1:{port}\r\nConnection: close\r\nCookie: {cookies(browser)}\r\n"
    saves = []
    for class_id, day, part, pupils in spots:
        body = f'{{"entries": [{{"pupil": {pupils[0]}, "mark": "B", "seen": 0}}], "taken": true}}'
        saves.append(
            f"POST /registers/{class_id}/{day}/{part}/opslaan/ HTTP/1.1\r\n{head}Content-Type: application/json\r\n"
            f"X-CSRFToken: {browser._token()}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )
    pages = [f"GET /registers/ HTTP/1.1\r\n{head}\r\n"] * 100
    others = [f"GET /gezond/klaar/ HTTP/1.1\r\n{head}\r\n"] * (CONNECTIONS - len(saves) - len(pages))
    answers = asyncio.run(_visit_all(port, [text.encode() for text in (*saves, *pages, *others)]))
    assert {status for status, _answer in answers} <= {200, 503}
    kept = [spot for spot, (status, _answer) in zip(spots, answers, strict=False) if status == 200]
    stored = {tuple(row) for row in place.ask("SELECT pupil_id, date::text, part FROM attendance_halfday")}
    assert [spot for spot in kept if (spot[3][0], spot[1], spot[2]) not in stored] == []
    assert health(port) == WELL


def test_database_that_is_restarted_under_load_costs_no_save_and_no_process(place: Place, servers: list[int]):
    programs = [child.pid for child in place.children]
    morning = Morning(place, place.spots())
    morning.begin(*signed_in(*servers, *servers))
    going = []
    for how in ("fast", "immediate"):
        going.append(morning.taken(30))
        place.stop_database(how)
        time.sleep(1)
        place.start_database()
    going.append(morning.taken(30))
    morning.end()
    assert (going, morning.lost()) == ([True] * 3, [])
    # Who saved meanwhile was told to try again, and nobody had to sign in once more.
    assert set(morning.refused) <= {503}
    assert place.caught_up()
    assert until(lambda: [health(port) for port in servers] == [WELL, WELL])
    assert ([child.pid for child in place.children], [child.poll() for child in place.children]) == (
        programs, [None] * 4
    )  # fmt: skip
    compared = place.running.run("herbereken", "--vergelijk")
    assert compared.stdout.splitlines()[-1:] == ["Aantal verschillen: 0."], compared.stdout[-2000:]


def pdf(size: int) -> bytes:
    """Passes for a scan, and cannot be made smaller."""
    return b"%PDF-1.4\n" + os.urandom(size) + b"\nstartxref\n0\n%%EOF\n"


def send(browser: Browser, path: str, fields: dict[str, str], name: str, size: int, pieces: Iterator[bytes]):
    """Post a form with one file, as a browser does: all of it, and then the answer."""
    fields = {"csrfmiddlewaretoken": browser._token(), **fields}
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    )
    field, file = name.split("=")
    head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{file}"\r\n\r\n'
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()
    with closing(http.client.HTTPConnection(urlsplit(browser.base).netloc, timeout=120)) as connection:
        return _sent(connection, browser, path, head.encode(), pieces, tail, size)


def _sent(
    connection: http.client.HTTPConnection, browser: Browser, path: str, head: bytes, pieces: Iterator[bytes],
    tail: bytes, size: int,
) -> tuple[int, str, str]:  # fmt: skip
    connection.putrequest("POST", path)
    for key, value in (
        ("Content-Type", f"multipart/form-data; boundary={BOUNDARY}"), ("Cookie", cookies(browser)),
        ("Content-Length", str(len(head) + size + len(tail))), ("Referer", browser.base),
    ):  # fmt: skip
        connection.putheader(key, value)
    connection.endheaders(head)
    for piece in pieces:
        connection.send(piece)
    connection.send(tail)
    with connection.getresponse() as answer:
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()


def _certificates(place: Place) -> list[tuple[object, ...]]:
    return place.ask(
        "SELECT (SELECT count(*) FROM attendance_certificate), (SELECT count(*) FROM documents_upload), "
        "(SELECT count(*) FROM attendance_halfday)"
    )


def _upload(browser: Browser, place: Place) -> tuple[int, str, str]:
    class_id, day, _part, pupils = place.spots()[0]
    ((school,),) = place.ask("SELECT school_id FROM enrolment_classgroup WHERE id = %s", class_id)
    fields = {
        "school": str(school),
        "kind": "medisch",
        "first_day": day,
        "last_day": day,
        "received_on": day,
        "note": "",
    }
    content = pdf(9 * MB)
    return send(
        browser, f"/leerlingen/{pupils[1]}/attest/", fields, "scan=attest.pdf", len(content), iter([content])
    )  # fmt: skip


needs_small_disks = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("unshare") is None or subprocess.run(["unshare", "-m", "true"]).returncode != 0,  # noqa: PLW1510
    reason="a small disk of one's own asks the right to mount one",
)


@needs_small_disks
def test_upload_while_the_disk_of_the_server_is_full_keeps_nothing_and_says_so(place: Place, tmp_path: Path):
    port = free_port()
    mount = 'mount -t tmpfs -o size=2m none "$0" && exec "$@"'
    child = place.web(port, "unshare", "-m", "sh", "-c", mount, str(tmp_path), TMPDIR=str(tmp_path))
    assert until(lambda: health(port).get("databank"))
    (browser,) = signed_in(port)
    before = _certificates(place)
    status, _address, page = _upload(browser, place)
    assert (status, "De server heeft geen plaats meer" in page, _certificates(place)) == (507, True, before)
    left = Path(f"/proc/{child.pid}/root{tmp_path}")
    assert list(left.iterdir()) == []
    assert health(port)["databank"]
    place.end(child)


@needs_small_disks
def test_upload_while_the_disk_of_the_database_is_full_keeps_no_half_file_nor_row(place: Place, servers: list[int]):
    small = place.folder / "klein"
    small.mkdir()
    ((held,),) = place.ask("SELECT pg_table_size('documents_upload')")
    place.stop_database()
    begin = f'mount -t tmpfs -o size={held + 3 * MB},mode=700 none {small} && chown {place.owner} {small} && exec "$@"'
    as_owner = ["setpriv", f"--reuid={place.owner}", f"--regid={place.owner}", "--clear-groups"]
    subprocess.run(
        ["unshare", "-m", "sh", "-c", begin, "sh", *as_owner, *place.pg_ctl, "start"],
        check=True, stdout=subprocess.DEVNULL, cwd=place.folder,
    )  # fmt: skip
    with place.connect() as connection:
        connection.execute(f"CREATE TABLESPACE klein LOCATION '{small}'")
        connection.execute("ALTER TABLE documents_upload SET TABLESPACE klein")
    browser, morning = signed_in(servers[0])[0], Morning(place, place.spots()[10:])
    before = _certificates(place)
    status, _address, page = _upload(browser, place)
    assert (status, "De server heeft geen plaats meer" in page, _certificates(place)) == (507, True, before)
    # What needs no room goes on.
    morning.begin(browser)
    assert morning.taken(3)
    morning.end()
    assert (morning.refused, morning.lost()) == ([], [])
    with place.connect() as connection:
        connection.execute("ALTER TABLE documents_upload SET TABLESPACE pg_default")
        connection.execute("DROP TABLESPACE klein")
    status, address, _page = _upload(browser, place)
    assert (status, re.sub(r"\d+", "…", address)) == (302, "/attesten/…/")
    place.stop_database()
    place.start_database()


def _endless_line() -> Iterator[bytes]:
    yield b"030926T1\nZ\n"
    for _ in range(HUGE // MB):
        yield b"1" * MB


def _rubbish() -> Iterator[bytes]:
    yield b"030926T1\nZ\n"
    for _ in range(HUGE // MB):
        yield (b"\xc3\x28 \xa4 half een rij;" * 60 + b"\n") * (MB // 1200)


def _open_quote() -> Iterator[bytes]:
    yield b'leerlingnummer;datum;dagdeel;code\n"1000000001;2026-09-03;vm;Z\n'
    for _ in range(HUGE // MB):
        yield b"1000000001;2026-09-03;vm;Z\n" * (MB // 28)


def _torn_workbook() -> Iterator[bytes]:
    yield b"PK\x03\x04"
    for _ in range(HUGE // MB):
        yield b"\x00\x01" * (MB // 2)


# Between this process and the command: a child counts as its own peak what its parent held when it began.
PEAK = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (_endless_line, "regel.txt", "de regel houdt niet op"),
        (_rubbish, "rommel.txt", "niet te lezen"),
        (_open_quote, "aanhaling.csv", "controleer de aanhalingstekens"),
        (_torn_workbook, "half.xlsx", "beschadigd of niet volledig"),
    ],
)
def test_broken_file_of_200_mb_is_refused_in_dutch_with_little_memory(place: Place, tmp_path: Path, make, name, said):
    path = tmp_path / name
    with path.open("wb") as file:
        file.writelines(make())
    ((board,),) = place.ask(
        "SELECT o.name FROM organisations_organisation o JOIN organisations_school s ON s.board_id = o.id "
        "WHERE s.number = '910002'"
    )
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *COMMAND, "import", "afwezigheden", str(path), "--bestuur", board, "--json"],
        env=place.running.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    path.unlink()
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr
    kilobytes = int(done.stdout.split()[-1])
    assert kilobytes < 400 * 1024


def test_file_of_200_mb_is_refused_by_the_page_which_stays_answering(place: Place, servers: list[int]):
    sender, other = signed_in(servers[0], servers[0])

    def pieces() -> Iterator[bytes]:
        for number in range(HUGE // MB):
            yield b"rommel\n" * (MB // 7) + b"." * (MB % 7)
            if number % 40 == 0:
                # The file is not in yet, and cannot come in before this page has answered.
                assert "Invoer" in other.get("/invoer/")

    ((school,),) = place.ask("SELECT organisation_id FROM organisations_school WHERE number = '910002'")
    fields = {"kind": "afwezigheden", "school": str(school), "profile": ""}
    status, _address, page = send(sender, "/invoer/", fields, "file=rommel.txt", HUGE, pieces())
    assert (status, "te groot" in page) == (413, True)


def test_broken_file_of_50_mb_is_refused_by_the_worker_with_words_on_the_page(place: Place, servers: list[int]):
    (browser,) = signed_in(servers[0])
    ((school,),) = place.ask("SELECT organisation_id FROM organisations_school WHERE number = '910002'")
    fields = {"kind": "afwezigheden", "school": str(school), "profile": ""}
    pieces = [b"030926T1\nZ\n", *[b"half een rij; " * 80 + b"\n"] * (50 * MB // 1121)]
    status, address, _page = send(
        browser, "/invoer/", fields, "file=rommel.txt", sum(map(len, pieces)), iter(pieces)
    )  # fmt: skip
    assert (status, re.sub(r"\d+", "…", address)) == (302, "/invoer/…/")
    assert until(lambda: "er is niets opgenomen" in browser.get(address))
    memory = [psutil.Process(child.pid).memory_info().rss / MB for child in place.children]
    assert max(memory) < 700, memory
    number = address.rstrip("/").rpartition("/")[2]
    assert place.ask("SELECT count(*) FROM exchange_importfile WHERE run_id = %s", number) == [(0,)]
