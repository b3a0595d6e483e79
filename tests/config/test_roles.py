"""The role of the application: made where it is missing, refused where it may too much."""

import os
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier

from leerrecht.cli import build_parser
from leerrecht.config import roles

OWNER = os.environ["DATABASE_URL"]


@pytest.fixture
def database():
    """A database of its own, gone after the test with the roles that were made for it."""
    name = f"proef_{uuid4().hex[:12]}"
    with psycopg.connect(OWNER, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield make_conninfo(OWNER, dbname=name)
        connection.execute(SQL("DROP DATABASE {}").format(Identifier(name)))
        for role in (f"{name}_app", f"{name}_owner"):
            connection.execute(SQL("DROP ROLE IF EXISTS {}").format(Identifier(role)))


def test_name_is_that_of_the_address_else_of_the_database():
    assert roles.name_of("user=lees dbname=x", "dbname=school") == "lees"
    assert (roles.name_of("", "dbname=school"), roles.name_of("", "")) == ("school_app", "leerrecht_app")


def test_role_is_made_once_with_a_password_that_only_its_user_reads(database, tmp_path):
    first, again = roles.ensure(database, tmp_path), roles.ensure(database, tmp_path)
    role = conninfo_to_dict(first)["user"]
    with psycopg.connect(first) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert (first, row) == (again, (False, False, False, False))
    assert (tmp_path / f"{role}.password").stat().st_mode & 0o777 == 0o600
    roles.check(first)


def test_role_with_another_password_gets_that_of_this_installation(database, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "this").mkdir()
    roles.ensure(database, tmp_path / "other")
    with psycopg.connect(roles.ensure(database, tmp_path / "this")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_owner_who_may_make_no_role_is_told_what_to_do(database, tmp_path):
    owner = f"{conninfo_to_dict(database)['dbname']}_owner"
    with psycopg.connect(OWNER, autocommit=True) as connection:
        connection.execute(SQL("CREATE ROLE {} LOGIN PASSWORD 'x'").format(Identifier(owner)))
    with pytest.raises(roles.NoRoleError, match=r"mag geen rollen maken.*DATABASE_APP_URL"):
        roles.ensure(make_conninfo(database, user=owner, password="x"), tmp_path)


def test_role_that_may_go_past_the_wall_is_refused():
    with pytest.raises(roles.NoRoleError, match="te machtig"):
        roles.check(OWNER)


@pytest.fixture
def name():
    """The name of a database that is not there yet; gone after the test, with its roles."""
    name = f"proef_{uuid4().hex[:12]}"
    yield name
    with psycopg.connect(OWNER, autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        for role in (f"{name}_app", f"{name}_owner"):
            connection.execute(SQL("DROP ROLE IF EXISTS {}").format(Identifier(role)))


def _reached(address):
    """The address of a new role, over the socket of the server of the tests."""
    given = conninfo_to_dict(address)
    return make_conninfo(OWNER, user=given["user"], password=given["password"], dbname=given["dbname"])


def test_command_makes_database_and_both_roles_once(name, tmp_path, capsys):
    owner, application = tmp_path / "eigenaar", tmp_path / "toepassing"
    words = ["rollen", "--als", OWNER, "--databank", name, "--adres", "databank:5433"]
    kept = [*words, "--eigenaar", str(owner), "--toepassing", str(application)]
    options = build_parser().parse_args(kept)
    assert [options.run(options), options.run(options)] == [0, 0]
    assert "postgresql://" not in capsys.readouterr().out
    assert [path.stat().st_mode & 0o777 for path in (owner, application)] == [0o600, 0o600]
    addresses = [path.read_text().strip() for path in (owner, application)]
    assert [conninfo_to_dict(each)["host"] + conninfo_to_dict(each)["port"] for each in addresses] == [
        "databank5433"
    ] * 2
    with psycopg.connect(_reached(addresses[0])) as connection:
        connection.execute("CREATE TABLE een (x int)")
    with psycopg.connect(_reached(addresses[1])) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE twee (x int)")
    roles.check(_reached(addresses[1]))
    # Without the files nobody knows the passwords: they are not changed unseen.
    options = build_parser().parse_args(words)
    assert options.run(options) == 2
    assert "bestaat al" in capsys.readouterr().err


def test_command_shows_the_addresses_where_no_file_is_named(name, capsys):
    options = build_parser().parse_args(["rollen", "--als", OWNER, "--databank", name])
    assert options.run(options) == 0
    said = capsys.readouterr().out
    for setting, role in (("DATABASE_URL", "owner"), ("DATABASE_APP_URL", "app")):
        assert f"{setting}=postgresql://{name}_{role}:" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--als", "host=127.0.0.1 port=1 connect_timeout=2"], "maakt de rollen niet"),
        (["--als", "dbname=postgres", "--wachtwoord", "/nergens/wachtwoord"], "/nergens/wachtwoord"),
    ],
)
def test_command_says_what_it_cannot_reach(words, says, capsys):
    options = build_parser().parse_args(["rollen", *words])
    assert options.run(options) == 2
    assert says in capsys.readouterr().err
