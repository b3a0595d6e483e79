"""Why a row is refused: the reason that is counted, and in words what is wrong and how to mend it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

OUTSIDE = "buiten_schooljaar"
FREE = "vrije_dag"
WEDNESDAY = "woensdagnamiddag"
STRANGER = "onbekende_leerling"
CODE = "onbekende_code"
UNREADABLE = "onleesbaar"
REASONS = (OUTSIDE, FREE, WEDNESDAY, STRANGER, CODE, UNREADABLE)


class Refusal(NamedTuple):
    """A refused row: its place in the file, the reason, what is wrong, and what stood there."""

    row: int
    reason: str
    explanation: str
    content: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of every mark or row: ``read`` is the sum of all the others.

    ``kept`` is a part of ``unchanged``: stored by hand or by an attest, and different from the file.
    """

    read: int = 0
    taken: int = 0
    unchanged: int = 0
    overtaken: int = 0
    refused: tuple[int, ...] = (0,) * len(REASONS)
    kept: int = 0

    def as_dict(self) -> dict[str, object]:
        return {
            "gelezen": self.read,
            "opgenomen": self.taken,
            "ongewijzigd": self.unchanged,
            "vervangen": self.overtaken,
            "geweigerd": dict(zip(REASONS, self.refused, strict=True)),
        }

    def held_back(self) -> dict[str, object]:
        """The same where a refused row kept every good one out ("alles of niets"): those are ``teruggehouden``."""
        return {**self.as_dict(), "opgenomen": 0, "teruggehouden": self.taken}

    @property
    def refusals(self) -> int:
        return sum(self.refused)


Report = Callable[[float, str], None]
"""Called with the part done, from 0 to 1, and what is going on."""
Refuse = Callable[[Refusal], None]


def silent(_part: float, _what: str) -> None:
    """Nobody is watching."""


def reason_labels() -> dict[str, str]:
    """What each reason is called on screen."""
    return {
        OUTSIDE: _("valt niet in een schooljaar (juli of augustus)"),
        FREE: _("vrije dag, weekend of vakantie"),
        WEDNESDAY: _("woensdagnamiddag"),
        STRANGER: _("leerling niet bekend of niet ingeschreven"),
        CODE: _("code niet bekend of niet voor dit niveau"),
        UNREADABLE: _("onleesbaar of onmogelijk"),
    }
