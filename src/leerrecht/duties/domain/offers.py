"""What rooms above offer for a line of the worklist, such as the letter that fits it: they register, this one shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from leerrecht.access.principal import Principal
from leerrecht.duties.models import Outcome


@dataclass(frozen=True, slots=True)
class Offer:
    """``address`` is a page that also takes more than one ``leerling``; ``key`` and ``name`` say the same for many."""

    key: str
    name: str
    address: str


class Offerer(Protocol):
    """What a room offers for these outcomes to ``by``, by key of the outcome: in a fixed number of queries."""

    def __call__(self, by: Principal, outcomes: Sequence[Outcome]) -> Mapping[int, Sequence[Offer]]: ...


_offerers: dict[str, Offerer] = {}


def register_offers(name: str, offerer: Offerer) -> None:
    """Add what a room offers; each name once."""
    if name in _offerers:
        raise RuntimeError(f"offers {name} are registered already")
    _offerers[name] = offerer


def offers_for(by: Principal, outcomes: Sequence[Outcome]) -> dict[int, list[Offer]]:
    """Everything offered for these outcomes, in the order in which the rooms registered."""
    found: dict[int, list[Offer]] = {}
    for offerer in _offerers.values():
        for pk, offers in offerer(by, outcomes).items():
            found.setdefault(pk, []).extend(offers)
    return found
