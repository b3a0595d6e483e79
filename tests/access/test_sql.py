import re
from contextlib import nullcontext

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg import errors

from leerrecht.access import standing
from leerrecht.access.models import User
from leerrecht.access.principal import command
from leerrecht.access.sql import among, ask
from leerrecht.access.standing import stand
from tests.factories import TODAY, UserFactory

alone = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
SUM = "SELECT json_build_array($1::bigint + 1, $2::text)::text"


def test_ask_inside_a_transaction(db):
    assert (ask(SUM, "1", "é"), ask(SUM, "2", None)) == ([2, "é"], [3, None])
    assert ask("SELECT '1' WHERE $1::boolean", "false") is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement = %s", [SUM])
        assert cursor.fetchone() == (1,)


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


@alone
@pytest.mark.parametrize("somebody", [True, False])
def test_ask_alone_tells_nothing_of_what_is_refused_when_the_transaction_ends(somebody):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE pair (number integer UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        cursor.execute("GRANT ALL ON pair TO PUBLIC")
    write = "INSERT INTO pair VALUES ($1::integer) RETURNING number::text"
    with stand(command("proef", TODAY)) if somebody else nullcontext():
        assert ask(write, "1") == 1
        with pytest.raises((errors.UniqueViolation, IntegrityError)):
            ask(write, "1")
        assert (ask(write, "2"), ask("SELECT json_agg(number)::text FROM pair")) == (2, [1, 2])


@alone
@pytest.mark.parametrize("somebody", [True, False])
def test_ask_alone_tells_nothing_where_the_server_leaves_before_the_transaction_ends(somebody):
    # The connection ends while the transaction does: after the row was told.
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE last (number integer)")
        cursor.execute("GRANT ALL ON last TO PUBLIC")
        cursor.execute(
            "CREATE FUNCTION pg_temp.leave() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
            "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"
        )
        cursor.execute(
            "CREATE CONSTRAINT TRIGGER leaves AFTER INSERT ON last DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION pg_temp.leave()"
        )
    with stand(command("proef", TODAY)) if somebody else nullcontext():
        with pytest.raises((OperationalError, errors.OperationalError)):
            ask("INSERT INTO last VALUES ($1::integer) RETURNING number::text", "1")
        connection.close()
        assert ask(SUM, "1", "a") == [2, "a"]


def test_ask_is_counted(db):
    with stand(command("proef", TODAY)), CaptureQueriesContext(connection) as queries:
        ask(SUM, "1", "a")
    (query,) = queries
    assert (query["sql"], set(query), float(query["time"]) < 60) == (SUM, {"sql", "time"}, True)
    assert re.fullmatch(r"\d+\.\d{3}", query["time"])


@pytest.mark.django_db
def test_many_numbers_go_along_as_one_parameter():
    one, other, _third = (UserFactory.create() for _each in range(3))
    found = User.objects.filter(pk__in=among(number for number in (one.pk, other.pk, 0)))
    assert (set(found), len(found.query.sql_with_params()[1])) == ({one, other}, 1)


@alone
def test_ask_for_somebody_twice_prepares_each_statement_once():
    with stand(command("proef", TODAY)):
        connection.ensure_connection()
        connection.connection.execute("DEALLOCATE ALL")
        for number in ("1", "2", "3"):
            ask(SUM, number, "a")
        kept = connection.connection.execute(
            "SELECT count(*), count(DISTINCT name) FROM pg_prepared_statements WHERE name LIKE 'leerrecht_%'"
        ).fetchone()
    assert kept == (2, 2)
