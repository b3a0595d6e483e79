"""A PostgreSQL server of one's own, as Debian packages it, instead of the embedded one."""

import json
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import COMMAND, Browser, Running, free_port, title_of

pytestmark = pytest.mark.drill
DATA = Path(__file__).parents[1] / "exchange" / "data"


@pytest.fixture
def own_server() -> Iterator[str]:
    """The address of an empty database on Debian's PostgreSQL, started for this test alone."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    folder = Path(tempfile.mkdtemp(prefix="leerrecht-own-"))
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, owner)
    port = free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run([programs / program, *arguments], user=owner, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "eigenaar", "-E", "UTF8")
    run(
        "pg_ctl",
        "-D",
        f"{folder}/data",
        "-w",
        "-l",
        f"{folder}/log",
        "-o",
        f"-p {port} -k {folder} -h 127.0.0.1",
        "start",
    )
    run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "eigenaar", "leerrecht")
    yield f"postgresql://eigenaar@127.0.0.1:{port}/leerrecht"
    run("pg_ctl", "-D", f"{folder}/data", "-w", "-m", "fast", "stop")
    shutil.rmtree(folder)


def test_import_and_duties_on_a_server_of_ones_own_equal_those_on_the_embedded_one(own_server, tmp_path):
    answers = []
    for address in ("", own_server):
        home = tmp_path / ("eigen" if address else "ingebouwd")
        home.mkdir()
        tmp_path.chmod(0o755)
        environment = {**os.environ, "LEERRECHT_HOME": str(home), "DATABASE_URL": address}
        for kind, name in (
            ("scholen", "scholen.csv"),
            ("leerlingen", "leerlingen.csv"),
            ("afwezigheden", "afwezigheden.txt"),
        ):
            command = [*COMMAND, "import", kind, str(DATA / name), "--bestuur", "Grand Bend", "--json"]
            subprocess.run(command, env=environment, check=True, capture_output=True)
        command = [*COMMAND, "plichten", "--bestuur", "Grand Bend", "--op", "2026-06-30", "--json"]
        result = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        answers.append(json.loads(result.stdout))
    assert answers[0] == answers[1]
    assert answers[0] != []


def test_start_on_a_server_of_ones_own_answers(own_server, tmp_path):
    running = Running(tmp_path)
    running.environment["DATABASE_URL"] = own_server
    running.start()
    try:
        assert title_of(Browser(running.port).get("/aanmelden/")) == "Aanmelden · Leerrecht"
        assert not (tmp_path / "postgres").exists()
    finally:
        running.stop()
