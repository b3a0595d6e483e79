"""The village of the worked examples, as a snapshot."""

import pytest

from leerrecht.indicators import engine, example, store


@pytest.fixture(scope="session")
def village(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dorp") / "momentopname"
    example.write(folder)
    return folder


@pytest.fixture(scope="session")
def computation(village):
    with engine.opened(store.read(village)) as opened:
        yield opened
