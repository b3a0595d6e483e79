"""Sign-ins end, are listed and can be ended; too many wrong passwords lock an account for a while."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa import signals
from django.conf import settings as installed
from django.contrib.auth.signals import user_logged_in
from django.test import Client
from django.utils.crypto import salted_hmac

from leerrecht.access import signing
from leerrecht.access.domain import sessions
from leerrecht.access.domain.sessions import SignIn
from leerrecht.access.models import LogEntry, Session
from leerrecht.access.principal import Principal
from leerrecht.access.signing import device_of
from tests.access.conftest import PASSWORD, drawn_for, entries_of, said

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


def test_use_is_written_after_more_than_five_minutes(member, clock):
    member("an")
    client = sign_in()
    clock.shift(timedelta(minutes=5))
    client.get("/afmelden/")
    assert Session.objects.get().seen_at == MORNING
    clock.shift(timedelta(seconds=1))
    client.get("/afmelden/")
    kept = Session.objects.get()
    assert (kept.seen_at - MORNING, kept.expire_date - MORNING) == (
        timedelta(minutes=5, seconds=1), timedelta(minutes=65, seconds=1),
    )  # fmt: skip


AN = Principal(name="an", user_id=7)


def _session(key, *, account=7, ends=60, seen=0, device="Firefox op Windows"):
    """A sign-in that ends and was seen so many minutes after the morning."""
    Session.objects.create(
        session_key=key, session_data="", account_id=account, device=device, begun_at=MORNING,
        expire_date=MORNING + timedelta(minutes=ends), seen_at=MORNING + timedelta(minutes=seen),
    )  # fmt: skip


def _name(key):
    return salted_hmac("leerrecht.aanmelding", key, algorithm="sha256").hexdigest()[:32]


@pytest.mark.django_db
def test_own_sign_ins_of_now_are_listed_the_latest_used_first(clock):
    _session("b", seen=-5)
    _session("a", seen=-5, device="")
    _session("c", seen=-1)
    _session("ended", ends=0)
    _session("of another", account=8)
    assert sessions.sign_ins(AN, current="b") == [
        SignIn(_name("c"), "Firefox op Windows", MORNING, MORNING - timedelta(minutes=1), current=False),
        SignIn(_name("a"), "", MORNING, MORNING - timedelta(minutes=5), current=False),
        SignIn(_name("b"), "Firefox op Windows", MORNING, MORNING - timedelta(minutes=5), current=True),
    ]


@pytest.mark.django_db
def test_ending_sign_ins_tells_how_many_and_logs_what_ended():
    for key in ("a", "b", "c"):
        _session(key)
    _session("of another", account=8)
    assert sessions.end_sign_in(by=AN, name=_name("of another")) == 0
    assert sessions.end_sign_in(by=AN, name=_name("a")) == 1
    assert sessions.end_sign_in(by=AN, name=_name("a")) == 0
    _session("d")
    assert sessions.end_other_sign_ins(by=AN, current="c") == 2
    assert sessions.end_other_sign_ins(by=AN, current="c") == 0
    assert sorted(Session.objects.values_list("pk", flat=True)) == ["c", "of another"]
    assert entries_of("session.end") == [
        ("session.end", "an", 7, "access.session", "", "eigen account", {"count": count}) for count in (1, 2)
    ]


@pytest.mark.django_db
def test_what_ends_now_is_forgotten_and_what_ends_later_is_not(clock):
    _session("a", ends=0)
    _session("b", ends=1)
    sessions.forget_ended()
    assert list(Session.objects.values_list("pk", flat=True)) == ["b"]


def test_page_says_what_was_ended(member):
    member("an")
    here = sign_in()
    sign_in()
    page = here.get("/aanmeldingen/")
    assert drawn_for(page) == "an"
    name = next(each.name for each in page.context["sign_ins"] if not each.current)
    answers = [here.post("/aanmeldingen/einde/", sent) for sent in ({"name": name}, {"all": "1"}, {})]
    assert [said(answer) for answer in answers] == [
        "Die aanmelding is beëindigd.", "U bent overal elders afgemeld.", "Die aanmelding is beëindigd.",
    ]  # fmt: skip
    assert is_in(here)


def test_beginning_of_a_sign_in_is_logged_with_its_device(member, clock):
    an = member("an")
    client = sign_in(agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    record = ("access.user", str(an.pk), "eigen account")
    assert entries_of("session.begin") == [
        ("session.begin", "an", an.pk, *record, {"device": "Firefox op Windows"}),
    ]
    kept = Session.objects.get()
    assert (kept.account_id, kept.begun_at, kept.seen_at) == (an.pk, MORNING, MORNING)
    assert kept.device == "Firefox op Windows"
    assert client.get("/aanmeldingen/").context["sign_ins"][0].current


def test_wrong_password_is_logged_on_the_account_whatever_the_capitals(member):
    an = member("an")
    for name in ("AN", "niemand"):
        Client().post("/aanmelden/", {"login": name, "password": "fout"})
    assert entries_of("session.refused") == [
        ("session.refused", "niet aangemeld", None, "access.user", str(an.pk), "", {}),
    ]


def test_sign_in_is_listened_to_once_however_often_it_is_asked():
    heard = (user_logged_in, signals.authenticator_used, signals.authentication_failed)
    before = [[key for key, *_rest in signal.receivers] for signal in heard]
    signing.connect()
    assert [[key for key, *_rest in signal.receivers] for signal in heard] == before


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
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Chrome/140.0 Safari/537.36 OPR/120.0", "Opera op Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari op iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "Firefox op Linux"),
        ("curl/8", "onbekende browser op onbekend toestel"),
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
    traces = LogEntry.objects.filter(act="session.refused").order_by("pk").values_list("actor", "actor_id", "object_id")
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
