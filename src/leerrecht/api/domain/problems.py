"""What goes wrong with a call, told as a problem (RFC 9457)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what was sent: where, in words, and as a code."""

    field: str
    text: str
    code: str = "ongeldig"


@dataclass
class Problem(Exception):  # noqa: N818 - the name of the standard
    """Ends a call; what it wrote is undone."""

    status: int
    code: str
    text: str
    faults: tuple[Fault, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text
