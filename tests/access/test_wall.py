"""The second wall: what rooms say becomes policies of the database."""

import hashlib

import pytest
from django.apps import apps
from django.conf import settings as installed
from django.db import connection
from django.db.models.signals import post_migrate
from psycopg import sql

from leerrecht.access import wall
from leerrecht.access.models import User
from leerrecht.access.wall import Guard
from leerrecht.attendance.models import HalfDay
from leerrecht.people.models import Pupil

PUPILS, HALF_DAYS = Pupil._meta.db_table, HalfDay._meta.db_table


@pytest.fixture
def nothing_told(monkeypatch):
    """Without what the rooms told."""
    monkeypatch.setattr(wall, "_guards", {})
    monkeypatch.setattr(wall, "_functions", {})


def test_guard_holds_the_grounds_in_the_order_in_which_they_are_tried(nothing_told):
    wall.guard(User, "een", last="laatst", adds="nieuw")
    wall.widen(User, "twee")
    wall.widen(User, "drie")
    assert wall._guards == {"access_user": Guard(("een", "twee", "drie", "laatst"), "nieuw")}
    assert (wall._guards["access_user"].rows, wall.guarded()) == (
        "(een) OR (twee) OR (drie) OR (laatst)", {"access_user"},
    )  # fmt: skip


def test_guard_without_a_last_ground_holds_the_first_alone(nothing_told):
    wall.guard(User, "een")
    assert (wall._guards, wall._guards["access_user"].rows) == ({"access_user": Guard(("een", ""), "")}, "(een)")


def test_history_is_guarded_in_its_own_table(nothing_told):
    class Model:
        pgh_event_model = User

    wall.history(Model, "een")
    assert wall._guards == {"access_user": Guard(("een", ""), "")}


def test_lookup_runs_as_its_owner(nothing_told):
    wall.lookup("wall_x", "bigint", "SELECT $1", takes="pupil bigint")
    assert wall._functions == {
        "wall_x": "CREATE OR REPLACE FUNCTION wall_x(pupil bigint) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE "
        "SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT $1 $$"
    }


def test_facts_of_a_pupil_are_seen_at_the_school_by_commands_and_by_whom_the_pupil_is_opened_to():
    assert wall.at_school("s", "p") == (
        f"s = ANY ({wall.PLACES}) OR {wall.EVERYWHERE} OR p = ANY ({wall.PUPILS})"
    )  # fmt: skip


@pytest.mark.parametrize("counterpart", ["", "given_for_id"])
def test_confidential_record_is_seen_by_role_by_command_by_grant_and_by_the_family(counterpart):
    houses = ["organisation_id", *([counterpart] if counterpart else [])]
    grounds = [
        f"compartment || ':' || organisation_id = ANY ({wall.ROLE_KEYS})",
        f"compartment = ANY ({wall.VAULTS})",
        f"compartment || ':' || organisation_id = ANY ({wall.KEYS})",
        *(f"pupil_id || ':' || {house} || ':' || compartment = ANY ({wall.OPENED})" for house in houses),
        f"pupil_id || ':' || compartment = ANY ({wall.FAMILY})",
    ]
    assert wall.in_compartment(counterpart=counterpart).split(" OR ") == grounds
    one = " OR ".join(grounds).replace("compartment", "c.one")
    assert wall.in_one_of("compartments", counterpart=counterpart) == (
        f"EXISTS (SELECT FROM unnest(compartments) AS c (one) WHERE {one})"
    )


def test_row_is_seen_with_the_one_that_it_belongs_to_or_that_refers_to_it():
    assert (wall.with_record(User, "by_id"), wall.having(User, "by_id")) == (
        "EXISTS (SELECT FROM access_user AS w WHERE w.id = {table}.by_id)",
        "EXISTS (SELECT FROM access_user AS w WHERE w.by_id = {table}.id)",
    )


