"""What makes the tests of the database quick, without changing what they see."""

import fcntl
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import testcases


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 with the least it can do."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


# A job that a test left would be late for whoever looks a quarter of an hour later.
_JOBS = ("procrastinate_events", "procrastinate_periodic_defers", "procrastinate_jobs", "procrastinate_workers")
# Emptied along by TRUNCATE ... CASCADE: what refers to the tables, and what refers to that.
_CASCADE = """
WITH RECURSIVE emptied (id) AS (
    SELECT c.oid FROM pg_class c WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace
    UNION SELECT f.conrelid FROM pg_constraint f JOIN emptied e ON f.confrelid = e.id WHERE f.contype = 'f'
)
SELECT id::regclass::text FROM emptied JOIN pg_class c ON c.oid = id WHERE NOT c.relispartition ORDER BY 1
"""


def empty_what_holds_something(connection: Any) -> None:
    """After a test that commits, take away rows where there are any.

    Django truncates every table and what hangs on it, which makes a new file of each and of each of its indexes: a
    second of work for the handful of tables that a test has filled. Needs the right to put triggers aside; where the
    tests run as somebody without it, Django's own way stays.
    """
    usual = connection.ops.sql_flush

    @cache
    def tables(names: tuple[str, ...]) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(_CASCADE, [list(names)])
            # Attempts to sign in are counted in a table that belongs to no model, and jobs stand in those of a library.
            return [*(name for (name,) in cursor.fetchall()), "access_count", *_JOBS]

    def sql_flush(style: Any, names: list[str], **options: Any) -> list[str]:
        with connection.cursor() as cursor:
            # A page asked for in the test may have left the connection as the application.
            cursor.execute("RESET ROLE")
            cursor.execute("SELECT current_setting('is_superuser') = 'on'")
            if cursor.fetchone() != (True,) or options.get("reset_sequences"):
                return list(usual(style, names, **options))
            held = " UNION ALL ".join(
                f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables(tuple(sorted(names)))
            )
            cursor.execute(held)
            filled = [name for (name,) in cursor.fetchall()]
        return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {name}" for name in filled)]

    connection.ops.sql_flush = sql_flush


def leave_what_migrations_made() -> None:
    """No news of tables that were made, where none were.

    Tests that commit name all apps, and before each of them Django tells every app that its tables stand: the wall and
    the kinds of records would be made anew, a second of work, as they were.
    """
    testcases.emit_post_migrate_signal = lambda **_told: None


def empty_of(run: str) -> str:
    """The name of the empty database that the processes of a run copy."""
    return f"empty_{run[:8]}"


class MadeOnce:
    """The empty database of a test run: the first process makes it by the migrations, the others copy it.

    ``run`` is the same for all processes of the run, ``folder`` one that they share. The first holds the lock from
    the question whether there is one until it has put a copy aside.
    """

    def __init__(self, connection: Any, run: str, folder: Path) -> None:
        self.connection, self.name, self.first = connection, empty_of(run), False
        self.lock = (folder / "empty.lock").open("w")

    def copied(self) -> bool:
        """Whether this process has its database from another one; else it makes one and calls ``share``."""
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        own = self.connection.creation._get_test_db_name()
        with self.connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'empty\\_________'")
            there = {name for (name,) in cursor.fetchall()}
            if self.name not in there:
                self.first = True
                return False
            cursor.execute(f"DROP DATABASE IF EXISTS {own} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {own} TEMPLATE {self.name}")
        self.lock.close()
        return True

    def share(self) -> None:
        """Put a copy aside for the other processes, in the place of those of former runs."""
        if not self.first:
            return
        own = self.connection.settings_dict["NAME"]
        self.connection.close()
        with self.connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'empty\\_________'")
            for (left,) in cursor.fetchall():
                cursor.execute(f"DROP DATABASE {left} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {self.name} TEMPLATE {own}")
        self.lock.close()
