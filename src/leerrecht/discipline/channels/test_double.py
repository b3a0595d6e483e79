"""A test double for the channel to AGODI. It says that it is one, and sends nothing to anybody."""

from collections.abc import Mapping
from typing import Any

from leerrecht.discipline.channels import Acknowledged, Refused, Unreachable

NAME = "proefkanaal (stuurt niets naar AGODI)"


class TestDouble:
    """Takes what looks complete. ``failures`` times it takes the message and then loses its answer."""

    name = NAME
    __test__ = False

    def __init__(self, *, failures: int = 0, arrives: bool = True) -> None:
        self.failures, self.arrives = failures, arrives
        self.taken: dict[str, tuple[str, Mapping[str, Any]]] = {}
        self.calls = 0

    def send(self, key: str, kind: str, content: Mapping[str, Any]) -> Acknowledged | Refused:
        self.calls += 1
        if not content.get("van"):
            return Refused("de begindatum ontbreekt")
        lost = self.calls <= self.failures
        if not lost or self.arrives:
            self.taken.setdefault(key, (kind, content))
        if lost:
            message = "geen antwoord"
            raise Unreachable(message)
        return Acknowledged(f"PROEF-{key[:8]}")
