"""What an indicator is: words for people and one Ibis expression for machines, together.

Documentation, help on screen and figures come from the same object. Expressions hold whole numbers only; shares,
medians and intervals are made of them in Python, so that two engines cannot round apart.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leerrecht.indicators.frame import Frame

Rows = Callable[["Frame"], Any]  # an ibis.Table: Ibis is imported where it is used, never by a web process


class Kind(StrEnum):
    """What the rows of an indicator hold: ``teller`` and ``noemer``, ``teller`` alone, or ``dagen`` of one case.

    EXPECTED is a share with in ``verwacht``, in millionths, how much of a count its kind of case would give.
    """

    SHARE = "aandeel"
    EXPECTED = "verwacht"
    COUNT = "aantal"
    DURATION = "duur"


class Attribution(StrEnum):
    """Under which enrolment a half-day counts: publications differ, so both can be asked (002:1538, 002:2483)."""

    LAST = "laatste inschrijving van het schooljaar"
    WHERE = "waar het gebeurde"


# Columns on which figures are broken down, and what they are called.
BREAKDOWNS = {
    "niveau": "niveau",
    "soort": "gewoon of buitengewoon onderwijs",
    "onderwijsvorm": "onderwijsvorm of graad",
    "stelsel": "stelsel",
    "stroom": "A- of B-stroom",
    "finaliteit": "finaliteit",
    "opleidingsvorm": "opleidingsvorm",
    "buo_type": "type buitengewoon onderwijs",
    "leerplichtig": "leerplichtig of niet",
    "geslacht": "geslacht",
    "ses": "aantal leerlingenkenmerken",
    "oki_klasse": "kansarmoede van de gemeente (1 laag, 4 hoog)",
    "regio": "regio",
    "net": "onderwijsnet",
    "school": "school",
    "maand": "maand",
    "weekdag": "dag van de week (0 is maandag)",
    "code": "code",
    "maatregel": "soort maatregel",
    "traject": "soort traject",
    "klasse": "klasse van de duur in schooldagen",
    "keren": "aantal keer in het schooljaar",
    "eerder": "al in het vorige schooljaar",
    "stap": "stap",
    "waarvoor": "waarop gewacht wordt",
    "bestemming": "waarheen iemand ging",
    "reden": "reden van het thuiszitten (T1a tot T8)",
    "gevraagd": "op vraag van de school",
    "gemeld": "gemeld of niet",
}
EDUCATION = (("niveau",), ("niveau", "soort"), ("onderwijsvorm",))
PLACE = (("regio",), ("net",), ("oki_klasse",), ("school",))
PEOPLE = (("geslacht",), ("ses",), ("leerplichtig",))
USUAL = (*EDUCATION, *PEOPLE, *PLACE)
# Published classes of the time to a new school, in school days: name and last day (000:3842-3870).
WAITS = (("onmiddellijk", 0), ("1-10", 10), ("11-40", 40), ("41-120", 120), ("121-180", 180), ("langer", 10_000))
UNKNOWN_WAIT = "onbekend"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. ``rows`` gives one row per case with the columns of its kind and of its breakdowns."""

    name: str
    title: str
    question: str
    population: str
    numerator: str
    denominator: str
    rows: Rows
    kind: Kind
    reference: str
    source: tuple[str, ...]
    example: str
    expected: tuple[int, int | None]
    breakdowns: tuple[tuple[str, ...], ...] = USUAL
    pitfalls: tuple[str, ...] = ()
    operator: str = ""
    attributions: tuple[Attribution, ...] = (Attribution.LAST,)
    stock: bool = False  # its day is the reference itself; of all else a day cuts off what came later
    keep: bool = True  # False where cases are so many that reading them again is cheaper than keeping them
    needs: tuple[int, ...] = ()  # other school years, counted from this one


@dataclass(frozen=True, slots=True)
class Imported:
    """A figure of others, shown beside ours because it cannot be computed from schools."""

    name: str
    title: str
    value: str
    unit: str
    period: str
    why: str
    source: str


@dataclass(slots=True)
class Registry:
    """All indicators by name, in the order in which they were defined."""

    found: dict[str, Indicator] = field(default_factory=dict)

    def add(self, *indicators: Indicator) -> None:
        for one in indicators:
            if one.name in self.found:
                raise ValueError(f"indicator {one.name} is defined twice")
            self.found[one.name] = one


REGISTRY = Registry()
IMPORTED = (
    Imported(
        "eak",
        "Vroegtijdige schoolverlaters volgens de enquête naar de arbeidskrachten",
        "6.2",
        "% van de 18- tot 24-jarigen, Vlaams Gewest",
        "2019",
        "Een steekproef bij gezinnen, zonder Brussel en met een strengere lijst van kwalificaties: uit gegevens van "
        "scholen is ze niet te berekenen. Leg ze naast het VSV-cijfer, vergelijk ze niet.",
        "002:306-307, 002:365-388",
    ),
)


def reference_dates(year: int, on: date | None) -> date:
    """The day of a stock: the one that was asked, or the 1st of February of the school year (000:9135-9143)."""
    return on or date(year + 1, 2, 1)
