"""What an import changes, pupil by pupil: shown before it is taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError

NEW, CHANGED, ENDED, MISSING = "nieuw", "gewijzigd", "gestopt", "ontbreekt"
# Of staff: a function that somebody who may can give, and one for who has no account; gone in the package, kept here.
STAFF, NO_ACCOUNT, GONE = "medewerker", "account", "weg"
# What happens first, then what somebody may decide.
ORDER = (ENDED, CHANGED, NEW, STAFF, NO_ACCOUNT, GONE, MISSING)


class Change(NamedTuple):
    """One difference between what is kept and what the file says; ``row`` is its place in the file."""

    what: str
    who: str
    field: str
    before: str
    after: str
    row: int = 0


class Changes:
    """Collects differences while rows are worked through; those of a refused row are taken back."""

    def __init__(self) -> None:
        self.found: list[Change] = []
        self._row = 0

    def add(self, what: str, who: object, field: str, before: object = "", after: object = "") -> None:
        self.found.append(Change(what, str(who), str(field), shown(before), shown(after), self._row))

    @contextmanager
    def row(self, number: int) -> Iterator[None]:
        """Differences of one row; forgotten where it is refused."""
        mark, self._row = len(self.found), number
        try:
            yield
        except ValidationError:
            del self.found[mark:]
            raise


def shown(value: object) -> str:
    """A value as people read it."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value if value is not None else "")
