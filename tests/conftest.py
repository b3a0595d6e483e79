"""The tests run on PostgreSQL: the embedded one in ``$LEERRECHT_HOME`` (default ``var/test``), or ``DATABASE_URL``."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("LEERRECHT_HOME", str(Path(__file__).parent.parent / "var" / "test"))
os.environ.setdefault("LEERRECHT_DEMO", "1")
# A machine that is busy makes pages slow; what is written down then would count among the queries of a page.
os.environ.setdefault("LEERRECHT_SLOW_MS", "600000")

import django
from django.conf import settings

from leerrecht.collector import settle
from leerrecht.config.embedded import ensure_database

ensure_database()
# The tests make their data as the owner of the tables; a page that they ask for becomes the application.
os.environ.pop("DATABASE_APP_URL")
# Only now: the settings read the address of the database.
os.environ["DJANGO_SETTINGS_MODULE"] = "leerrecht.config.settings"
django.setup()
# The same way of hashing, which costs next to nothing here: hundreds of tests make an account that signs in.
settings.PASSWORD_HASHERS = ["tests.databases.QuickArgon2"]


def pytest_collection_finish() -> None:
    """All modules are loaded: look less often for cycles, as the servers do."""
    settle()


@pytest.fixture(scope="session")
def made_once(django_db_modify_db_settings: None, testrun_uid: str) -> Iterator[Any]:
    """The empty database that the processes of this run share."""
    from django.db import connection

    from tests.databases import MadeOnce

    made = MadeOnce(connection, testrun_uid, Path(os.environ["LEERRECHT_HOME"]))
    yield made
    made.lock.close()


@pytest.fixture(scope="session")
def django_db_createdb(django_db_createdb: bool, made_once: Any, django_db_blocker: Any) -> bool:
    """Whether to run all migrations: the first process does."""
    with django_db_blocker.unblock():
        return django_db_createdb and not made_once.copied()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any, made_once: Any) -> None:
    """The tables, made as a first start makes them.

    Tests that commit empty all tables after them; outside the tests nothing may empty the log.

    What they commit need not outlive a fall of the machine: this database alone does not wait for its disk.
    """
    from django.db import connection

    from leerrecht.config.migrating import quick_states
    from tests.databases import empty_what_holds_something, leave_what_migrations_made

    with quick_states():
        # What pytest-django has under this name.
        request.getfixturevalue("django_db_setup")
    empty_what_holds_something(connection)
    leave_what_migrations_made()
    with django_db_blocker.unblock():
        made_once.share()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for setting in ("leerrecht.log_removal = 'truncate'", "synchronous_commit = off"):
            cursor.execute(f"ALTER DATABASE {connection.settings_dict['NAME']} SET {setting}")
            cursor.execute(f"SET {setting}")


@pytest.fixture(scope="session")
def demo_database(django_db_setup: None, django_db_blocker: Any, testrun_uid: str) -> Iterator[str]:
    """The name of a database with the demo in it, built once in a run of tests."""
    from tests.demo import copied

    with django_db_blocker.unblock(), copied(testrun_uid, Path(os.environ["LEERRECHT_HOME"])) as name:
        yield name
