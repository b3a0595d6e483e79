import logging
import sys

from django.db import IntegrityError

from leerrecht.config.logs import Discreet


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
