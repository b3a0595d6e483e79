import os

import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from leerrecht.config import embedded, roles
from leerrecht.duties.domain.everyone import differences, recompute_all
from leerrecht.duties.models import Outcome, PupilAnswer
from tests.duties.helpers import TODAY, absent
from tests.factories import PlacementFactory

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)


@pytest.fixture
def found_by_others(monkeypatch):
    """The database of this test is the one that other processes find, as the application."""
    application = roles.ensure(os.environ["DATABASE_URL"], embedded.home())
    monkeypatch.setenv("DATABASE_APP_URL", make_conninfo(application, dbname=connection.settings_dict["NAME"]))


@pytest.mark.usefixtures("found_by_others")
def test_recompute_all_by_two_processes_says_the_same_as_by_one():
    for days in (1, 2, 3):
        absent(PlacementFactory.create().enrolment, days)
    alone = recompute_all(TODAY)
    outcomes = list(Outcome.objects.order_by("pupil", "regel").values("pupil", "regel", "sinds", "omdat"))
    Outcome.objects.all().delete()
    PupilAnswer.objects.all().delete()
    together = recompute_all(TODAY, processes=2)
    assert (together, list(differences(TODAY))) == (alone, [])
    assert list(Outcome.objects.order_by("pupil", "regel").values("pupil", "regel", "sinds", "omdat")) == outcomes
