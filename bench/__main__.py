"""``make bench``: measures speed on a fresh embedded PostgreSQL, prints one JSON line each.

A line holds name, value and unit; the reference measured in the same run and the ratio to it; the
limit that was set, and whether it holds. A limit that does not hold is printed as well, false.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

YEAR = 2025
CONNECTIONS = 16
SECONDS = 20.0


def report(
    name: str, value: float, unit: str, *, reference: float | None = None, limit: str = "", holds: bool | None = None
) -> None:
    print(
        json.dumps(
            {
                "name": name,
                "value": round(value, 3),
                "unit": unit,
                "reference": None if reference is None else round(reference, 3),
                "ratio": None if reference is None else round(value / reference, 3),
                "limit": limit,
                "holds": holds,
            }
        ),
        flush=True,
    )


@contextmanager
def server(application: str, port: int, **environment: str) -> Iterator[None]:
    """Granian as ``leerrecht start`` runs it."""
    from leerrecht.config.processes import web_command

    child = subprocess.Popen(web_command(port, application), env={**os.environ, **environment})
    try:
        _await_port(port)
        yield
    finally:
        child.terminate()
        child.wait()


@contextmanager
def worker() -> Iterator[None]:
    from leerrecht.config.processes import worker_command

    child = subprocess.Popen(worker_command())
    try:
        time.sleep(4)
        yield
    finally:
        child.terminate()
        child.wait()


def _await_port(port: int) -> None:
    import socket

    for _attempt in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="PART",
        help="register, rush, worklist, walls, import, duties, letters, file, case, door, indicators, database",
    )
    parser.add_argument("--scale", default="school", help="school, or vlaanderen for national size")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leerrecht-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ.update(LEERRECHT_HOME=folder, LEERRECHT_DEMO="1", DJANGO_SETTINGS_MODULE="leerrecht.config.settings")
        from leerrecht.config.embedded import ensure_database

        ensure_database()
        import django

        django.setup()
        from leerrecht.config.processes import migrate_if_needed

        migrate_if_needed()
        _stand()
        from bench import (
            cases,
            database,
            door,
            duties,
            files,
            imports,
            indicators,
            letters,
            registers,
            rush,
            walls,
            worklists,
        )

        national = options.scale == "vlaanderen"
        parts = {
            "register": registers.run,
            "rush": rush.run,
            "worklist": worklists.run,
            "walls": walls.run,
            "import": lambda: imports.run(national=national),
            "duties": duties.run,
            "letters": letters.run,
            "file": files.run,
            "case": cases.run,
            "door": door.run,
            "indicators": lambda: indicators.run(national=national),
            "database": lambda: database.run(national=national),
        }
        for name, run in parts.items():
            if name in options.only or not options.only:
                run()


def _stand() -> None:
    """This process makes the data of the bench and looks at them; what it measures stands for itself."""
    from django.utils import timezone

    from leerrecht.access.compartments import COMPARTMENTS
    from leerrecht.access.principal import command
    from leerrecht.access.standing import stand_for_good

    stand_for_good(command("meting", timezone.localdate(), vaults=COMPARTMENTS))


if __name__ == "__main__":
    main()
