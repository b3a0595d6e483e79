"""What the two walls cost: the register save and the worklist with them and without, in turns."""

import os
import time

import time_machine
from django.test import Client
from django.urls import reverse

from bench import data, load, registers, worklists
from bench.__main__ import CONNECTIONS, SECONDS, YEAR, report, server, worker
from bench.without_walls import walls_down
from leerrecht.config.processes import as_owner
from leerrecht.duties.domain.everyone import recompute_all

PORT_WITH, PORT_WITHOUT = registers.PORT, 8463
ROUNDS = 5
LIMIT = "ratio <= 1.25"


def run() -> None:
    school = data.make_school(year=YEAR, pupils=1200, number="900004")
    data.make_user(school=school, role="secretariaat", username="muur", password=registers.PASSWORD)
    _registers(school.pk, data.class_ids(school))
    user = data.make_user(school=school, role="directeur", username="muur2", password=registers.PASSWORD)
    with time_machine.travel(f"{worklists.TODAY}T09:00:00+02:00", tick=True):
        recompute_all(worklists.TODAY)
        browser = Client()
        browser.force_login(user)
        for page in ("worklist-who", "worklist-unknown"):
            _worklist(browser, page)


def _registers(school: int, classes: list[int]) -> None:
    days = registers.lesson_days()
    registers.read(school, days)
    with_walls, without = load.Result(), load.Result()
    with (
        server("leerrecht.config.wsgi:application", PORT_WITH),
        server("bench.without_walls:application", PORT_WITHOUT, DATABASE_APP_URL=os.environ["DATABASE_URL"]),
        worker(),
    ):
        headers = registers.sign_in("muur")
        clients: list[load.Client] = [
            registers.Register(classes[number::CONNECTIONS], days, headers) for number in range(CONNECTIONS)
        ]
        for port in (PORT_WITH, PORT_WITHOUT):
            load.run(port=port, clients=clients, seconds=2)
        for _round in range(ROUNDS):
            with_walls.add(load.run(port=PORT_WITH, clients=clients, seconds=SECONDS / ROUNDS))
            without.add(load.run(port=PORT_WITHOUT, clients=clients, seconds=SECONDS / ROUNDS))
    registers.no_failures(with_walls)
    registers.no_failures(without)
    _report("walls.register.save", CONNECTIONS * 1000 / with_walls.per_second, CONNECTIONS * 1000 / without.per_second)


def _worklist(browser: Client, page: str) -> None:
    """Each round in its own state: changing it closes the connection, which the first page makes again."""
    address, with_walls, without = reverse(page), load.Result(), load.Result()
    for _round in range(ROUNDS):
        _load(browser, address, with_walls)
        with as_owner(), walls_down():
            _load(browser, address, without)
    _report(f"walls.{page}", with_walls.percentile(0.5) * 1000, without.percentile(0.5) * 1000)


def _load(browser: Client, address: str, result: load.Result) -> None:
    browser.get(address)
    for _time in range(10):
        begin = time.perf_counter()
        browser.get(address)
        result.times.append(time.perf_counter() - begin)


def _report(name: str, value: float, reference: float) -> None:
    report(name, value, "ms", reference=reference, limit=LIMIT, holds=value / reference <= 1.25)
