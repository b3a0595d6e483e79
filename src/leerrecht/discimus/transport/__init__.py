"""The boundary to AGODI: absences, enrolments and measures cross it here, and nowhere else.

The service has no public description. What is here says what would be sent, and what may come back; a class that
speaks to a real service takes the place of the test double by one setting.
"""

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
    """The service will never take this message as it is; ``about``: a key of ``interfaces.words.ADVICE``, if known."""

    why: str
    about: str = ""


class Unreachable(Exception):  # noqa: N818 - what happened
    """Nobody knows whether the message arrived: it is asked after by its key before it is sent again."""


Answer = Acknowledged | Refused | Unreachable


class Transport(Protocol):
    """Carries one message. The same ``key`` twice is the same message, and counts once.

    Both raise :class:`Unreachable` where no answer came. ``double`` is true of what sends nothing to anybody.
    """

    name: str
    double: bool

    def send(self, key: str, kind: str, content: Mapping[str, Any]) -> Acknowledged | Refused: ...

    def ask(self, key: str) -> Acknowledged | Refused | None:
        """What was answered to the message with this key; None where it never arrived."""


def transport() -> Transport | None:
    """The transport of this installation; None where it has none, and nothing leaves."""
    path: str = settings.AGODI_CHANNEL
    made: Transport | None = import_string(path)() if path else None
    return made


def deliver(to: Transport, key: str, kind: str, content: Mapping[str, Any], *, again: bool) -> Answer:
    """Bring one message over. ``again``: an earlier try has no answer, so the answer is asked for first."""
    try:
        known = to.ask(key) if again else None
        return to.send(key, kind, content) if known is None else known
    except Unreachable as error:
        return error
