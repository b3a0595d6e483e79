"""Health addresses: cheap, for anybody, and silent about everything but health."""

import pytest
from django.db import connection

from leerrecht.operations import health


@pytest.fixture(autouse=True)
def nothing_known():
    health._known.clear()
    yield
    health._known.clear()


def test_alive_answers_without_the_database(client):
    answer = client.get("/gezond/")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"goed\n", "text/plain")
    assert ("no-store" in answer["Cache-Control"], answer.cookies) == (True, {})
    assert client.post("/gezond/").status_code == 405


@pytest.mark.django_db
def test_ready_says_what_works_and_asks_little(client, django_assert_max_num_queries):
    answer = client.get("/gezond/klaar/")
    assert (answer.status_code, answer.json()) == (200, {"databank": True, "tabellen": True, "werker": False})
    assert answer.cookies == {}
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    with django_assert_max_num_queries(4):
        assert client.get("/gezond/klaar/").json() == {"databank": True, "tabellen": True, "werker": True}


@pytest.mark.django_db
def test_ready_is_no_while_tables_are_of_another_version(client):
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON FUNCTION wall_pupils() IS 'een andere'")
    answer = client.get("/gezond/klaar/")
    assert (answer.status_code, answer.json()) == (503, {"databank": True, "tabellen": False, "werker": False})


def test_ready_is_no_without_a_database_and_yes_once_it_is_back(client, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        former = connection.settings_dict["PORT"]
        connection.close()
        connection.settings_dict["PORT"] = "1"
        try:
            answer = client.get("/gezond/klaar/")
        finally:
            connection.close()
            connection.settings_dict["PORT"] = former
        back = client.get("/gezond/klaar/")
        connection.close()
    assert (answer.status_code, answer.json()) == (503, {"databank": False, "tabellen": False, "werker": False})
    assert back.status_code == 200
