"""What rooms above know of a note: what it is for a transfer to a school, or that it never goes to one.

They register; this room asks them when pieces are chosen.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.notes.models import Aantekening


@dataclass(frozen=True, slots=True)
class Offer:
    """``sort`` is what the note is when somebody chooses it; without ``travels`` nobody can."""

    words: str
    sort: str = ""
    travels: bool = True


Offering = Callable[[Principal, Sequence[Aantekening]], Iterable[tuple[Any, Offer]]]
_offerings: list[Offering] = []


def register_offering(offering: Offering) -> None:
    """``offering`` gives, for those notes of which it knows something, key and offer; of each note one room knows."""
    _offerings.append(offering)


def offers(by: Principal, notes: Sequence[Aantekening]) -> dict[Any, Offer]:
    """What is known of these notes, which ``by`` reads."""
    return {pk: offer for offering in _offerings for pk, offer in offering(by, notes)} if notes else {}
