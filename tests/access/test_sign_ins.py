"""Sign-ins end, are listed and can be ended; too many wrong passwords lock an account for a while."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as installed
from django.test import Client

from leerrecht.access.models import LogEntry, Session
from leerrecht.access.signing import device_of
from tests.access.conftest import PASSWORD

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as moving:
        yield moving


def sign_in(username="an", agent=""):
    client = Client(headers={"user-agent": agent})
    client.post("/aanmelden/", {"login": username, "password": PASSWORD})
    return client


def is_in(client):
    return client.get("/beveiliging/").status_code == 200


def test_sign_in_ends_after_an_hour_without_use(member, clock):
    member("an")
    client = sign_in()
    clock.shift(timedelta(minutes=59))
    assert is_in(client)
    clock.shift(timedelta(minutes=59))
    assert is_in(client)
    clock.shift(timedelta(minutes=61))
    assert not is_in(client)


def test_sign_in_in_use_ends_after_twelve_hours(member, clock):
    member("an")
    client = sign_in()
    for _half_hour in range(23):
        clock.shift(timedelta(minutes=30))
        assert is_in(client)
    clock.shift(timedelta(minutes=31))
    assert not is_in(client)


def test_use_is_written_only_now_and_then(member, clock, django_assert_num_queries):
    member("an")
    client = sign_in()
    clock.shift(timedelta(minutes=4))
    with django_assert_num_queries(1):
        client.get("/afmelden/")
    clock.shift(timedelta(minutes=2))
    with django_assert_num_queries(2):
        client.get("/afmelden/")
    assert Session.objects.get().seen_at == MORNING + timedelta(minutes=6)


def test_cookie_goes_with_the_browser_and_is_not_for_scripts(member):
    member("an")
    cookie = sign_in().cookies[installed.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"], cookie["path"]) == ("", True, "Lax", "/")


def test_list_names_the_devices_and_one_can_be_ended(member):
    member("an")
    here = sign_in(agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    there = sign_in(agent="Mozilla/5.0 (Linux; Android 15) AppleWebKit Chrome/140 Safari")
    found = here.get("/aanmeldingen/").context["sign_ins"]
    assert {(each.device, each.current) for each in found} == {
        ("Firefox op Windows", True),
        ("Chrome op Android", False),
    }
    other = next(each for each in found if not each.current)
    assert other.name not in {client.session.session_key for client in (here, there)}
    assert here.post("/aanmeldingen/einde/", {"name": other.name}).headers["Location"] == "/aanmeldingen/"
    assert (is_in(here), is_in(there)) == (True, False)
    assert list(LogEntry.objects.filter(act="session.end").values_list("detail", flat=True)) == [{"count": 1}]


def test_all_others_end_and_the_present_one_stays(member):
    member("an")
    clients = [sign_in() for _each in range(3)]
    clients[0].post("/aanmeldingen/einde/", {"all": "1"})
    assert [is_in(client) for client in clients] == [True, False, False]


def test_sign_in_of_somebody_else_is_neither_shown_nor_ended(member):
    member("an")
    member("bo")
    an, bo = sign_in("an"), sign_in("bo")
    name = an.get("/aanmeldingen/").context["sign_ins"][0].name
    assert len(bo.get("/aanmeldingen/").context["sign_ins"]) == 1
    bo.post("/aanmeldingen/einde/", {"name": name})
    assert is_in(an)


def test_what_ended_by_itself_is_removed_at_the_next_sign_in(member, clock):
    member("an")
    sign_in()
    clock.shift(timedelta(days=1))
    sign_in()
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari op iPad"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/140.0 Safari/537.36", "Chrome op Chromebook"),
        ("", "onbekende browser op onbekend toestel"),
    ],
)
def test_device_is_told_in_a_few_words(agent, words):
    assert device_of(agent) == words


def test_account_is_locked_after_five_wrong_passwords_and_opens_after_five_minutes(outside_the_demo, member, clock):
    an = member("an", "leerkracht")
    member("bo", "leerkracht")
    client = Client()
    wrong = [client.post("/aanmelden/", {"login": "an", "password": "fout"}) for _try in range(6)]
    assert "klopt niet" in wrong[4].content.decode()
    locked = "Te veel pogingen na elkaar. Wacht vijf minuten en probeer het dan opnieuw."
    assert locked in wrong[5].content.decode()
    right = Client(REMOTE_ADDR="10.1.1.1").post("/aanmelden/", {"login": "an", "password": PASSWORD})
    assert (right.status_code, locked in right.content.decode()) == (200, True)
    other = Client(REMOTE_ADDR="10.1.1.1").post("/aanmelden/", {"login": "bo", "password": PASSWORD})
    assert other.status_code == 302
    traces = LogEntry.objects.filter(act="session.refused").values_list("actor", "actor_id", "object_id")
    assert list(traces) == [("niet aangemeld", None, str(an.pk))] * 5
    clock.shift(301)
    assert client.post("/aanmelden/", {"login": "an", "password": PASSWORD}).headers["Location"] == "/"


def test_hour_that_comes_twice_in_october_neither_ends_a_sign_in_nor_prolongs_it(member, clock):
    member("an")
    clock.move_to(datetime(2026, 10, 25, 0, 50, tzinfo=UTC))  # ten to three, in summer time
    client = sign_in()
    clock.shift(timedelta(minutes=50))  # twenty to three, in winter time
    assert is_in(client)
    clock.shift(timedelta(minutes=61))
    assert not is_in(client)
