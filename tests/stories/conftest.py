from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.stories.play import Story


@pytest.fixture
def tell(db: None) -> Iterator[Callable[..., Story]]:
    """Begin a story; its clock stands still between the days that it names, and runs on after the test."""
    begun: list[Story] = []

    def begin(**scene: Any) -> Story:
        begun.append(Story(**scene))
        return begun[-1]

    yield begin
    for story in begun:
        story.stop()
