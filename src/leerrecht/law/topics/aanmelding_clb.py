"""Registering a pupil with the CLB for guidance: when, and after which talk."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import voluit
from leerrecht.law.regel import PLICHT, SCHOOL, SIGNAAL, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

CRITERIA = {
    "geen_resultaat": "het traject van de school levert niet het gewenste resultaat",
    "blijven_toenemen": "de afwezigheden blijven toenemen ondanks de begeleiding",
    "onderliggend": "er is een onderliggende problematiek",
    "weigert": "de leerling komt niet meer of weigert elke begeleiding",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """How far it came."""

    vastgesteld: Annotated[date, Feit("dag waarop de criteria vaststonden")]
    criteria: Annotated[tuple[str, ...], Feit("welke criteria", woorden=tuple(CRITERIA))]
    ouders_gesproken: Annotated[date | None, Feit("dag van het gesprek met de ouders over de afwezigheid")] = None
    aangemeld: Annotated[date | None, Feit("dag van de aanmelding bij het CLB voor begeleiding")] = None


REGELS = (
    Regel(
        "clb.aanmelden",
        PLICHT,
        SCHOOL,
        "Meld de leerling aan voor begeleiding door het CLB",
        "Werkt de begeleiding van de school niet, speelt er meer, of komt de leerling niet meer, dan meldt de school "
        "aan. Dat is iets anders dan het melden van vijf B.",
        ("001:2418-2428", "besluit:4"),
        advies=True,
    ),
    Regel(
        "clb.aanmelden_ouders",
        SIGNAAL,
        SCHOOL,
        "Spreek eerst met de ouders",
        "Bij de aanmelding is de school al in gesprek met de ouders gegaan.",
        ("001:2431-2434",),
        advies=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """The registration and the talk before it."""
    known = feiten[0]
    if known.criteria:
        because = [CRITERIA[one] for one in known.criteria]
        plicht(stand, "clb.aanmelden", known.vastgesteld, *because, gedaan=known.aangemeld)
    applied, spoken = stand.bekend(known.aangemeld), stand.bekend(known.ouders_gesproken)
    if applied is not None and (spoken is None or spoken > applied):
        stand.meld("clb.aanmelden_ouders", applied, f"aangemeld op {voluit(applied)} zonder gesprek ervoor")


ONDERWERP = Onderwerp(
    "aanmelding_clb",
    "Aanmelden bij het CLB",
    "Moet de school deze leerling aanmelden voor begeleiding door het CLB?",
    Feiten,
    REGELS,
    antwoord,
)
