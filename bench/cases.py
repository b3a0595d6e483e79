"""A school with 200 joint cases, one of them full: server time and queries of its page and of the list."""

import datetime as dt

import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

import leerrecht.config.wsgi  # noqa: F401 - with the settings of the collector that a server has
from bench import data, files
from bench.__main__ import YEAR
from leerrecht.access.principal import Principal, principal_of
from leerrecht.cases.domain import cases, summaries, tables, tasks, tracks
from leerrecht.cases.kinds import TrackKind
from leerrecht.cases.models import Case
from leerrecht.organisations.models import Organisation, School
from leerrecht.people.models import Pupil

CASES = 200
TASKS = 30
TABLES = 8
# Every page of a case within this, the list too; the queries do not grow with what it holds.
QUERIES = 35
TODAY = dt.date(YEAR, 11, 20)


def run() -> None:
    school = data.make_school(year=YEAR, pupils=1200, number="900011", analyze=False)
    user = data.make_user(school=school, role="directeur", username="casus", password="een lange zin")
    pupils = list(Pupil.objects.filter(enrolments__school=school).order_by("pk")[:CASES])
    with time_machine.travel(f"{TODAY}T09:00:00+01:00", tick=True):
        by = principal_of(user_id=user.pk, name=user.username, on=TODAY)
        made = [_open(school, pupil, by) for pupil in pupils]
        _fill(made[0], school, by)
        with connection.cursor() as cursor:
            cursor.execute("SELECT wall_statistics()")
        browser = Client()
        browser.force_login(user)
        for name, address in (("case.page", reverse("case", args=[made[0].pk])), ("case.list", reverse("cases"))):
            files.measure(browser, name, address, {}, queries=QUERIES)


def _open(school: School, pupil: Pupil, by: Principal) -> Case:
    case = cases.open_case(by=by, pupil=pupil, on=dt.date(YEAR, 10, 1), organisation=school.pk)
    tracks.start_track(by=by, pupil=pupil, kind="schoolplan", organisation=school.pk, since=dt.date(YEAR, 10, 1))
    return case


def _fill(case: Case, school: School, by: Principal) -> None:
    """Every kind of track beside each other, tasks, tables at which each says something, and the story."""
    for kind in TrackKind.values:
        if kind != TrackKind.SCHOOLPLAN:
            tracks.start_track(
                by=by, pupil=case.pupil, kind=kind, organisation=None, body="een dienst", since=dt.date(YEAR, 10, 5),
                goal="Terug naar de klas",
            )  # fmt: skip
    house = Organisation.objects.get(pk=school.pk)
    for number in range(TASKS):
        tasks.assign_task(by=by, case=case, what=f"Taak {number}", organisation=house, due_on=TODAY)
    for number in range(TABLES):
        when = tables.When(TODAY - dt.timedelta(weeks=number), dt.time(14), "lokaal 12")
        table = tables.plan_table(by=by, case=case, kind="rondetafel", when=when)
        asked = [
            tables.invite(by=by, table=table, party=party, name=party) for party in ("leerling", "ouders", "school")
        ]
        decision = tables.propose(by=by, table=table, what="Een halve dag meer")
        for one in asked:
            tables.take_position(by=by, decision=decision, invitation=one, view="akkoord")
        summaries.write_summary(by=by, case=case, text="Wat lukt en wat niet. " * 40, with_pupil=True)
