"""One installation with the demo for all drills that need a database and programs of their own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.place import WELL, Place, health, until
from tests.running import free_port


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
