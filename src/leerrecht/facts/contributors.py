"""Where the rooms above say how they add their facts to the casus of a pupil."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

# (pupil ids, day) -> per pupil the pieces of the casus: objects of ``leerrecht.law``
Contributor = Callable[[Sequence[int], date], Mapping[int, list[Any]]]

_contributors: dict[str, Contributor] = {}


def register(name: str, contributor: Contributor) -> None:
    if name in _contributors:
        raise RuntimeError(f"contributor {name} is registered already")
    _contributors[name] = contributor


def contributors() -> Mapping[str, Contributor]:
    return _contributors
