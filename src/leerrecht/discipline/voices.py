"""What pupil and parents said about a procedure: kept by a higher room, read and answered where is decided."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.discipline.models import Procedure
from leerrecht.guidance.voices import Voice


@dataclass(frozen=True, slots=True)
class Keeper:
    """``read(procedure, *, to)``: what this reader may read. ``waiting(procedure, *, on)``: whether something waits
    for an answer, whoever asks. ``answer(*, by, procedure, why, outcome, words)``: answer all that waits.
    """

    outcomes: Sequence[tuple[str, Any]]
    read: Callable[..., Sequence[Voice]]
    waiting: Callable[..., bool]
    answer: Callable[..., None]


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Name the room that keeps what was said; there is one."""
    if _keepers:
        raise RuntimeError("what pupil and parents say is kept already")
    _keepers.append(keeper)


def outcomes() -> Sequence[tuple[str, Any]]:
    """What may be answered, as choices of a form."""
    return [choice for keeper in _keepers for choice in keeper.outcomes]


def voices(procedure: Procedure, *, to: Principal) -> list[Voice]:
    """What was said, the first first."""
    return [one for keeper in _keepers for one in keeper.read(procedure, to=to)]


def waiting(procedure: Procedure, *, on: dt.date) -> bool:
    """Whether something that was said has no answer yet."""
    return any(keeper.waiting(procedure, on=on) for keeper in _keepers)


def answer(*, by: Principal, procedure: Procedure, why: str, outcome: str, words: str) -> None:
    """Say what was done with what was said. Raises ``ValidationError`` by ``heard`` and ``heard_words``."""
    for keeper in _keepers:
        keeper.answer(by=by, procedure=procedure, why=why, outcome=outcome, words=words)
