"""The beginning of an installation: one link, one use, nothing once there is an account, and never beside the demo."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from leerrecht.access.models import LogEntry, User
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.cli import build_parser
from leerrecht.operations.domain import begin
from leerrecht.operations.models import BeginLink
from leerrecht.organisations.models import Board, Centre, Membership, Organisation, School, Service
from tests.factories import SYSTEM, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "vier rode fietsen in de regen"
PERSON = {"first_name": "Ellen", "last_name": "Smet", "username": "ellen", "password": PASSWORD, "again": PASSWORD}
OF_SCHOOL = {
    "start": "school", "board": "Bestuur Noord", "school": "Sint-Jan", "number": "012345", "level": "secundair",
    "school_kind": "gewoon", "centre": "CLB De Brug",
}  # fmt: skip


@pytest.fixture
def code():
    return begin.make_link(by=SYSTEM)


def send(code, **given):
    return Client().post("/aanmelden/begin/", {"code": code, **OF_SCHOOL, **PERSON, **given})


def test_page_makes_board_school_clb_and_administrator_once(code, settings):
    settings.DEMO = False
    client = Client()
    page = client.get("/aanmelden/begin/", {"code": code})
    assert ("Beginnen met Leerrecht" in page.content.decode(), "no-store" in page["Cache-Control"]) == (True, True)
    answer = send(code)
    assert (answer.status_code, answer["Location"]) == (302, "/aanmelden/")
    assert [
        (row.username, row.check_password(PASSWORD), row.demo) for row in User.objects.all()
    ] == [("ellen", True, False)]  # fmt: skip
    assert sorted(Organisation.objects.values_list("kind", "name")) == [
        ("beheer", "Beheer van Leerrecht"), ("bestuur", "Bestuur Noord"), ("clb", "CLB De Brug"),
        ("school", "Sint-Jan"),
    ]  # fmt: skip
    school = School.objects.get()
    assert (school.number, school.level, school.board.name) == ("012345", "secundair", Board.objects.get().name)
    assert list(Service.objects.values_list("centre__name", "school__name")) == [("CLB De Brug", "Sint-Jan")]
    assert list(Membership.objects.values_list("user__username", "role")) == [("ellen", "beheerder")]
    assert {"begin.link", "begin.done"} <= set(LogEntry.objects.values_list("act", flat=True))
    # The link is used up, and the page is gone for everybody.
    assert [client.get("/aanmelden/begin/", {"code": code}).status_code, send(code).status_code] == [404, 404]
    # The house asks the second step before anything else.
    signed = Client()
    signed.post("/aanmelden/", {"login": "ellen", "password": PASSWORD})
    assert signed.get("/scholen/")["Location"].startswith("/beveiliging/")


def test_installation_of_a_clb_begins_with_the_clb_alone(code):
    answer = send(code, start="clb", centre="CLB Zuid", school="", number="", board="")
    assert answer.status_code == 302
    assert [Centre.objects.count(), School.objects.count(), Board.objects.count()] == [1, 0, 0]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"start": ""}, "verplicht"),
        ({"board": ""}, "Vul het schoolbestuur in."),
        ({"school": ""}, "Vul de naam van de school in."),
        ({"number": "12"}, "Een instellingsnummer telt 6 cijfers."),
        ({"start": "clb", "centre": ""}, "Vul de naam van het CLB in."),
        ({"password": "kort", "again": "kort"}, "te kort: neem minstens 14 tekens"),
        (
            {"username": "ellensmetbeheert", "password": "ellensmetbeheert", "again": "ellensmetbeheert"},
            "lijkt te veel",
        ),
        ({"again": "iets anders"}, "De twee wachtwoorden zijn niet gelijk."),
        ({"username": ""}, "verplicht"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(code, given, says):
    answer = send(code, **given)
    page = answer.content.decode()
    assert (answer.status_code, says in page, PASSWORD in page) == (200, True, False)
    assert [User.objects.count(), Organisation.objects.count(), BeginLink.objects.count()] == [0, 0, 1]
    # What was typed stays.
    assert 'value="Smet"' in page


def test_page_is_not_there_without_a_link_that_counts(code):
    assert Client().get("/aanmelden/begin/").status_code == 404
    assert Client().get("/aanmelden/begin/", {"code": "aaaaa-aaaaa-aaaaa-aaaaa"}).status_code == 404
    newer = begin.make_link(by=SYSTEM)
    assert [begin.is_open(code), begin.is_open(newer)] == [False, True]
    BeginLink.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert begin.is_open(newer) is False


def test_nothing_begins_where_somebody_or_something_is(code):
    UserFactory.create()
    assert begin.is_open(code) is False
    assert send(code).status_code == 404
    with pytest.raises(ValidationError, match="al een account of een organisatie"):
        begin.make_link(by=SYSTEM)


def test_only_the_command_line_begins(code):
    somebody = Principal(name="ellen", user_id=1)
    with pytest.raises(Denied):
        begin.make_link(by=somebody)
    person = begin.Person("ellen", "Ellen", "Smet", PASSWORD)
    with pytest.raises(Denied):
        begin.begin(by=somebody, code=code, person=person, place=begin.Place(centre="CLB"))
    with pytest.raises(ValidationError, match="gebruikt of verlopen"):
        begin.begin(by=SYSTEM, code="anders", person=person, place=begin.Place(centre="CLB"))
    with pytest.raises(ValidationError, match="met welke school of welk CLB"):
        begin.begin(by=SYSTEM, code=code, person=person, place=begin.Place())


def run(*words):
    options = build_parser().parse_args(words)
    return options.run(options)


def test_command_shows_the_address_of_the_site(monkeypatch, capsys):
    monkeypatch.delenv("LEERRECHT_DEMO")
    for given, address in (
        ({"LEERRECHT_ORIGINS": "https://leerrecht.school.be"}, "https://leerrecht.school.be"),
        ({"LEERRECHT_HTTPS": "1", "LEERRECHT_HOSTS": "school.be,x"}, "https://school.be"),
        ({"PORT": "8123"}, "http://127.0.0.1:8123"),
    ):
        with monkeypatch.context() as patch:
            patch.delenv("LEERRECHT_ORIGINS", raising=False)
            for name, value in given.items():
                patch.setenv(name, value)
            assert run("begin") == 0
        said = capsys.readouterr().out
        found = re.search(rf"^{re.escape(address)}/aanmelden/begin/\?code=([a-z0-9-]+)$", said, re.MULTILINE)
        assert found is not None
        assert begin.is_open(found[1])
    UserFactory.create()
    assert run("begin") == 2
    assert "al een account" in capsys.readouterr().err


def test_commands_for_a_first_account_refuse_in_a_place_for_the_demo(monkeypatch, capsys):
    monkeypatch.setenv("LEERRECHT_DEMO", "1")
    assert [run("begin"), run("beheerder", "ellen", "Ellen", "Smet")] == [2, 2]
    assert capsys.readouterr().err.count("een plaats voor de demo") == 2
    assert User.objects.count() == 0
