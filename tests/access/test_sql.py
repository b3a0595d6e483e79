import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg import errors

from leerrecht.access import standing
from leerrecht.access.principal import command
from leerrecht.access.sql import ask
from leerrecht.access.standing import stand
from tests.factories import TODAY

alone = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
SUM = "SELECT json_build_array($1::bigint + 1, $2::text)::text"


def test_ask_inside_a_transaction(db):
    assert (ask(SUM, "1", "é"), ask(SUM, "2", None)) == ([2, "é"], [3, None])


@alone
def test_ask_alone():
    assert (ask(SUM, "1", "é"), ask(SUM, "2", None)) == ([2, "é"], [3, None])


@alone
def test_ask_without_a_row():
    assert ask("SELECT '1' WHERE $1::boolean", "false") is None


@alone
def test_ask_alone_again_after_the_server_forgot_its_statements():
    assert ask(SUM, "1", "a") == [2, "a"]
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert (ask(SUM, "2", "b"), ask(SUM, "3", "c")) == ([3, "b"], [4, "c"])


@alone
def test_ask_for_somebody_prepares_all_anew_after_the_server_forgot_its_statements():
    with stand(command("proef", TODAY)):
        ask(SUM, "1", "a")
        connection.connection.execute("DEALLOCATE ALL")
        for _time in range(2):
            ask(SUM, "2", "b")
        kept = connection.connection.execute(
            "SELECT statement FROM pg_prepared_statements WHERE name LIKE 'leerrecht%' ORDER BY 1"
        ).fetchall()
    assert kept == [(SUM,), (standing.BEGIN,)]


@alone
def test_ask_alone_raises_what_the_server_says():
    divide = "SELECT (1 / $1::integer)::text"
    with pytest.raises(errors.DivisionByZero):
        ask(divide, "0")
    assert ask(divide, "1") == 1


@alone
def test_ask_a_statement_that_is_none():
    with pytest.raises(errors.SyntaxError, match="SELEKT"):
        ask("SELEKT 1")


@alone
def test_ask_writes_nothing_when_the_transaction_is_undone():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE note (text text)")
    write = "INSERT INTO note VALUES ($1::text) RETURNING to_json(text)::text"
    ask(write, "kept")
    with transaction.atomic():
        ask(write, "undone")
        transaction.set_rollback(True)
    ask(write, "kept too")
    assert ask("SELECT json_agg(text)::text FROM note") == ["kept", "kept too"]


def test_ask_is_counted(db):
    with CaptureQueriesContext(connection) as queries:
        ask(SUM, "1", "a")
    assert [query["sql"] for query in queries] == [SUM]
