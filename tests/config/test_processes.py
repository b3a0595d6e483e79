"""Starting and stopping as a user does."""

import socket
from pathlib import Path

import psutil
import pytest

from tests.running import Browser, Running, title_of


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one installation, empty but for its tables, made once for this file."""
    folder = tmp_path_factory.mktemp("installation")
    folder.chmod(0o755)
    made = folder / "home"
    made.mkdir()
    assert Running(made).run("migreer").returncode == 0
    return made


@pytest.fixture
def running(home: Path):
    installation = Running(home)
    yield installation
    installation.kill_everything()


def test_start_answers_and_stop_leaves_nothing_behind(running):
    running.start()
    assert title_of(Browser(running.port).get("/aanmelden/")) == "Aanmelden · Leerrecht"
    family = running.family()
    running.stop()
    assert running.process.returncode == 0
    assert psutil.wait_procs(family, 15)[1] == []


def test_start_on_a_port_in_use_says_which_other_to_take(running):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", running.port))
        holder.listen()
        result = running.run("start")
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == (
        f"Poort {running.port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT={running.port + 1} make run\n"
    )
