"""Saving a class register of 25, two of which differ: against a bare upsert of the same body."""

import itertools
import json
import time
from datetime import date, timedelta
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from django.db import connection

from bench import data, load, minimal
from bench.__main__ import CONNECTIONS, SECONDS, YEAR, report, server, worker
from leerrecht import law
from leerrecht.config.processes import as_owner

PORT, REFERENCE_PORT = 8461, 8462
ROUNDS = 5
PASSWORD = "een lange zin voor de bank"


class Register(load.Client):
    """One teacher's browser: flips two pupils of a class between present and ill, class after class."""

    def __init__(self, classes: list[int], days: list[date], headers: str) -> None:
        self.headers = headers
        self.places = itertools.cycle([(pk, day, part) for day in days for part in ("vm", "nm") for pk in classes])
        self.cells: dict[tuple[int, date, str], dict[int, tuple[str, int]]] = {}
        self.turn = 0

    def request(self) -> bytes:
        place = next(self.places)
        self.place = place
        cells = self.cells.setdefault(place, stored(*place))
        self.turn += 1
        for pupil in list(cells)[self.turn % 23 : self.turn % 23 + 2]:
            mark, seen = cells[pupil]
            cells[pupil] = ("." if mark == "Z" else "Z", seen)
        body = json.dumps(
            {"entries": [{"pupil": p, "mark": m, "seen": v} for p, (m, v) in cells.items()], "taken": True}
        ).encode()
        return load.post(self.path(place), body, self.headers)

    def path(self, place: tuple[int, date, str]) -> str:
        return f"/registers/{place[0]}/{place[1]}/{place[2]}/opslaan/"

    def answer(self, body: bytes) -> None:
        answer = json.loads(body)
        if answer["conflicts"]:
            raise SystemExit(f"a conflict in the bench: {answer}")
        for cell in answer["changed"]:
            self.cells[self.place][cell["pupil"]] = (cell["mark"], cell["version"])


class Bare(Register):
    """The same bodies to the bare upsert."""

    way = "alles"

    def path(self, place: tuple[int, date, str]) -> str:
        return f"/{self.way}/{YEAR}/{place[1]}/{place[2]}/"

    def answer(self, body: bytes) -> None:
        return


class Sparing(Bare):
    """The same bodies to the upsert that writes only what differs."""

    way = "zuinig"


def stored(class_id: int, day: date, part: str) -> dict[int, tuple[str, int]]:
    """Marks and versions of a class, as the page would have shown them."""
    return ROSTERS[class_id].copy() | {
        pupil: (mark, version) for (pk, at, when), found in MARKS.items() if (pk, at, when) == (class_id, day, part)
        for pupil, mark, version in found
    }  # fmt: skip


ROSTERS: dict[int, dict[int, tuple[str, int]]] = {}
MARKS: dict[tuple[int, date, str], list[tuple[int, str, int]]] = {}


def run() -> None:
    school = data.make_school(year=YEAR, pupils=1200, number="900001")
    data.make_user(school=school, role="secretariaat", username="bank", password=PASSWORD)
    classes = data.class_ids(school)
    days = lesson_days()
    read(school.pk, days)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(minimal.TABLE)
    shares = [classes[number::CONNECTIONS] for number in range(CONNECTIONS)]
    reference, sparing, ours, lags = load.Result(), load.Result(), load.Result(), []
    with (
        server("bench.minimal:application", REFERENCE_PORT, DJANGO_SETTINGS_MODULE=""),
        server("leerrecht.config.wsgi:application", PORT),
        worker(),
    ):
        bare = [Bare(share, days, "") for share in shares]
        frugal = [Sparing(share, days, "") for share in shares]
        headers = sign_in()
        clients = [Register(share, days, headers) for share in shares]
        load.run(port=REFERENCE_PORT, clients=list(bare), seconds=2)
        load.run(port=PORT, clients=list(clients), seconds=2)
        # In turns, since a shared machine is not equally fast from one moment to the next.
        for _round in range(ROUNDS):
            lags.append(queue_empty_after())
            reference.add(load.run(port=REFERENCE_PORT, clients=list(bare), seconds=SECONDS / ROUNDS))
            sparing.add(load.run(port=REFERENCE_PORT, clients=list(frugal), seconds=SECONDS / ROUNDS))
            ours.add(load.run(port=PORT, clients=list(clients), seconds=SECONDS / ROUNDS))
        lags.append(queue_empty_after())
    lag = max(lags)
    no_failures(reference)
    no_failures(sparing)
    no_failures(ours)
    report(
        "register.save.throughput", ours.per_second, "saves/s", reference=reference.per_second,
        limit="ratio >= 0.333", holds=ours.per_second / reference.per_second >= 1 / 3,
    )  # fmt: skip
    # For information: against an upsert that skips the 23 marks that stay as they are.
    report("register.save.throughput.sparing", ours.per_second, "saves/s", reference=sparing.per_second)
    report("register.save.p50", ours.percentile(0.5) * 1000, "ms", reference=reference.percentile(0.5) * 1000)
    p95 = ours.percentile(0.95) * 1000
    report(
        "register.save.p95", p95, "ms", reference=reference.percentile(0.95) * 1000, limit="< 100 ms", holds=p95 < 100
    )
    report("register.queue_empty_after", lag, "s", limit="<= 2 s", holds=lag <= 2)


def lesson_days() -> list[date]:
    every = [date(YEAR, 9, 1) + timedelta(days=offset) for offset in range(60)]
    return [day for day in every if law.is_half_day(day, "nm")][:10]


def read(school: int, days: list[date]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT p.class_group_id, e.pupil_id FROM enrolment_placement p
               JOIN enrolment_enrolment e ON e.id = p.enrolment_id WHERE e.school_id = %s ORDER BY 1, 2""",
            [school],
        )
        home = {}
        for class_id, pupil in cursor.fetchall():
            ROSTERS.setdefault(class_id, {})[pupil] = (".", 0)
            home[pupil] = class_id
        cursor.execute(
            """SELECT pupil_id, date, part, mark, version FROM attendance_halfday
               WHERE school_id = %s AND date = ANY(%s)""",
            [school, days],
        )
        for pupil, day, part, mark, version in cursor.fetchall():
            MARKS.setdefault((home[pupil], day, part), []).append((pupil, mark, version))


def sign_in(username: str = "bank") -> str:
    """The headers of somebody who signed in."""
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{PORT}/aanmelden/"
    browser.open(address).read()
    token = next(cookie.value for cookie in jar if "csrf" in cookie.name)
    form = urlencode({"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token}).encode()
    browser.open(Request(address, form, {"Referer": address})).read()
    cookies = {cookie.name: cookie.value for cookie in jar}
    if not any("sessie" in name for name in cookies):
        raise SystemExit("the bench could not sign in")
    token = next(value for name, value in cookies.items() if "csrf" in name)
    return f"Cookie: {'; '.join(f'{k}={v}' for k, v in cookies.items())}\r\nX-CSRFToken: {token}\r\n"


def queue_empty_after() -> float:
    """Seconds until no change waits and no job of a change is queued."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < 60:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM facts_change")
            if cursor.fetchone() == (0,):
                break
        time.sleep(0.02)
    return time.perf_counter() - begin


def no_failures(result: load.Result) -> None:
    if result.failures:
        raise SystemExit(f"the bench failed: {result.failures[:3]}")
