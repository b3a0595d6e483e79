import io
import json
import logging
import sys

import pytest
from django.db import IntegrityError

from leerrecht.config.logs import Discreet, Lines


def line(message, error=None):
    record = logging.LogRecord("leerrecht", logging.ERROR, "x.py", 1, message, None, error)
    return Discreet().format(record)


def caught(raiser):
    try:
        raiser()
    except Exception:  # noqa: BLE001 - whatever it is, its line is looked at
        return sys.exc_info()
    raise AssertionError


def test_line_holds_no_query_address_or_national_number():
    text = line("Forbidden: /leerlingen/?zoek=Noor+Janssens for an.maes@school.example 11.05.03-123.45 and 11050312345")
    assert text.endswith("ERROR leerrecht: Forbidden: /leerlingen/?… for [adres] [nummer] and [nummer]")


def test_error_is_told_by_its_kind_and_place_without_its_words():
    def fail():
        try:
            {}["Noor Janssens"]
        except KeyError as error:
            raise IntegrityError("Key (username)=(noor) already exists") from error

    text = line("Internal Server Error: /leden/", caught(fail))
    assert ("Noor" in text, "noor" in text) == (False, False)
    assert "django.db.utils.IntegrityError" in text
    assert "builtins.KeyError" in text
    assert "test_logs.py" in text


def test_error_of_the_database_keeps_its_number():
    class Refused(Exception):  # noqa: N818
        sqlstate = "23505"

    def fail():
        try:
            int("Noor")
        except ValueError:
            raise Refused("Noor") from None

    text = line("x", caught(fail))
    assert "Refused [23505]" in text
    assert "ValueError" not in text


PERSON = ("Noor", "noor", "Janssens", "11050312345", "11.05.03-123.45", "geheim")


@pytest.fixture
def written(settings):
    """What a request writes, as text and as JSON."""
    kept = {"tekst": io.StringIO(), "json": io.StringIO()}
    handlers = []
    for name, formatter in (("tekst", Discreet()), ("json", Lines())):
        handler = logging.StreamHandler(kept[name])
        handler.setFormatter(formatter)
        handlers.append(handler)
    root, level = logging.getLogger(), logging.getLogger().level
    root.setLevel(logging.INFO)
    for handler in handlers:
        root.addHandler(handler)
    yield kept
    for handler in handlers:
        root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.django_db
def test_request_with_names_numbers_and_questions_leaves_none_in_the_log(written, client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    client.get("/leerlingen/Noor%20Janssens/11050312345/?q=Janssens&insz=11.05.03-123.45")
    client.post("/gezond/?naam=Noor", {"login": "noor", "password": "geheim"})
    client.get("/gezond/", headers={"host": "Noor.Janssens.example", "user-agent": "Noor"})
    client.get("/aanmelden/?next=/leerlingen/%3Fq=Noor")
    for text in (each.getvalue() for each in written.values()):
        assert [word for word in PERSON if word in text] == []
    lines = [json.loads(line) for line in written["json"].getvalue().splitlines()]
    assert {"at", "level", "logger", "message"} <= set.intersection(*(set(line) for line in lines))
    told = [(line["logger"], line.get("method"), line.get("route"), line.get("status")) for line in lines]
    assert ("leerrecht.request", "GET", "aanmelden/", 200) in told
    assert ("django.request", "POST", "gezond/", 405) in told
    assert ("django.request", "GET", "(onbekend adres)", 404) in told
    assert "route=(onbekend adres)" in written["tekst"].getvalue()


def test_job_is_told_by_its_task_and_error_in_json_by_kind_and_place():
    def fail():
        raise ValueError("Noor Janssens")

    record = logging.LogRecord(
        "procrastinate.worker", logging.ERROR, "x.py", 1, "Job leerrecht.x[4](name='Noor') ended", None, caught(fail)
    )
    record.job = {"call_string": "leerrecht.x[4](name='Noor')", "task_name": "leerrecht.x", "id": 4}
    line = json.loads(Lines().format(record))
    assert (line["message"], line["error"][0]["kind"]) == ("Job leerrecht.x[4] ended", "builtins.ValueError")
    assert "test_logs.py" in line["error"][0]["places"][-1]
    assert "Noor" not in json.dumps(line)
    assert record.getMessage().startswith("Job leerrecht.x[4](name")
