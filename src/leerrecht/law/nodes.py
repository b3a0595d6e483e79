"""The parts of a casus that people wrote, each with its place, so that a fault can be named in Dutch."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from leerrecht.law.casus import CasusFout

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
FIRST_DATE, LAST_DATE = 1900, 2199
MAX_ITEMS = 3_000
HALF = ("\ud800", "\udfff")
"""The halves of a character, which JSON can spell alone and no text can hold."""

T = TypeVar("T")


class Node:
    """A mapping in the casus with its place; each question about a key checks its value."""

    def __init__(self, data: object, place: str, keys: tuple[str, ...]) -> None:
        if not isinstance(data, Mapping):
            raise CasusFout(f"{place or 'de casus'}: hier horen sleutels met waarden, geen {_kind(data)}")
        self.data = data
        self.place = place
        for key in data:
            if key not in keys:
                raise CasusFout(f"{self.at(key)}: '{key}' is geen sleutel hier; kies uit {', '.join(keys)}")

    def at(self, key: object) -> str:
        """The place of a key, for a message."""
        return f"{self.place}.{key}" if self.place else str(key)

    def get(self, key: str) -> object:
        """The value as it was written, None when absent."""
        return self.data.get(key)

    def required(self, key: str, read: Callable[[str], T | None]) -> T:
        """The value, or a fault when it is absent."""
        found = read(key)
        if found is None:
            raise CasusFout(f"{self.at(key)}: ontbreekt")
        return found

    def day(self, key: str) -> date | None:
        """A date that the rules can reckon with; an end may lie as far away as one likes."""
        if self.get(key) is None:
            return None
        day = to_date(self.get(key), self.at(key))
        if not FIRST_DATE <= day.year <= LAST_DATE and key != "tot":
            raise CasusFout(f"{self.at(key)}: {day.isoformat()} ligt niet tussen {FIRST_DATE} en {LAST_DATE}")
        return day

    def text(self, key: str) -> str | None:
        """A text; a whole number is taken for its digits."""
        value = self.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise CasusFout(f"{self.at(key)}: hier hoort een tekst, geen {_kind(value)}")
        if any(HALF[0] <= letter <= HALF[1] for letter in str(value)):
            raise CasusFout(f"{self.at(key)}: hier staat een half teken, dat niet te lezen is")
        return str(value)

    def word(self, key: str, choices: Iterable[str], what: str) -> str | None:
        """One of the known words."""
        value = self.get(key)
        if value is None:
            return None
        known = tuple(choices)
        if value not in known:
            raise CasusFout(f"{self.at(key)}: '{value}' is geen {what}; kies {', '.join(known[:-1])} of {known[-1]}")
        return str(value)

    def number(self, key: str) -> int | None:
        """A whole number, zero or more."""
        value = self.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise CasusFout(f"{self.at(key)}: '{value}' is geen geheel getal vanaf 0")
        return value

    def truth(self, key: str) -> bool | None:
        """Yes or no."""
        value = self.get(key)
        if value is not None and not isinstance(value, bool):
            raise CasusFout(f"{self.at(key)}: '{value}' is geen ja of nee; schrijf true of false")
        return value

    def span(self, start: date | None = None) -> tuple[date, date | None]:
        """`van` and `tot`; `start` stands in for a begin that was left out, and an end beyond all reckoning is none."""
        van = self.day("van") or start
        tot = self.day("tot")
        if van is None:
            raise CasusFout(f"{self.at('van')}: ontbreekt")
        if tot is not None and tot < van:
            raise CasusFout(f"{self.at('tot')}: {tot.isoformat()} ligt voor het begin, {van.isoformat()}")
        return van, tot if tot is None or tot.year <= LAST_DATE else None

    def items(self, key: str, keys: tuple[str, ...]) -> list["Node"]:
        """The list of mappings under a key."""
        return [
            Node(item, f"{self.at(key)}[{order}]", keys)
            for order, item in enumerate(to_list(self.get(key), self.at(key)))
        ]


def _kind(value: object) -> str:
    if value is None:
        return "lege waarde"
    names = {list: "lijst", dict: "groep sleutels", str: "tekst", bool: "ja of nee"}
    return names.get(type(value), "getal" if isinstance(value, int | float) else "waarde van die soort")


def to_list(value: object, place: str) -> list[object]:
    """A list; nothing is an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise CasusFout(f"{place}: hier hoort een lijst, geen {_kind(value)}")
    if len(value) > MAX_ITEMS:
        raise CasusFout(f"{place}: hier staan {len(value)} regels, hoogstens {MAX_ITEMS} kan")
    return value


def to_date(value: object, place: str) -> date:
    """A date written as 2025-10-06."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise CasusFout(f"{place}: '{value}' is geen bestaande datum (schrijf jjjj-mm-dd)")
