"""Web server and worker as a manager of services starts them, with nothing but the settings."""

import json
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest

from tests.drills.test_own_server import own_server
from tests.running import COMMAND, Running

__all__ = ["own_server"]
pytestmark = pytest.mark.drill
DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_understands_the_units(tmp_path: Path):
    programme = shutil.which("true")
    for unit in UNITS:
        text = unit.read_text().replace("/opt/leerrecht/.venv/bin/leerrecht", str(programme))
        (tmp_path / unit.name).write_text(text)
    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *sorted(tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in result.stderr.splitlines() if "leerrecht" in line]
    assert (result.returncode, ours, len(UNITS)) == (0, [], 7)


def _health(port: int) -> dict[str, bool]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond/klaar/", timeout=5) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as answer:
        return json.loads(answer.read())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return {}


def _comes(port: int, wanted: dict[str, bool], seconds: float = 60) -> dict[str, bool]:
    deadline = time.monotonic() + seconds
    while (found := _health(port)) != wanted and time.monotonic() < deadline:
        time.sleep(0.5)
    return found


def test_services_know_the_application_alone_and_say_whether_they_are_well(own_server: str, tmp_path: Path):
    tmp_path.chmod(0o755)
    owner = Running(tmp_path / "home")
    owner.home.mkdir()
    owner.environment["DATABASE_URL"] = own_server
    assert owner.run("migreer").returncode == 0
    application = own_server.replace("eigenaar@", "leerrecht_app@")
    environment = {**owner.environment, "DATABASE_URL": application, "DATABASE_APP_URL": application}
    services = [subprocess.Popen([*COMMAND, verb], env=environment) for verb in ("web", "werker")]
    try:
        well = {"databank": True, "tabellen": True, "werker": True}
        assert _comes(owner.port, well) == well
        with psycopg.connect(own_server) as connection:
            users = connection.execute(
                "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'leerrecht' AND pid <> pg_backend_pid()"
            ).fetchall()
        assert users == [("leerrecht_app",)]
    finally:
        for service in services:
            service.send_signal(signal.SIGTERM)
        for service in services:
            service.wait(30)
    assert [(tmp_path / "home" / "postgres").exists(), _health(owner.port)] == [False, {}]
