"""The morning rush: registers come in at the rate of all of Flanders, from people who signed in, on this one machine.

Flanders takes 60,000 class registers between 8:25 and 8:45: fifty a second. Here a tenth of them come, half of them and
all of them, each for half a minute; each visitor opens the page of a class that nobody took yet, and saves it.
"""

import itertools
import json
import time
from collections.abc import Iterator
from datetime import date

from django.contrib.auth.hashers import make_password

from bench import data, load
from bench.__main__ import YEAR, report, server, worker
from bench.registers import MARKS, PASSWORD, PORT, ROSTERS, lesson_days, queue_empty_after, read, sign_in
from leerrecht.access.models import User
from leerrecht.organisations.models import Membership, Organisation, School

NATIONAL, MINUTES = 60_000, 20
RATE = NATIONAL / MINUTES / 60
SHARES = (0.1, 0.5, 1.0)  # of the rate of all of Flanders
SECONDS = 30.0
SCHOOLS, PUPILS, PEOPLE = 6, 1_000, 10
PAGE_LIMIT, SAVE_LIMIT = 1_000, 500  # ms: what somebody in front of a class still calls at once

Place = tuple[int, date, str]


class Teacher(load.Visitor):
    """One browser: opens the next class of its school and saves it with two pupils marked ill."""

    def __init__(self, headers: str, places: Iterator[Place]) -> None:
        self.headers, self.places = headers, places
        self.saved_cells = 0

    def page(self) -> bytes:
        self.place = next(self.places)
        return load.get(self._path(), self.headers)

    def save(self) -> bytes:
        class_id = self.place[0]
        cells = ROSTERS[class_id] | {pupil: (mark, version) for pupil, mark, version in MARKS.get(self.place, [])}
        ill = {pupil for pupil, (mark, _) in cells.items() if mark == "."}
        marked = set(sorted(ill)[:2])
        entries = [{"pupil": p, "mark": "Z" if p in marked else m, "seen": v} for p, (m, v) in cells.items()]
        body = json.dumps({"entries": entries, "taken": True}).encode()
        return load.post(f"{self._path()}opslaan/", body, self.headers)

    def saved(self, body: bytes) -> None:
        answer = json.loads(body)
        if answer["conflicts"] or len(answer["changed"]) != 2:
            raise SystemExit(f"the rush saved something else: {answer}")
        self.saved_cells += 2

    def _path(self) -> str:
        return f"/registers/{self.place[0]}/{self.place[1]}/{self.place[2]}/"


def run() -> None:
    days = lesson_days()
    teachers: list[load.Visitor] = []
    people: list[tuple[str, Iterator[Place]]] = []
    password = make_password(PASSWORD)
    for number in range(SCHOOLS):
        school = data.make_school(year=YEAR, pupils=PUPILS, number=f"6{number:05d}", analyze=number == SCHOOLS - 1)
        read(school.pk, days)
        classes = data.class_ids(school)
        places = itertools.product(days, ("vm", "nm"), classes)
        shared = iter([(class_id, day, part) for day, part, class_id in places])
        people += [(name, shared) for name in _people(school, number, password)]
    with server("leerrecht.config.wsgi:application", PORT), worker():
        begin = time.perf_counter()
        teachers += [Teacher(sign_in(name), places) for name, places in people]
        signing = (time.perf_counter() - begin) / len(people)
        report("rush.sign_in", signing * 1000, "ms", limit=f"{len(people)} people, one after the other")
        load.arrive(port=PORT, visitors=teachers, rate=RATE * SHARES[0], seconds=5)
        for share in SHARES:
            pages, saves = load.arrive(port=PORT, visitors=teachers, rate=RATE * share, seconds=SECONDS)
            _tell(share, pages, saves, queue_empty_after())


def _tell(share: float, pages: load.Result, saves: load.Result, lag: float) -> None:
    name = f"rush.{100 * share:.0f}_percent"
    came = f"{len(saves.times)} registers, of {NATIONAL} in {MINUTES} min that is {100 * share:.0f} % of the rate"
    report(f"{name}.registers", saves.per_second, "registers/s", reference=RATE * share, limit=came)
    page, save = pages.percentile(0.95) * 1000, saves.percentile(0.95) * 1000
    report(f"{name}.page.p95", page, "ms", limit=f"< {PAGE_LIMIT} ms, waiting included", holds=page < PAGE_LIMIT)
    report(f"{name}.save.p95", save, "ms", limit=f"< {SAVE_LIMIT} ms", holds=save < SAVE_LIMIT)
    errors = len(pages.failures) + len(saves.failures)
    report(f"{name}.errors", errors, "answers", limit="0", holds=errors == 0)
    report(f"{name}.queue_empty_after", lag, "s", limit="until the duties are computed, after the last save")
    for failure in (pages.failures + saves.failures)[:3]:
        print(failure)


def _people(school: School, number: int, password: str) -> list[str]:
    organisation = Organisation.objects.get(pk=school.pk)
    names = [f"ochtend{number}-{one}" for one in range(PEOPLE)]
    for name in names:
        user = User.objects.create(username=name, first_name="Ochtend", last_name=name, password=password, demo=True)
        Membership.objects.create(user=user, organisation=organisation, role="secretariaat", period=data.ALWAYS)
    return names
