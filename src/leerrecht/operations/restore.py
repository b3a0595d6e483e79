"""Restoring a backup into an empty place, and proving that it is all there."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from psycopg import connect

from leerrecht.operations import counting, sealing
from leerrecht.operations.backup import KEYS, SECRET
from leerrecht.operations.contents import Unpacked
from leerrecht.operations.noting import said
from leerrecht.operations.problems import OperationError
from leerrecht.operations.programs import address, program

# The wall and the rights are made anew for the role of this place, which may have another name; its mark goes with
# them, so that nothing takes a database without a wall for one that has it.
_LEFT_OUT = re.compile(
    r"^\d+; \d+ \d+ (POLICY|ROW SECURITY|ACL|DEFAULT ACL|SCHEMA|COMMENT - SCHEMA|COMMENT - EXTENSION"
    r"|COMMENT public FUNCTION wall_pupils\(\)) "
)
_TEN_THOUSANDS = 10_000


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows in the backup and here, and whether the sum over them is the same."""

    table: str
    before: int
    after: int
    same: bool


@dataclass(frozen=True, slots=True)
class Restored:
    made: str
    tables: tuple[Compared, ...]
    walls: int
    proof: str = ""

    @property
    def whole(self) -> bool:
        return all(each.same for each in self.tables)


def restore(path: Path, *, key: Path, conninfo: str, home: Path, finish: Callable[[], None] | None = None) -> Restored:
    """Restore the backup at ``path`` into the empty database at ``conninfo`` (as its owner) and into ``home``.

    The whole file is opened and checked before anything is written; the database gets all or nothing. Afterwards it
    is brought up to this version and the wall is raised (``finish``). Raises :class:`OperationError`.
    """
    identity = sealing.secret_key(key)
    with tempfile.TemporaryFile(dir=home, buffering=0) as opened:
        try:
            with path.open("rb") as sealed:
                sealing.unseal(sealed, opened, identity)
        except OSError as error:
            raise OperationError(f"{path}: dit bestand bestaat niet of kan niet gelezen worden") from error
        backup = Unpacked(opened)
        _check_empty(conninfo)
        keys = _keys_to_write(backup.files, home)
        _fill(backup, conninfo)
        for name, content in keys.items():
            with os.fdopen(os.open(home / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
        compared = _compare(backup.listed["tabellen"], conninfo)
    (finish or _raise_wall)()
    return Restored(backup.listed["gemaakt"], compared, _walls(conninfo), said(backup.listed))


def _check_empty(conninfo: str) -> None:
    with connect(conninfo) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "AND relkind IN ('r', 'p', 'v', 'm', 'S')"
        ).fetchone()
    if row != (0,):
        raise OperationError(
            "de databank is niet leeg; terugzetten kan alleen in een lege. "
            "Maak een nieuwe databank voor DATABASE_URL, of kies een nieuwe map met LEERRECHT_HOME"
        )


def _keys_to_write(files: dict[str, bytes], home: Path) -> dict[str, bytes]:
    """The keys that are not here yet; another one here would make what it locked useless."""
    found = {}
    for name in KEYS:
        if name not in files:
            continue
        here = (home / name).read_bytes() if (home / name).exists() else None
        if name == KEYS[0] and (given := os.environ.get(SECRET)):
            here = given.encode()
        if here is not None and here.strip() != files[name].strip():
            raise OperationError(
                f"hier staat al een andere {name} (of {SECRET}) dan in de back-up; zet ze opzij en probeer opnieuw"
            )
        if here is None:
            found[name] = files[name]
    return found


def _fill(backup: Unpacked, conninfo: str) -> None:
    with connect(conninfo) as connection:
        server = connection.info.server_version // _TEN_THOUSANDS
    if server < backup.listed["postgresql"]:
        raise OperationError(
            f"de back-up komt van PostgreSQL {backup.listed['postgresql']}, deze server is {server}; "
            "gebruik een server die minstens even nieuw is"
        )
    programme, _version = program("pg_restore", max(server, backup.listed["pg_dump"]))
    with tempfile.TemporaryFile() as said, tempfile.NamedTemporaryFile("w", suffix=".lijst") as chosen:
        listed = _run([programme, "--list"], backup, said, {})
        chosen.write("\n".join(line for line in listed.splitlines() if not _LEFT_OUT.match(line)))
        chosen.flush()
        place, password = address(conninfo)
        _run(
            [
                programme, "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction",
                f"--use-list={chosen.name}", "-d", place,
            ],
            backup, said, password,
        )  # fmt: skip
    with connect(conninfo, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _run(command: list[Any], backup: Unpacked, said: IO[bytes], environment: dict[str, str]) -> str:
    """Run pg_restore with the dump as its input; what it answers."""
    with tempfile.TemporaryFile() as answered:
        with subprocess.Popen(  # noqa: S603 - our own command
            command, stdin=subprocess.PIPE, stdout=answered, stderr=said, env={**os.environ, **environment}
        ) as process:
            _feed(process, backup)
        if process.returncode:
            said.seek(0)
            message = said.read().decode(errors="replace").strip()
            if "No space left" in message:
                raise OperationError("de schijf van de databank is vol; er werd niets teruggezet. Maak plaats")
            raise OperationError(f"pg_restore stopte, er werd niets teruggezet: {message}")
        answered.seek(0)
        return answered.read().decode()


def _feed(process: "subprocess.Popen[bytes]", backup: Unpacked) -> None:
    """Who has read enough, such as for the list, closes the door before the end."""
    # The command line lets a closed reader end it without a word; here that would be halfway.
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    if process.stdin is None:
        return
    try:
        for piece in backup.dump():
            process.stdin.write(piece)
        process.stdin.close()
    except BrokenPipeError:
        # What was left to write is tried once more at closing.
        with suppress(BrokenPipeError):
            process.stdin.close()


def _compare(before: dict[str, list[Any]], conninfo: str) -> tuple[Compared, ...]:
    with connect(conninfo) as connection:
        after = counting.count(connection)
    return tuple(
        Compared(name, was[0], now[0], tuple(was) == now)
        for name in sorted({*before, *after})
        for was, now in [(before.get(name, [0, ""]), after.get(name, (0, "")))]
    )


def _raise_wall() -> None:
    """Bring the tables to this version and make rights and policies, as every first command does."""
    command = [sys.executable, "-m", "leerrecht", "migreer"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if result.returncode:
        raise OperationError(
            f"de gegevens staan er, maar de databank kwam niet op de stand van deze versie: {result.stderr.strip()}"
        )


def _walls(conninfo: str) -> int:
    """How many tables show a row only through policies."""
    with connect(conninfo) as connection:
        row = connection.execute(
            "SELECT count(DISTINCT c.oid) FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity"
        ).fetchone()
    return int(row[0]) if row else 0
