"""The front door of a CLB: 60 schools, 25,000 pupils; server time and queries of the queue."""

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
from leerrecht.organisations.models import Centre, Organisation, School

SCHOOLS, PER_SCHOOL = 60, 425
WAITING = 2500
ROUNDS = 40
MILLISECONDS = 300
QUERIES = 15
TODAY = date(YEAR + 1, 3, 20)
QUERY = {"door": {}, "door.middle": {"pagina": "40"}, "door.search": {"zoek": "nummer 00123"}}


def run() -> None:
    centre = Centre.objects.create(kind="clb", name="CLB van de meting")
    schools = [
        data.make_school(year=YEAR, pupils=PER_SCHOOL, number=f"7{number:05d}", absent=0.03, analyze=False)
        for number in range(SCHOOLS)
    ]
    _fill(centre, schools)
    user = data.make_user(school=schools[0], role="clb", username="voordeur", password="een lange zin")
    user.memberships.update(organisation=Organisation.objects.get(pk=centre.pk))
    with time_machine.travel(f"{TODAY}T09:00:00+01:00", tick=True):
        browser = Client()
        browser.force_login(user)
        for name, query in QUERY.items():
            _measure(browser, name, query)


def _fill(centre: Centre, schools: list[School]) -> None:
    """The centre serves the schools; every tenth pupil waits, of each the answer of the law is there."""
    with connection.cursor() as cursor:
        cursor.execute(_SERVED, [centre.pk, [school.pk for school in schools]])
        cursor.execute(_ANSWERS, [TODAY, [school.pk for school in schools]])
        cursor.execute(_SIGNALS, [centre.pk, TODAY, [school.pk for school in schools], WAITING])
        cursor.execute("SELECT wall_statistics()")


_SERVED = """
INSERT INTO organisations_service (centre_id, school_id, period)
SELECT %s, school, daterange('2000-01-01', NULL) FROM unnest(%s::bigint[]) AS t (school)
"""
_ANSWERS = """
INSERT INTO duties_pupilanswer (pupil_id, answered_on, status, counts, urgency)
SELECT e.pupil_id, %s, '{}', '{}', jsonb_build_object(
    'derde_graad', e.pupil_id %% 3 = 0, 'b_halve_dagen', e.pupil_id %% 40, 'afwezig_vorige_jaren', e.pupil_id %% 7 = 0)
FROM enrolment_enrolment e WHERE e.school_id = ANY(%s)
"""
_SIGNALS = """
INSERT INTO trajectories_signal (id, pupil_id, school_id, centre_id, about, source, shared, arisen_on, rules,
    reported_by, criteria, state, who, why_not, made_at)
SELECT gen_random_uuid(), e.pupil_id, e.school_id, %s, 'verzuim', 'regels', true, %s::date - (e.pupil_id %% 90)::int,
    ARRAY['b5.melding_clb', 'clb.traject'], '', ARRAY[]::varchar[], 'nieuw', '', '', now()
FROM enrolment_enrolment e WHERE e.school_id = ANY(%s) ORDER BY md5(e.pupil_id::text) LIMIT %s
"""


def _measure(browser: Client, name: str, query: dict[str, str]) -> None:
    address = reverse("clb-door")
    result = load.Result()
    browser.get(address, query)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address, query)
        count = len(queries)
    if answer.status_code != 200:
        raise SystemExit(f"{name} answers {answer.status_code}")
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        browser.get(address, query)
        result.times.append(time.perf_counter() - begin)
    p95 = result.percentile(0.95) * 1000
    report(f"{name}.p95", p95, "ms", limit=f"< {MILLISECONDS} ms", holds=p95 < MILLISECONDS)
    report(f"{name}.queries", count, "queries", limit=f"<= {QUERIES}", holds=count <= QUERIES)
