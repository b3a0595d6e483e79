"""How a report reaches AGODI. The real service has no public description: what is here is the boundary to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The service took the message; ``receipt`` is its proof."""

    receipt: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The service will never take this message as it is."""

    why: str


class Unreachable(Exception):  # noqa: N818 - what happened
    """Nobody knows whether the message arrived: it is sent again with the same key."""


class Channel(Protocol):
    """Takes one message. The same ``key`` twice is the same message: a channel must see to it that it counts once.

    Raises :class:`Unreachable` where no answer came.
    """

    name: str

    def send(self, key: str, kind: str, content: Mapping[str, Any]) -> Acknowledged | Refused: ...


def channel() -> Channel | None:
    """The channel of this installation; None where a person reports by hand and notes the proof."""
    path: str = settings.AGODI_CHANNEL
    made: Channel | None = import_string(path)() if path else None
    return made
