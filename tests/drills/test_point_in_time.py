"""The steps of docs/installation.md to go back to a moment, on Debian's PostgreSQL."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.running import free_port

pytestmark = pytest.mark.drill
GUIDE = Path(__file__).parents[2] / "docs" / "installation.md"


class Server:
    """A PostgreSQL in a folder of its own, whose settings come from the guide."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="leerrecht-moment-"))
        self.owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.port = free_port()
        self.make(self.folder)
        self.make(self.folder / "wal")

    def make(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(folder, self.owner)

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, *arguments], user=self.owner, check=True, stdout=subprocess.DEVNULL,
            cwd=self.folder,
        )  # fmt: skip

    def start(self, data: str) -> None:
        options = f"-p {self.port} -k {self.folder} -h 127.0.0.1"
        self.run("pg_ctl", "-D", data, "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(f"postgresql://eigenaar@127.0.0.1:{self.port}/postgres", autocommit=True)

    def settings(self, data: str, text: str) -> None:
        with Path(data, "postgresql.conf").open("a") as file:
            file.write(text.replace("/srv/wal", f"{self.folder}/wal"))


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    for data in ("data", "basis"):
        if (server.folder / data / "postmaster.pid").exists():
            server.run("pg_ctl", "-D", f"{server.folder}/{data}", "-w", "-m", "immediate", "stop")
    shutil.rmtree(server.folder)


def test_going_back_to_a_moment_keeps_what_was_before_and_nothing_after(server):
    guide = GUIDE.read_text()
    archive = re.search(r"^wal_level = .*?^archive_command = .*?$", guide, re.DOTALL | re.MULTILINE)
    recovery = re.search(r'^echo "(restore_command = .*?)" >> postgresql.conf', guide, re.DOTALL | re.MULTILINE)
    assert archive is not None
    assert recovery is not None
    data, base = f"{server.folder}/data", f"{server.folder}/basis"
    server.run("initdb", "-D", data, "-A", "trust", "-U", "eigenaar", "-E", "UTF8")
    server.settings(data, archive[0] + "\n")
    server.start(data)
    with server.connect() as connection:
        connection.execute("CREATE TABLE halve_dag (wanneer text)")
        connection.execute("INSERT INTO halve_dag VALUES ('voor de kopie')")
        server.run(
            "pg_basebackup", "-D", base, "-X", "none", "-c", "fast", "-h", "127.0.0.1", "-p", str(server.port),
            "-U", "eigenaar",
        )  # fmt: skip
        connection.execute("INSERT INTO halve_dag VALUES ('voor het ogenblik')")
        (moment,) = connection.execute("SELECT clock_timestamp()::text").fetchone() or ("",)
        time.sleep(1)
        connection.execute("INSERT INTO halve_dag VALUES ('na het ogenblik')")
        (last,) = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone() or ("",)
        deadline = time.monotonic() + 180
        while not (server.folder / "wal" / str(last)).exists() and time.monotonic() < deadline:
            time.sleep(0.2)
    server.run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")

    server.settings(
        base, re.sub(r"recovery_target_time = '.*?'", f"recovery_target_time = '{moment}'", recovery[1]) + "\n"
    )
    signal_file = Path(base, "recovery.signal")
    signal_file.touch()
    if os.geteuid() == 0:
        shutil.chown(signal_file, server.owner)
    server.start(base)
    with server.connect() as connection:
        deadline = time.monotonic() + 180
        while connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert connection.execute("SELECT wanneer FROM halve_dag").fetchall() == [
            ("voor de kopie",),
            ("voor het ogenblik",),
        ]
