from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest

from tests.stories.again import Again
from tests.stories.play import Story

S = TypeVar("S", bound=Story)


@pytest.fixture
def tell(db: None) -> Iterator[Callable[..., Story]]:
    """Begin a story; its clock stands still between the days that it names, and runs on after the test."""
    yield from _teller(Story)


@pytest.fixture
def again(db: None) -> Iterator[Callable[..., Again]]:
    """Begin a story of a pupil who is at home, with the region around the school."""
    yield from _teller(Again)


def _teller(kind: type[S]) -> Iterator[Callable[..., S]]:
    begun: list[S] = []

    def begin(**scene: Any) -> S:
        begun.append(kind(**scene))
        return begun[-1]

    yield begin
    for story in begun:
        story.stop()
