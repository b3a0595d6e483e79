"""Every setting is looked at; what would leak, lose or mislead is wrong, what is unwise deserves attention."""

import os
import re
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from leerrecht.access.models import User
from leerrecht.cli import build_parser, main
from leerrecht.operations.checks import CHECKS, Finding, Grade, judge, lines
from leerrecht.operations.numbers import whole_number

SOURCE = Path(__file__).parents[2] / "src" / "leerrecht"
SAFE = {
    "LEERRECHT_HOSTS": "leerrecht.school.be",
    "LEERRECHT_HTTPS": "1",
    "LEERRECHT_SMTP_HOST": "mail.school.be",
    "LEERRECHT_SMTP_FROM": "leerrecht@school.be",
    "LEERRECHT_BACKUP_KEY": "age1vawdy4g0c54actlxgg44zxxadpsu8x825ysw6enmjhpa70z3m9wqrtyw9k",
    "LEERRECHT_UPLOAD_SCAN": "command:cat -",
    "LEERRECHT_ALERT_TO": "ict@school.be",
}


def test_every_setting_of_the_source_is_looked_at():
    named = {name for path in SOURCE.rglob("*.py") for name in re.findall(r'"(LEERRECHT_[A-Z_]+)"', path.read_text())}
    assert named - set(CHECKS) == set()


def _grades(environment, *, home):
    return {each.setting: each.grade.value for each in judge({"LEERRECHT_HOME": str(home), **environment}, {})}


def test_safe_settings_are_good_but_for_the_server_that_comes_along(tmp_path):
    grades = _grades(SAFE, home=tmp_path)
    assert {name: grade for name, grade in grades.items() if grade != "goed"} == {"DATABASE_URL": "let op"}
    assert set(grades) == set(CHECKS)


@pytest.mark.parametrize(
    ("name", "value", "grade"),
    [
        ("DATABASE_URL", "host=127.0.0.1 port=1 connect_timeout=2", "fout"),
        ("DATABASE_URL", "geen adres", "fout"),
        ("LEERRECHT_HOME", "/nergens/leerrecht", "fout"),
        ("PORT", "80a", "fout"),
        ("PORT", "8010", "goed"),
        ("LEERRECHT_HOSTS", "https://leerrecht.school.be", "fout"),
        ("LEERRECHT_HOSTS", "*", "fout"),
        ("LEERRECHT_HOSTS", "localhost", "fout"),
        ("LEERRECHT_ORIGINS", "leerrecht.school.be", "fout"),
        ("LEERRECHT_ORIGINS", "https://leerrecht.school.be", "goed"),
        ("LEERRECHT_HTTPS", "", "fout"),
        ("LEERRECHT_HTTPS", "ja", "fout"),
        ("LEERRECHT_PROXIES", "0", "fout"),
        ("LEERRECHT_PROXIES", "2", "goed"),
        ("LEERRECHT_SECRET_KEY", "kort", "fout"),
        ("LEERRECHT_SECRET_KEY", "x" * 50, "goed"),
        ("LEERRECHT_IDLE_MINUTES", "1000", "fout"),
        ("LEERRECHT_WEB_PROCESSES", "0", "fout"),
        ("LEERRECHT_SMTP_PORT", "smtp", "fout"),
        ("LEERRECHT_SMTP_USER", "iemand", "fout"),
        ("LEERRECHT_SMTP_TLS", "0", "fout"),
        ("LEERRECHT_SMTP_FROM", "", "fout"),
        ("LEERRECHT_SMTP_HOST", "", "let op"),
        ("LEERRECHT_UPLOAD_SCAN", "", "let op"),
        ("LEERRECHT_UPLOAD_SCAN", "clamav", "fout"),
        ("LEERRECHT_UPLOAD_SCAN", "command:bestaatniet -", "fout"),
        ("LEERRECHT_UPLOAD_SCAN", "command: ", "fout"),
        ("LEERRECHT_UPLOAD_SCAN", "clamd:/nergens/clamd.sock", "fout"),
        ("LEERRECHT_UPLOAD_SCAN", "clamd:scanner:3310", "goed"),
        ("LEERRECHT_AGODI_CHANNEL", "leerrecht.discimus.transport.test_double.TestDouble", "fout"),
        ("LEERRECHT_AGODI_CHANNEL", "leerrecht.nergens.Kanaal", "fout"),
        ("LEERRECHT_AGODI_CHANNEL", "leerrecht.operations.checks.Finding", "goed"),
        ("LEERRECHT_BACKUP_KEY", "", "let op"),
        ("LEERRECHT_BACKUP_KEY", "age1", "fout"),
        ("LEERRECHT_PSEUDONIEM_SLEUTEL", "kort", "fout"),
        ("LEERRECHT_BIND", "10.0.0.4", "let op"),
        ("LEERRECHT_BIND", "127.0.0.1", "goed"),
        ("LEERRECHT_BIND", "overal", "fout"),
        ("LEERRECHT_LOG_FORMAT", "json", "goed"),
        ("LEERRECHT_LOG_FORMAT", "xml", "fout"),
        ("LEERRECHT_ALERT_TO", "", "let op"),
        ("LEERRECHT_ALERT_TO", "ict", "fout"),
        ("LEERRECHT_SLOW_MS", "10", "fout"),
        ("LEERRECHT_TELEMETRY", "http://elders:4318", "fout"),
        ("LEERRECHT_TELEMETRY", "https://elders:4318", "goed"),
        ("LEERRECHT_TLS_CERTIFICATE", "/nergens/a.pem", "fout"),
        ("LEERRECHT_SMTP_PASSWORD_FILE", "/nergens", None),
        ("LEERRECHT_LOG", "DEBUG", "let op"),
        ("LEERRECHT_LOG", "veel", "fout"),
        ("LEERRECHT_DEMO", "1", "fout"),
        ("LEERRECHT_TEST_DATABASE", "x", "let op"),
        ("LEERRECHT_HOST", "x", "let op"),
    ],
)
def test_setting_is_graded(tmp_path, name, value, grade):
    assert _grades({**SAFE, name: value}, home=tmp_path).get(name) == grade if name != "LEERRECHT_HOME" else True
    if name == "LEERRECHT_HOME":
        assert judge({**SAFE, name: value}, {})[2].grade == grade


