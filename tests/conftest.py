"""The tests run on PostgreSQL: the embedded one in ``$LEERRECHT_HOME`` (default ``var/test``), or ``DATABASE_URL``."""

import os
from pathlib import Path

os.environ.setdefault("LEERRECHT_HOME", str(Path(__file__).parent.parent / "var" / "test"))
os.environ.setdefault("LEERRECHT_DEMO", "1")

import django

from leerrecht.config.embedded import ensure_database

ensure_database()
# Only now: the settings read the address of the database.
os.environ["DJANGO_SETTINGS_MODULE"] = "leerrecht.config.settings"
django.setup()
