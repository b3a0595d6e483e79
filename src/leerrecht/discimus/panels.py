"""What rooms above tell AGODI by themselves, shown on the page about Discimus: measures of discipline."""

from collections.abc import Callable
from dataclasses import dataclass

from leerrecht.access.principal import Principal


@dataclass(frozen=True, slots=True)
class Line:
    """One message of another room: what, how it stands, and the address at which somebody works on it."""

    what: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class Panel:
    title: str
    lines: list[Line]


_panels: list[Callable[[Principal, int], Panel | None]] = []


def register(panel: Callable[[Principal, int], Panel | None]) -> None:
    """``panel(by, school_id)``: messages that wait or were refused; None where the reader has no business there."""
    _panels.append(panel)


def panels(by: Principal, school_id: int) -> list[Panel]:
    return [found for found in (panel(by, school_id) for panel in _panels) if found is not None]
