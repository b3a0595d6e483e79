"""A topic: an extra question to the law core, asked only when the casus names it under `meer`.

Its facts are a frozen dataclass whose annotated fields say what each is; the one reader in `lezen` reads them all. A
field is `Annotated[type, Feit("what it is")]`, the type being date, int, bool, str, a tuple of dates or of words, a
tuple of another such dataclass, or any of the first four with `| None`. A field without a default is required.
"""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

from leerrecht.law.calendar import school_year
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.regel import Regel

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

DATUM, GETAL, JA_NEE, TEKST, WOORD = "datum", "getal", "ja of nee", "tekst", "woord"
DATUMS, WOORDEN, GROEPEN = "lijst van datums", "lijst van woorden", "lijst van groepen"
_SOORTEN = {date: DATUM, int: GETAL, bool: JA_NEE, str: TEKST}


@dataclass(frozen=True, slots=True)
class Feit:
    """What a fact is, in Dutch; `woorden` are the words allowed; `ooit` for a date that may lie far back or ahead."""

    uitleg: str
    woorden: tuple[str, ...] = ()
    ooit: bool = False


@dataclass(frozen=True, slots=True)
class Veld:
    """One fact as the reader, the book and a form see it; `velden` and `groep` are those of a list of groups."""

    naam: str
    soort: str
    uitleg: str
    verplicht: bool
    standaard: object
    woorden: tuple[str, ...] = ()
    ooit: bool = False
    groep: type[Any] | None = None

    @property
    def velden(self) -> tuple["Veld", ...]:
        """The facts of each group."""
        return velden(self.groep) if self.groep else ()


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """A topic with its facts, its rules and the function that answers.

    `antwoord(stand, feiten)` reports with `stand.meld` and names with `stand.misschien_op` each date, computed from the
    facts, on which its answer may change; the dates that stand in the facts, and the dates of its rules, are looked
    after. `feiten` is a tuple: one entry, or with `meerdere` as many as the casus lists. A fact dated after `stand.op`
    does not count (`stand.bekend`), decided end dates do.
    """

    naam: str
    titel: str
    uitleg: str
    feiten: type[Any]
    regels: tuple[Regel, ...]
    antwoord: Callable[["Stand", tuple[Any, ...]], None]
    meerdere: bool = False

    @property
    def velden(self) -> tuple[Veld, ...]:
        """The facts it asks for."""
        return velden(self.feiten)


def velden(groep: type[Any]) -> tuple[Veld, ...]:
    """The facts of a dataclass, in order."""
    hints = get_type_hints(groep, include_extras=True)
    return tuple(_veld(field, hints[field.name]) for field in dataclasses.fields(groep))


def _veld(field: "dataclasses.Field[Any]", hint: object) -> Veld:
    assert get_origin(hint) is Annotated  # noqa: S101 - for who writes a topic
    kind, feit = get_args(hint)
    if isinstance(kind, UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    groep = None
    if get_origin(kind) is tuple:
        kind = get_args(kind)[0]
        soort = {date: DATUMS, str: WOORDEN}.get(kind, GROEPEN)
        groep = kind if soort == GROEPEN else None
    else:
        soort = WOORD if feit.woorden else _SOORTEN[kind]
    required = field.default is dataclasses.MISSING
    return Veld(
        field.name, soort, feit.uitleg, required, None if required else field.default, feit.woorden, feit.ooit, groep
    )


def moments(feiten: tuple[Any, ...]) -> Iterator[date]:
    """Each date in the facts and the day after it."""
    for entry in feiten:
        if isinstance(entry, date):
            yield entry
            yield entry + ONE_DAY
        elif dataclasses.is_dataclass(entry):
            for field in dataclasses.fields(entry):
                value = getattr(entry, field.name)
                yield from moments(value if isinstance(value, tuple) else (value,))


def plicht(
    stand: "Stand",
    regel: str,
    sinds: date | None,
    *omdat: str,
    gedaan: date | None = None,
    uiterlijk: date | None = None,
    voorwerp: date | None = None,
) -> None:
    """Report a duty that began on a day, if that day is known by now.

    It stays open until it is done; done, it is shown for the rest of the school years in which it began and was done.
    """
    began, done = stand.bekend(sinds), stand.bekend(gedaan)
    if began is not None and (done is None or stand.year in (school_year(began), school_year(done))):
        stand.meld(regel, began, *omdat, vervuld_op=done, uiterlijk=uiterlijk, voorwerp=voorwerp)
