"""What a person enters in a register, and what is handed back."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

PRESENT = "."
KNOWN_AHEAD = frozenset("AHMPRZ")


class Entry(NamedTuple):
    """What a person says of one pupil: ``.`` present, an official code, ``-`` unknown or ``L`` late.

    ``seen`` is the version that the writer saw, 0 where nothing was stored; ``minutes`` goes with L.
    """

    pupil_id: int
    mark: str
    seen: int
    minutes: int | None = None
    ground: str = ""
    sub_code_id: int | None = None


class Cell(NamedTuple):
    """What is stored for one pupil now; ``.`` with version 0 where nothing is."""

    pupil_id: int
    mark: str
    version: int
    minutes: int | None
    ground: str
    entered_by: int | None
    entered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Saved:
    changed: tuple[Cell, ...]
    unchanged: tuple[int, ...]
    conflicts: tuple[Cell, ...]
    taken_at: datetime | None