def test_without_a_name_of_its_own_an_installation_is_for_trying(tmp_path):
    grades = _grades({}, home=tmp_path)
    assert (grades["LEERRECHT_HTTPS"], grades["LEERRECHT_HOSTS"]) == ("let op", "let op")


def test_key_that_others_may_read_is_wrong(tmp_path):
    (tmp_path / "secret.key").write_text("geheim")
    (tmp_path / "secret.key").chmod(0o644)
    assert _grades(SAFE, home=tmp_path)["LEERRECHT_HOME"] == "fout"
    (tmp_path / "secret.key").chmod(0o600)
    assert _grades(SAFE, home=tmp_path)["LEERRECHT_HOME"] == "goed"


def test_database_with_the_demo_in_it_is_wrong(tmp_path, django_db_setup, django_db_blocker):
    from django.db import connection

    given = {**SAFE, "DATABASE_URL": psycopg.conninfo.make_conninfo(
        os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"]
    )}  # fmt: skip
    assert _grades(given, home=tmp_path)["DATABASE_URL"] == "goed"
    # Seen by another connection, so it is stored, and taken away by hand.
    with django_db_blocker.unblock():
        user = User.objects.create(username="directie-a", demo=True)
        try:
            found = next(each for each in judge(given, {}) if each.setting == "DATABASE_URL")
        finally:
            user.delete()
        connection.close()
    assert (found.grade, "staat de demo" in found.text) == (Grade.WRONG, True)


def test_lines_begin_with_what_is_wrong():
    found = [Finding("A", Grade.GOOD, "x"), Finding("B", Grade.WRONG, "y"), Finding("C", Grade.MIND, "z")]
    assert list(lines(found)) == ["fout    B: y", "let op  C: z", "goed    A: x"]


