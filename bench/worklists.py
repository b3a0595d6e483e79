"""Worklists: server time and queries on a school of 1,200 pupils with a full year behind it."""

import time
from datetime import date

import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import leerrecht.config.wsgi  # noqa: F401 - with the settings of the collector that a server has
from bench import data, load
from bench.__main__ import YEAR, report
from leerrecht.duties.domain.everyone import recompute_all

PAGES = ("worklist-who", "worklist-registers", "worklist-unknown", "worklist-p", "worklist-notes", "pupil-list")
ROUNDS = 40
TODAY = date(YEAR + 1, 6, 26)


def run() -> None:
    school = data.make_school(year=YEAR, pupils=1200, number="900002")
    user = data.make_user(school=school, role="directeur", username="lijst", password="een lange zin")
    with time_machine.travel(f"{TODAY}T09:00:00+02:00", tick=True):
        begin = time.perf_counter()
        recompute_all(TODAY)
        report("duties.recompute", 1200 / (time.perf_counter() - begin), "pupils/s")
        browser = Client()
        browser.force_login(user)
        for page in PAGES:
            _measure(browser, page)


def _measure(browser: Client, page: str) -> None:
    address = reverse(page)
    result = load.Result()
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
        count = len(queries)
    if answer.status_code != 200:
        raise SystemExit(f"{page} answers {answer.status_code}")
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        browser.get(address)
        result.times.append(time.perf_counter() - begin)
    p95 = result.percentile(0.95) * 1000
    report(f"{page}.p95", p95, "ms", limit="< 150 ms", holds=p95 < 150)
    report(f"{page}.queries", count, "queries", limit="<= 15", holds=count <= 15)
