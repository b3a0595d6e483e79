"""Problems are told by mail, each once a day, and once more when they are over; no word about anybody."""

import json
import os
from datetime import date, timedelta
from smtplib import SMTPServerDisconnected
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from leerrecht.access.vitals import Counted
from leerrecht.cli import build_parser
from leerrecht.operations import alerts, asking, watching
from leerrecht.operations.domain.queries.state import (
    Backups,
    Certificate,
    FailedJob,
    Jobs,
    State,
    Statement,
    Storage,
)
from leerrecht.operations.health import Health
from leerrecht.operations.judging import AWAY, Problem, problems

NOW = timezone.now()
DAY = date(2026, 11, 20)
GB = 1024**3
WELL = {
    "at": NOW,
    "health": Health(database=True, tables=True, worker=True),
    "jobs": Jobs(0, 0, 0, 0, None, ()),
    "vitals": (Counted("Brieven per e-mail", 0, 0, None, "Kijk de mailserver na"),),
    "statements": (),
    "storage": Storage(GB, (), 50 * GB, 100 * GB),
    "certificate": Certificate("x.pem", NOW + timedelta(days=60)),
    "backups": Backups(
        SimpleNamespace(at=NOW - timedelta(hours=7)), SimpleNamespace(proven_at=NOW - timedelta(days=30)), key=True
    ),
}
ILL = {
    "tabellen": {"health": Health(database=True, tables=False, worker=True)},
    "werker": {"health": Health(database=True, tables=True, worker=False)},
    "wachtrij": {"jobs": Jobs(3, 0, 0, 0, NOW - timedelta(minutes=16), ())},
    "mislukt": {"jobs": Jobs(0, 0, 0, 1, None, (FailedJob(1, "x", 1, NOW),))},
    "mislukt:Brieven per e-mail": {"vitals": (Counted("Brieven per e-mail", 0, 2, None, "Kijk"),)},
    "wacht:Brieven per e-mail": {"vitals": (Counted("Brieven per e-mail", 2, 0, NOW - timedelta(hours=3), "Kijk"),)},
    "schijf": {"storage": Storage(GB, (), GB, 100 * GB)},
    "vraag": {"statements": (Statement(400, "SELECT people_pupil", "Lock"),)},
    "certificaat": {"certificate": Certificate("x.pem", NOW + timedelta(days=13))},
    "backup": {"backups": Backups(None, None, key=True)},
    "herstel": {"backups": Backups(SimpleNamespace(at=NOW), None, key=True)},
}


def test_installation_that_is_well_has_no_problem():
    assert problems(State(**WELL)) == []
    assert problems(State(**{**WELL, "certificate": None, "backups": Backups(None, None, key=False)})) == []


@pytest.mark.parametrize("key", ILL)
def test_problem_is_found_and_says_what_to_do(key):
    found = problems(State(**{**WELL, **ILL[key]}))
    assert [each.key for each in found] == [key]
    assert len(found[0].remedy) > 3


def test_certificate_that_ended_or_cannot_be_read_is_a_problem():
    for until, words in ((NOW - timedelta(days=1), "is verlopen"), (None, "kan niet gelezen worden")):
        (found,) = problems(State(**{**WELL, "certificate": Certificate("x.pem", until)}))
        assert words in found.title


ONE, TWO = Problem("werker", "De werker zwijgt", "Start hem"), Problem("schijf", "De schijf is vol", "Maak plaats")


def test_problem_is_told_once_a_day_and_when_it_is_over():
    first = alerts.news([ONE, TWO], {}, DAY)
    same = alerts.news([ONE, TWO], first.memory, DAY)
    one = alerts.news([ONE], same.memory, DAY)
    tomorrow = alerts.news([ONE], one.memory, DAY + timedelta(days=1))
    over = alerts.news([], tomorrow.memory, DAY + timedelta(days=1))
    assert [(each.wrong, each.over) for each in (first, same, one, tomorrow, over)] == [
        ((ONE, TWO), ()), ((), ()), ((), ("De schijf is vol",)), ((ONE,), ()), ((), ("De werker zwijgt",)),
    ]  # fmt: skip
    assert (bool(same), over.memory) == (False, {})


def test_without_database_nothing_else_is_said_to_be_over():
    known = alerts.news([ONE], {}, DAY).memory
    away = alerts.news([AWAY], known, DAY, blind=True)
    assert (away.wrong, away.over, set(away.memory)) == ((AWAY,), (), {"werker", "databank"})


