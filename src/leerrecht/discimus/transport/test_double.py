"""A test double for AGODI. It says that it is one, and sends nothing to anybody."""

from collections.abc import Callable, Mapping
from typing import Any

from leerrecht.discimus.transport import Acknowledged, Refused, Unreachable

NAME = "proefkanaal (stuurt niets naar AGODI)"
CODES = frozenset("ARZMHPB")
Content = Mapping[str, Any]


def _refuses_nothing(_kind: str, _content: Content) -> Refused | None:
    return None


class TestDouble:
    """Takes what looks complete, and remembers it as long as the process lives.

    The answers to the first ``failures`` messages are lost; ``arrives`` False: those messages too. ``refuses`` may
    refuse what looks complete.
    """

    name = NAME
    double = True
    __test__ = False

    def __init__(
        self,
        *,
        failures: int = 0,
        arrives: bool = True,
        refuses: Callable[[str, Content], Refused | None] = _refuses_nothing,
    ) -> None:
        self.failures, self.arrives, self.refuses = failures, arrives, refuses
        self.taken: dict[str, tuple[str, Content]] = {}
        self.answers: dict[str, Acknowledged | Refused] = {}
        self.calls = 0

    def send(self, key: str, kind: str, content: Content) -> Acknowledged | Refused:
        self.calls += 1
        lost = self.failures > 0
        self.failures -= lost
        if not lost or self.arrives:
            self._arrive(key, kind, content)
        if lost:
            message = "geen antwoord"
            raise Unreachable(message)
        return self.answers[key]

    def ask(self, key: str) -> Acknowledged | Refused | None:
        self.calls += 1
        return self.answers.get(key)

    @property
    def knows(self) -> dict[tuple[str, str, str], str]:
        """By school, pupil and subject what it was told last; what was withdrawn is gone."""
        found: dict[tuple[str, str, str], str] = {}
        for kind, content in self.taken.values():
            if kind in ("afwezigheid", "inschrijving"):
                subject = (content["instellingsnummer"], content["leerling"], content["over"])
                found[subject] = content["waarde"]
        return {subject: value for subject, value in found.items() if value}

    def _arrive(self, key: str, kind: str, content: Content) -> None:
        if key in self.answers:
            return
        refused = _wrong(kind, content) or self.refuses(kind, content)
        self.answers[key] = refused or Acknowledged(f"PROEF-{key[:8]}")
        if refused is None:
            self.taken[key] = (kind, content)


def _wrong(kind: str, content: Content) -> Refused | None:
    if kind in ("afwezigheid", "inschrijving"):
        if not content.get("leerling"):
            return Refused("het rijksregisternummer ontbreekt", "leerling")
        if kind == "afwezigheid" and content["waarde"] not in CODES | {""}:
            return Refused("de code bestaat niet", "code")
        return None
    return None if content.get("van") else Refused("de begindatum ontbreekt")
