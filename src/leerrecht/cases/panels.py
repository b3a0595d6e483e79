"""What other rooms show of a pupil on the page of the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.cases.models import Case


@dataclass(frozen=True, slots=True)
class Panel:
    """A heading, and a template of the room with what it needs; the template begins below an ``h2``."""

    title: str
    template: str
    context: Mapping[str, Any]


# ``panel(case, to=principal)`` gives a panel, or None where there is nothing for this reader.
Finder = Callable[..., Panel | None]
_finders: dict[str, Finder] = {}


def register(key: str, finder: Finder) -> None:
    """Add a panel. Keep its queries few: the page of a case has a budget."""
    if key in _finders:
        raise RuntimeError(f"panel {key} is registered already")
    _finders[key] = finder


def panels(case: Case, *, to: Principal) -> list[tuple[str, Panel]]:
    """What the rooms have for this case, in the order in which they registered."""
    found = ((key, finder(case, to=to)) for key, finder in _finders.items())
    return [(key, panel) for key, panel in found if panel is not None]