def test_message_says_what_to_do_and_where():
    subject, text = alerts.message(alerts.news([ONE, TWO], {}, DAY), site="https://leerrecht.example")
    assert subject == "Leerrecht: 2 problemen op https://leerrecht.example"
    assert ("De werker zwijgt.\n  Wat te doen: Start hem.\n" in text, "https://leerrecht.example/werking/" in text) == (
        True, True,
    )  # fmt: skip
    over = alerts.message(alerts.News(over=("De werker zwijgt",)), site="x")
    assert (over[0], "Voorbij: De werker zwijgt." in over[1]) == ("Leerrecht: voorbij op x", True)


def test_memory_that_was_damaged_is_begun_anew(tmp_path):
    memory = alerts.news([ONE], {}, DAY).memory
    alerts.remember(tmp_path, memory)
    assert alerts.remembered(tmp_path) == memory
    for damaged in ("", "[]", '{"werker": 1}', json.dumps({"werker": ["x", "geen dag"]})):
        (tmp_path / alerts.MEMORY).write_text(damaged)
        assert alerts.remembered(tmp_path) == {}


def look(folder):
    return watching.look_once(to=["ict@school.example"], site="https://x", folder=folder)


@pytest.mark.django_db
def test_watch_mails_what_is_wrong_and_keeps_silent_about_what_it_told(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=9 * GB, total=90 * GB))
    assert [look(tmp_path), look(tmp_path), len(mail.outbox)] == [1, 1, 1]
    assert (mail.outbox[0].to, "De werker zwijgt" in mail.outbox[0].body) == (["ict@school.example"], True)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert [look(tmp_path), look(tmp_path), len(mail.outbox)] == [0, 0, 2]
    assert "Voorbij: De werker zwijgt." in mail.outbox[1].body
    assert capsys.readouterr().out.count("De werker zwijgt.") == 2


@pytest.mark.django_db
def test_watch_without_a_database_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("django.db.connection.close", lambda: None)

    def away(_by):
        raise DatabaseError

    monkeypatch.setattr(watching, "state", away)
    monkeypatch.setattr("django.db.connection.cursor", lambda: away(None))
    assert (look(tmp_path), "De databank antwoordt niet" in mail.outbox[0].body) == (1, True)


@pytest.mark.django_db
def test_watch_of_a_database_that_lacks_a_table_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr("django.db.connection.close", lambda: transaction.set_rollback(False))

    def lacking(_by):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM bestaat_niet")

    monkeypatch.setattr(watching, "state", lacking)
    assert look(tmp_path) == 1
    assert "Wat te doen: Voer uit: leerrecht migreer." in mail.outbox[0].body


@pytest.mark.django_db
def test_watch_that_cannot_remember_says_so(tmp_path, capsys):
    assert look(tmp_path / "weg") == 1
    assert "Kijk LEERRECHT_HOME na" in capsys.readouterr().err


@pytest.mark.django_db
def test_what_could_not_be_mailed_is_told_again(tmp_path, monkeypatch, capsys):
    def refuse(_self):
        raise SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr("leerrecht.operations.watching.EmailMessage.send", refuse)
        assert (look(tmp_path), alerts.remembered(tmp_path)) == (1, {})
    assert "SMTPServerDisconnected" in capsys.readouterr().err
    assert (look(tmp_path), len(mail.outbox)) == (1, 1)


def test_addresses_are_those_of_the_setting(monkeypatch):
    monkeypatch.setenv("LEERRECHT_ALERT_TO", "a@b.example, c@d.example,")
    assert watching.addresses() == ["a@b.example", "c@d.example"]


def test_server_that_is_not_there_is_not_well():
    assert [asking.web_is_ready(1, "x"), asking.worker_is_there("host=127.0.0.1 port=1 connect_timeout=2")] == [
        False, False,
    ]  # fmt: skip


def test_commands_say_whether_all_is_well_with_their_exit_code(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "1")
    monkeypatch.setenv("DATABASE_APP_URL", "host=127.0.0.1 port=1 connect_timeout=2")

    def run(*words):
        options = build_parser().parse_args(words)
        return options.run(options)

    assert [run("gezond"), run("gezond", "--werker")] == [1, 1]
    monkeypatch.delenv("DATABASE_APP_URL")
    assert (run("waak"), "zet DATABASE_APP_URL" in capsys.readouterr().err) == (2, True)


@pytest.mark.django_db
def test_command_looks_and_tells_where(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATABASE_APP_URL", os.environ["DATABASE_URL"])
    monkeypatch.setenv("LEERRECHT_HOME", str(tmp_path))
    monkeypatch.setenv("LEERRECHT_ORIGINS", "https://leerrecht.example")
    monkeypatch.setenv("LEERRECHT_ALERT_TO", "ict@school.example")
    options = build_parser().parse_args(["waak"])
    assert (options.run(options), "De werker zwijgt." in capsys.readouterr().out) == (1, True)
    assert "https://leerrecht.example/werking/" in mail.outbox[0].body
    assert (tmp_path / alerts.MEMORY).exists()
