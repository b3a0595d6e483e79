"""The demo and an installation for real never meet in one database: looked at over a connection of its own."""

import os

import psycopg
import pytest

from leerrecht.access.models import User
from leerrecht.cli import build_parser
from leerrecht.config import processes
from leerrecht.operations.checks import judge
from leerrecht.operations.holding import NO_DEMO, NOT_HERE, NOT_THIS, Holding, holding, refusal

DEMO, REAL = {"LEERRECHT_DEMO": "1"}, {"LEERRECHT_HTTPS": "1"}


@pytest.fixture
def place(django_db_setup, django_db_blocker):
    """The address of a database, and what puts an account there that every connection sees; taken away by hand."""
    from django.db import connection

    made = []
    conninfo = psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    with django_db_blocker.unblock():
        yield conninfo, lambda name, *, demo: made.append(User.objects.create(username=name, demo=demo))
        for user in made:
            user.delete()
        connection.close()


def test_database_holds_nothing_the_demo_or_people(place):
    conninfo, put = place
    found = [holding(psycopg.conninfo.make_conninfo(conninfo, dbname="postgres")), holding(conninfo)]
    put("echt", demo=False)
    found.append(holding(conninfo))
    put("directie-a", demo=True)
    found.append(holding(conninfo))
    assert found == [Holding.NOTHING, Holding.NOTHING, Holding.REAL, Holding.DEMO]


def test_one_is_refused_where_the_other_stands(place, monkeypatch, capsys):
    conninfo, put = place
    assert [refusal(DEMO | REAL, conninfo), refusal({}, conninfo), refusal(DEMO, conninfo)] == [NO_DEMO, "", ""]
    put("echt", demo=False)
    assert [refusal(DEMO, conninfo), refusal(REAL, conninfo), refusal({}, conninfo)] == [NOT_HERE, "", ""]
    said = {each.setting: each.text for each in judge({**DEMO, "DATABASE_URL": conninfo}, {})}
    assert said["LEERRECHT_DEMO"] == NOT_HERE
    # Web server and worker do not begin; nor does all together.
    monkeypatch.setenv("DATABASE_APP_URL", conninfo)
    monkeypatch.setenv("LEERRECHT_DEMO", "1")
    options = build_parser().parse_args(["start", "--poort", "1"])
    assert [processes.web(options), processes.worker(options), processes.start(options)] == [2, 2, 2]
    assert capsys.readouterr().err.count("werken mensen met echte gegevens") == 3
    put("directie-a", demo=True)
    assert [refusal(REAL, conninfo), refusal(DEMO, conninfo), refusal({}, conninfo)] == [NOT_THIS, "", ""]


def test_database_that_does_not_answer_says_nothing_yet():
    assert refusal(REAL, "host=127.0.0.1 port=1 connect_timeout=2") == ""
