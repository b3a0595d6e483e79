from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine


@pytest.fixture
def friday() -> Iterator[None]:
    """A Friday with lessons: TODAY of the factories."""
    with time_machine.travel(datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Europe/Brussels")), tick=True):
        yield
