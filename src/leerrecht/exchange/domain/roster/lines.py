"""The rows of a OneRoster zip as they were read, and how people are told where something stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.exchange.domain.reasons import Refusal
from leerrecht.exchange.domain.roster import tables

_CONTENT = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: its place, and its cells by field."""

    file: str
    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def key(self) -> str:
        return self.values.get("sourcedId", "")

    @property
    def gone(self) -> bool:
        return self.values.get("status") == tables.TO_BE_DELETED

    def day(self, name: str) -> date | None:
        text = self.values.get(name, "")
        return date.fromisoformat(text) if text else None

    @property
    def stamped(self) -> date:
        """The day here on which the row changed; rows of a delta say when."""
        return timezone.localdate(datetime.fromisoformat(self["dateLastModified"]))

    def several(self, name: str) -> list[str]:
        return [each.strip() for each in self.values.get(name, "").split(",") if each.strip()]

    @property
    def content(self) -> str:
        return ";".join(self.values.values())[:_CONTENT]


@dataclass
class Roster:
    """What stands in a zip: how each file is meant, its good rows by sourcedId, and what is wrong with the others."""

    modes: Mapping[str, str]
    system: str = ""
    lines: dict[str, dict[str, Line]] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    # sourcedId -> the row that was refused, so that who refers to it is told so.
    lost: dict[str, dict[str, int]] = field(default_factory=dict)

    def of(self, file: str) -> dict[str, Line]:
        return self.lines.get(file, {})

    def full(self, *files: str) -> bool:
        """Whether the zip says of these files that they are complete."""
        return all(self.modes.get(file) == tables.BULK for file in files)


def where(file: str, row: int, name: str = "") -> str:
    """The place of something, as told to people."""
    if name:
        return _("%(file)s.csv, rij %(row)s, veld %(field)s") % {"file": file, "row": row, "field": name}
    return _("%(file)s.csv, rij %(row)s") % {"file": file, "row": row}


def fault(line: Line, name: str, what: str) -> ValidationError:
    """Something wrong with one field of one row, with its place in front."""
    return ValidationError(f"{where(line.file, line.number, name)}: {what}")
