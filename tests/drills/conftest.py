"""The demo, made once: in an installation for all drills that need a database and programs of their own, and in a
folder of which others take a copy.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.drills.place import WELL, Place, health, until
from tests.running import Running, free_port


@pytest.fixture(scope="session")
def place() -> Iterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="leerrecht-plaats-"))
    folder.chmod(0o755)
    place = Place(folder)
    try:
        place.fill()
        yield place
    finally:
        place.close()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def with_demo(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Running]:
    """``with_demo(folder)``: an installation in a folder that is not there yet, with the demo and a PostgreSQL."""
    first = tmp_path_factory.mktemp("demo")
    first.chmod(0o755)
    made = Running(first / "thuis")
    made.home.mkdir()
    filled = made.run("demo")
    assert filled.returncode == 0, filled.stderr

    def copied(folder: Path) -> Running:
        # PostgreSQL may run as somebody else than these tests; its files stay that user's.
        subprocess.run(["cp", "-a", str(made.home), str(folder)], check=True)
        return Running(folder)

    return copied


@pytest.fixture(scope="module")
def servers(place: Place) -> Iterator[list[int]]:
    """The ports of two web servers on one database, with two workers beside them."""
    ports = [free_port(), free_port()]
    children = [place.web(port) for port in ports] + [place.worker(), place.worker()]
    try:
        assert until(lambda: [health(port) for port in ports] == [WELL, WELL], 180)
        yield ports
    finally:
        place.end(*children)
