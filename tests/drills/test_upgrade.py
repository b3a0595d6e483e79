"""A database of the first release, with rows, comes to today: nothing lost, walls raised, the same tables as new."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.running import Running

pytestmark = pytest.mark.drill
FIRST = Path(__file__).parent / "data" / "first_release.sql"
# Django keeps these itself: it adds a row for each new table, right or migration.
GROW = {"auth_permission", "django_content_type", "django_migrations"}
COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, column_default IS NOT NULL OR is_identity = 'YES'
FROM information_schema.columns WHERE table_schema = 'public'
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, contype::text FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""
MIGRATIONS = "SELECT app, name FROM django_migrations"
# Columns that were added without a default before decision 1006 asked for one.
BEFORE_THE_RULE = {
    "access_session.device",
    *(
        f"{table}.{name}"
        for table in ("people_contact", "people_contactevent")
        for name in ("box", "country", "house_number", "municipality", "postcode", "street")
    ),
}
INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"


@pytest.fixture
def first() -> Iterator[str]:
    """The address of a database of the first release."""
    owner, name = os.environ["DATABASE_URL"], f"eerste_{uuid4().hex[:10]}"
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        conninfo = make_conninfo(owner, dbname=name)
        with psycopg.connect(conninfo) as loading:
            loading.execute("SET check_function_bodies = off")
            loading.execute("SET search_path = ''")
            loading.execute(FIRST.read_text())  # type: ignore[arg-type] - as pg_dump wrote it
        yield conninfo
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{name}_app")))


def _rows(conninfo: str, query: str) -> set[tuple[object, ...]]:
    with psycopg.connect(conninfo) as connection:
        return set(connection.execute(query).fetchall())  # type: ignore[arg-type]


def _columns(conninfo: str) -> dict[str, dict[str, tuple[object, ...]]]:
    found: dict[str, dict[str, tuple[object, ...]]] = {}
    for table, column, *rest in _rows(conninfo, COLUMNS):
        found.setdefault(str(table), {})[str(column)] = tuple(rest)
    return found


def _content(conninfo: str, columns: dict[str, list[str]]) -> dict[str, tuple[object, ...] | None]:
    """Of each table: how many rows, and a sum over these columns of them."""
    query = "SELECT count(*), sum(('x' || left(md5(ROW({})::text), 15))::bit(60)::bigint::numeric) FROM {}"
    with psycopg.connect(conninfo) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return {
            table: connection.execute(
                sql.SQL(query).format(sql.SQL(", ").join(map(sql.Identifier, sorted(names))), sql.Identifier(table))
            ).fetchone()
            for table, names in sorted(columns.items())
        }


def _as_new(first: str) -> set[tuple[object, ...]]:
    """What differs from the empty database of the tests, where that is there and of this version."""
    new = make_conninfo(os.environ["DATABASE_URL"], dbname="test_leerrecht")
    try:
        known = _rows(new, MIGRATIONS)
    except psycopg.Error:
        return set()
    if known != _rows(first, MIGRATIONS):
        return set()
    return set().union(*(_rows(first, query) ^ _rows(new, query) for query in (COLUMNS, CONSTRAINTS, INDEXES)))


def test_database_of_the_first_release_comes_to_today_whole(first: str, tmp_path: Path):
    before = {table: list(columns) for table, columns in _columns(first).items() if table not in GROW}
    content = _content(first, before)
    running = Running(tmp_path)
    running.environment["DATABASE_URL"] = first
    result = running.run("migreer")
    told = "De tabellen worden klaargezet. Dat duurt enkele minuten ...\n"
    assert (result.returncode, result.stderr) == (0, told)
    after = _columns(first)
    # Nothing went: each row of then, in each column of then, says the same.
    assert {table: set(columns) - set(after.get(table, {})) for table, columns in before.items()} == {
        table: set() for table in before
    }
    assert _content(first, before) == content
    assert (content["people_pupil"][0], content["attendance_halfday"][0] > 40) == (12, True)
    # What came since would refuse a row that the program of then writes, only where that is known.
    assert {
        f"{table}.{name}"
        for table in before
        for name, (_kind, empty, default) in after[table].items()
        if name not in before[table] and empty == "NO" and not default
    } == BEFORE_THE_RULE
    assert _as_new(first) == set()
    # The walls stand: the role of the application sees a pupil only when somebody stands behind it.
    application = make_conninfo(first, user=f"{conninfo_to_dict(first)['dbname']}_app",
                                password=next(tmp_path.glob("*_app.password")).read_text())  # fmt: skip
    with psycopg.connect(application) as connection:
        seen = [connection.execute("SELECT count(*) FROM people_pupil").fetchone()]
        connection.execute("SET leerrecht.everywhere = 'on'")
        seen.append(connection.execute("SELECT count(*) FROM people_pupil").fetchone())
    assert seen == [(0,), (12,)]
    # And it works: the rules are asked of what was brought over.
    duties = running.run("plichten", "--bestuur", "Grand Bend", "--op", "2026-06-30", "--json")
    assert (duties.returncode, duties.stdout.strip() not in {"", "[]"}) == (0, True)
