"""What rooms above know of what a letter asks: they register, the form of the letter begins with it."""

from collections.abc import Callable, Mapping
from typing import Any

from leerrecht.access.principal import Principal

Filler = Callable[[Principal, str, int], Mapping[str, Any]]
_fillers: dict[str, Filler] = {}


def register_filler(name: str, filler: Filler) -> None:
    """``filler(by, template, pupil)`` gives answers by the name of their place; each room once."""
    if name in _fillers:
        raise RuntimeError(f"{name} fills letters already")
    _fillers[name] = filler


def filled(by: Principal, template: str, pupil_id: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for filler in _fillers.values():
        found |= filler(by, template, pupil_id)
    return found