@pytest.mark.parametrize("adds", ["", "false"])
def test_each_table_and_partition_gets_four_policies(nothing_told, adds):
    wall.guard(User, "{table}.keys = '{{}}'", adds=adds)
    made = wall._policies({"access_user": ["access_user", "access_user_part"]})
    expected = []
    for table in ("access_user", "access_user_part"):
        rows = f"({table}.keys = '{{}}')"
        expected += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS wall_sees ON {table}",
            f"DROP POLICY IF EXISTS wall_changes ON {table}",
            f"DROP POLICY IF EXISTS wall_removes ON {table}",
            f"DROP POLICY IF EXISTS wall_adds ON {table}",
            f'CREATE POLICY wall_sees ON {table} FOR SELECT TO "app" USING ({rows})',
            f'CREATE POLICY wall_changes ON {table} FOR UPDATE TO "app" USING ({rows})',
            f'CREATE POLICY wall_removes ON {table} FOR DELETE TO "app" USING ({rows})',
            f'CREATE POLICY wall_adds ON {table} FOR INSERT TO "app" WITH CHECK ({adds or rows})',
        ]
    assert [one.format(role=sql.Identifier("app")).as_string(None) for one in made] == expected


def test_digest_covers_the_role_the_lookups_and_the_guards(nothing_told, settings):
    settings.WALL_ROLE = "app"
    wall.lookup("wall_x", "bigint", "SELECT 1")
    wall.lookup("wall_y", "bigint", "SELECT 2")
    wall.guard(User, "een")
    said = ["app", wall._functions["wall_x"], wall._functions["wall_y"], "Guard(sees=('een', ''), adds='')"]
    assert wall.digest() == hashlib.sha256("\n".join(said).encode()).hexdigest()


def _rights(table):
    with connection.cursor() as cursor:
        kinds = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
        cursor.execute(
            "SELECT array_agg(kind) FROM unnest(%s::text[]) AS kind WHERE has_table_privilege(%s, %s, kind)",
            [list(kinds), installed.WALL_ROLE, table],
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_wall_that_was_taken_down_is_raised_anew(monkeypatch):
    # Of two tables, one with partitions: all of them take a while.
    monkeypatch.setattr(wall, "_guards", {table: wall._guards[table] for table in (PUPILS, HALF_DAYS)})
    log = [model._meta.db_table for model in wall.APPEND_ONLY]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP POLICY wall_sees ON {PUPILS}")
        cursor.execute(f"ALTER TABLE {PUPILS} DISABLE ROW LEVEL SECURITY")
        cursor.execute(f"REVOKE ALL ON {PUPILS} FROM {installed.WALL_ROLE}")
        cursor.execute(f"GRANT UPDATE, DELETE, TRUNCATE ON {', '.join(log)} TO {installed.WALL_ROLE}")
        cursor.execute("COMMENT ON FUNCTION wall_pupils() IS 'van vroeger'")
        before = wall.stands()
        wall.after_migration()
        cursor.execute(
            "SELECT relrowsecurity, (SELECT array_agg(polname::text ORDER BY polname) FROM pg_policy "
            "WHERE polrelid = pg_class.oid) FROM pg_class WHERE oid = %s::regclass",
            [PUPILS],
        )
        policies = cursor.fetchone()
        cursor.execute("SHOW check_function_bodies")
        assert (before, wall.stands(), policies, cursor.fetchone()) == (
            False, True, (True, ["wall_adds", "wall_changes", "wall_removes", "wall_sees"]), ("on",),
        )  # fmt: skip
    assert _rights(PUPILS) == ["SELECT", "INSERT", "UPDATE", "DELETE"]
    assert [_rights(table) for table in log] == [["SELECT", "INSERT"]] * 3


@pytest.mark.django_db
def test_guarded_tables_are_found_with_their_partitions(monkeypatch):
    monkeypatch.setattr(wall, "_guards", {PUPILS: Guard(("true",), ""), HALF_DAYS: Guard(("true",), "")})
    with connection.cursor() as cursor:
        found = wall._tables(cursor)
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [HALF_DAYS])
        parts = sorted(part for (part,) in cursor.fetchall())
    assert (found[PUPILS], found[HALF_DAYS][0], sorted(found[HALF_DAYS][1:])) == ([PUPILS], HALF_DAYS, parts)
    assert (set(found), len(parts) > 1) == ({PUPILS, HALF_DAYS}, True)


def test_wall_is_raised_once_after_the_migrations_of_this_room():
    before = list(post_migrate.receivers)
    apps.get_app_config("access").ready()
    assert [key for key, *_rest in post_migrate.receivers] == [key for key, *_rest in before]