def test_command_ends_with_1_where_something_must_change(tmp_path, monkeypatch, capsys):
    for name in [*CHECKS, *SAFE]:
        monkeypatch.delenv(name, raising=False)
    for name, value in {**SAFE, "LEERRECHT_HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)

    def run(*arguments):
        options = build_parser().parse_args(["controleer", *arguments])
        return options.run(options), capsys.readouterr().out.splitlines()

    code, said = run()
    assert (code, len(said), said[-1]) == (0, 2, f"{len(CHECKS) - 1} goed, 1 let op, 0 fout.")
    assert len(run("--alles")[1]) == len(CHECKS) + 1
    monkeypatch.setenv("LEERRECHT_OIDC", "[{}]")
    monkeypatch.setenv("DATABASE_APP_URL", "host=127.0.0.1 port=1 connect_timeout=2")
    code, said = run()
    assert (code, [line.split(":")[0] for line in said[:2]]) == (
        1,
        ["fout    DATABASE_APP_URL", "fout    LEERRECHT_OIDC"],
    )
    monkeypatch.setenv("DATABASE_APP_URL", os.environ.get("DATABASE_URL", "geen adres"))
    assert run()[0] == 1


def test_demo_does_not_enter_an_installation_for_real(monkeypatch, capsys):
    monkeypatch.setenv("LEERRECHT_HTTPS", "1")
    for arguments in (["demo"], ["start", "--demo"]):
        options = build_parser().parse_args(arguments)
        assert options.run(options) == 2
    assert capsys.readouterr().err.count("echte installatie") == 2


def test_services_ask_for_the_address_of_the_application(monkeypatch, capsys):
    monkeypatch.delenv("DATABASE_APP_URL", raising=False)
    for verb in ("web", "werker"):
        options = build_parser().parse_args([verb])
        assert options.run(options) == 2
    assert capsys.readouterr().err.count("zet DATABASE_APP_URL") == 2


@pytest.mark.parametrize(
    ("command", "setting", "says"),
    [
        (["gezond"], {"PORT": "abc"}, "PORT: “abc” is geen geheel getal; kijk alles na met “leerrecht controleer”"),
        (["web"], {"PORT": "abc"}, "PORT: “abc” is geen geheel getal; kijk alles na met “leerrecht controleer”"),
        (["web"], {"PORT": "70000"}, "PORT: “70000” is geen getal van 1 tot 65535"),
        (["web"], {"LEERRECHT_SLOW_MS": "snel"}, "LEERRECHT_SLOW_MS: “snel” is geen geheel getal"),
        (["web"], {"LEERRECHT_WEB_PROCESSES": "0"}, "LEERRECHT_WEB_PROCESSES: “0” is geen getal van 1 tot 64"),
        (["web"], {"LEERRECHT_OIDC": "[{}]"}, "LEERRECHT_OIDC: "),
        (["waak", "--elke=-5"], {}, "--elke is een aantal seconden"),
        (["waak"], {"DATABASE_APP_URL": ""}, "zet DATABASE_APP_URL"),
    ],
)
def test_command_with_a_setting_that_cannot_be_says_which(command, setting, says, monkeypatch, capsys):
    for name, text in setting.items():
        monkeypatch.setenv(name, text)
    with pytest.raises(SystemExit) as end:
        main(command)
    said = capsys.readouterr().err
    assert (end.value.code, said.startswith("leerrecht: fout: "), says in said) == (2, True, True)


def test_number_of_a_setting_is_read_or_refused_in_words(monkeypatch):
    for text, number in (("", 7), (" 12 ", 12), ("0", 0)):
        monkeypatch.setenv("LEERRECHT_SLOW_MS", text)
        assert whole_number("LEERRECHT_SLOW_MS", 7) == number
    for text in ("snel", "-1", "1.5", "٣"):
        monkeypatch.setenv("LEERRECHT_SLOW_MS", text)
        with pytest.raises(ImproperlyConfigured, match=r"^LEERRECHT_SLOW_MS: “.+” is geen geheel getal$"):
            whole_number("LEERRECHT_SLOW_MS", 7)
