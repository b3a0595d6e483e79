"""The tests run on PostgreSQL: the embedded one in ``$LEERRECHT_HOME`` (default ``var/test``), or ``DATABASE_URL``."""

import os
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("LEERRECHT_HOME", str(Path(__file__).parent.parent / "var" / "test"))
os.environ.setdefault("LEERRECHT_DEMO", "1")

import django

from leerrecht.config.embedded import ensure_database

ensure_database()
# Only now: the settings read the address of the database.
os.environ["DJANGO_SETTINGS_MODULE"] = "leerrecht.config.settings"
django.setup()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests that commit empty all tables after them; outside the tests nothing may empty the log."""
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {connection.settings_dict['NAME']} SET leerrecht.log_removal = 'truncate'")
        cursor.execute("SET leerrecht.log_removal = 'truncate'")
