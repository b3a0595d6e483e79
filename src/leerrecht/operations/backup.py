"""Making a backup: the database as it was at one moment, and the keys of the installation, in one sealed file."""

import os
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from psycopg import Connection, IsolationLevel, connect

from leerrecht.operations import contents, counting, sealing
from leerrecht.operations.noting import note
from leerrecht.operations.problems import OperationError
from leerrecht.operations.programs import address, program

# What an installation keeps beside its database and cannot make again.
KEYS = ("secret.key", "pseudoniem.sleutel")
SECRET = "LEERRECHT_SECRET_KEY"  # noqa: S105 - the name of a setting
_TEN_THOUSANDS = 10_000


@dataclass(frozen=True, slots=True)
class Saved:
    tables: int
    rows: int
    size: int


def save(path: Path, *, key: str, conninfo: str, home: Path) -> Saved:
    """Write a backup of the database at ``conninfo`` (as its owner) and of ``home`` to ``path``.

    People may work on meanwhile: what was acknowledged before the call is in it. Raises :class:`OperationError`;
    then there is no file.
    """
    recipient = sealing.public_key(key)
    if path.exists():
        raise OperationError(f"{path} bestaat al; kies een andere naam, een back-up wordt nooit overschreven")
    with connect(conninfo) as connection, _new(path) as file:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        _check_owner(connection)
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        tables = counting.count(connection)
        if not tables:
            raise OperationError(
                "deze databank is leeg: er valt niets te bewaren. Kijk DATABASE_URL en LEERRECHT_HOME na"
            )
        dump, used = program("pg_dump", connection.info.server_version // _TEN_THOUSANDS)
        listed = _listed(connection, tables, used)
        with closing(_dumped(dump, conninfo, snapshot)) as dumped:
            pieces = contents.packed(listed, _keys(home), dumped)
            sealing.seal(contents.Flow(pieces), file, recipient)
    note(conninfo, listed, size=path.stat().st_size)
    return Saved(len(tables), sum(rows for rows, _sum in tables.values()), path.stat().st_size)


def _check_owner(connection: "Connection[Any]") -> None:
    row = connection.execute(
        "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class "
        "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
    ).fetchone()
    if row == (False,):
        raise OperationError(
            "de gebruiker van DATABASE_URL bezit de tabellen niet en ziet dus niet alles; "
            "neem een back-up met het adres van de eigenaar"
        )


def _listed(connection: "Connection[Any]", tables: counting.Counts, used: int) -> dict[str, Any]:
    # The moment at which the picture of the database was taken.
    moment = connection.execute("SELECT now()").fetchone() or (datetime.now(UTC),)
    known = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id").fetchall()
    return {
        "gemaakt": moment[0].astimezone(UTC).isoformat(timespec="seconds"),
        "versie": version("leerrecht"),
        "postgresql": connection.info.server_version // _TEN_THOUSANDS,
        "pg_dump": used,
        "migraties": [name for (name,) in known],
        "tabellen": tables,
    }


def _keys(home: Path) -> dict[str, bytes]:
    found = {name: (home / name).read_bytes() for name in KEYS if (home / name).exists()}
    if given := os.environ.get(SECRET):
        found[KEYS[0]] = given.encode()
    return found


def _dumped(dump: Path, conninfo: str, snapshot: str) -> Generator[bytes, None, None]:
    place, password = address(conninfo)
    command = [str(dump), "--format=custom", "--no-owner", f"--snapshot={snapshot}", "--schema=public", "-d", place]
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, env={**os.environ, **password}) as process:  # noqa: S603
            try:
                while process.stdout is not None and (piece := process.stdout.read(contents.PIECE)):
                    yield piece
            finally:
                if process.poll() is None and process.stdout is not None and process.stdout.read(1):
                    process.kill()
        if process.returncode:
            said.seek(0)
            raise OperationError(f"pg_dump stopte: {said.read().decode(errors='replace').strip()}")


@contextmanager
def _new(path: Path) -> "Iterator[Any]":
    """A file that gets its name when it is whole and on the disk; readable by its user alone."""
    part = path.with_name(f".{path.name}.deel")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise OperationError(f"{path} kan niet geschreven worden ({error.strerror})") from error
    try:
        # Without a buffer: what did not fit would be tried again at closing, over the message of the first time.
        with os.fdopen(handle, "wb", buffering=0) as file:
            yield file
            os.fsync(file.fileno())
        part.rename(path)
    except OSError as error:
        raise OperationError(f"{path} kan niet geschreven worden ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)
