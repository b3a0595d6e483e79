"""A database that went away, and a disk that is full: told apart from all other errors, and got over."""

import errno

import psycopg
import pytest
from django.conf import settings
from django.db import DataError, InterfaceError, OperationalError, connection

from leerrecht.access.database.trouble import is_away, is_full
from leerrecht.access.sql import ask


def caused(kind, cause):
    error = kind("tekst")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "away", "full"),
    [
        (psycopg.OperationalError("the connection is closed"), True, False),
        (psycopg.errors.AdminShutdown(), True, False),
        (psycopg.errors.TooManyConnections(), True, False),
        (caused(OperationalError, psycopg.errors.CannotConnectNow()), True, False),
        (caused(InterfaceError, psycopg.InterfaceError("connection already closed")), True, False),
        (caused(OperationalError, psycopg.errors.DeadlockDetected()), False, False),
        (caused(OperationalError, psycopg.errors.DiskFull()), False, True),
        (caused(DataError, psycopg.errors.NumericValueOutOfRange()), False, False),
        (OSError(errno.ENOSPC, "vol"), False, True),
        (OSError(errno.EACCES, "dicht"), False, False),
        (ValueError("iets anders"), False, False),
        (None, False, False),
    ],
)
def test_error_says_whether_the_place_is_in_trouble(error, away, full):
    assert (is_away(error), is_full(error)) == (away, full)


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_connection_that_the_server_ended_is_made_anew_for_the_next_page():
    connection.ensure_connection()
    former = connection.connection.info.backend_pid
    address = connection.settings_dict
    with psycopg.connect(
        host=address["HOST"], port=address["PORT"] or None, user=address["USER"], password=address["PASSWORD"],
        dbname=address["NAME"],
    ) as other:  # fmt: skip
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [former])
    # As at the end of a page; nothing went wrong in it.
    connection.close_if_unusable_or_obsolete()
    assert ask("SELECT json_build_array($1::text)::text", "goed") == ["goed"]
    assert connection.connection.info.backend_pid != former


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_connection_is_looked_at_once_for_each_page():
    connection.ensure_connection()
    kept = connection.connection
    connection.health_check_done = False
    connection.close_if_health_check_failed()
    assert (connection.connection is kept, connection.health_check_done) == (True, True)
    kept.close()
    connection.close_if_health_check_failed()
    assert connection.connection is kept
    connection.health_check_done = False
    connection.close_if_health_check_failed()
    assert (connection.connection, connection.health_check_done) == (None, True)
