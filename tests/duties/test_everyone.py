import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from leerrecht.duties.domain.everyone import differences, recompute_all
from leerrecht.duties.models import Outcome, PupilAnswer
from tests.duties.helpers import TODAY, absent
from tests.factories import PlacementFactory

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)


@pytest.fixture
def found_by_others(monkeypatch):
    """The database of this test is the one that other processes find."""
    given = connection.settings_dict
    monkeypatch.setenv(
        "DATABASE_URL",
        make_conninfo(
            dbname=given["NAME"],
            user=given["USER"] or None,
            password=given["PASSWORD"] or None,
            host=given["HOST"] or None,
            port=given["PORT"] or None,
        ),
    )


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
