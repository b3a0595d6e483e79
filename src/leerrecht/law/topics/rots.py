"""ROTS: the regional consultation on stuck and complex school careers (West-Vlaanderen)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import voluit
from leerrecht.law.regel import CLB, FOUT, PLICHT, RECHT, SCHOOL_CLB, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

CRITERIA = {
    "naft_gevolgd": "volgde al een NAFT-traject",
    "traject_negatief": "het schoolexterne traject is negatief geëvalueerd",
    "blijft_afwezig": "blijft vaak afwezig ondanks begeleiding van school, CLB en NAFT",
    "basisonderwijs": "mogelijkheden binnen het basisonderwijs gezocht",
    "complex": "een complexe casus",
    "leerrecht": "het leerrecht is niet gewaarborgd",
    "thuiszitter": "een thuiszitter opnieuw naar onderwijs brengen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """How far the consultation came."""

    vastgesteld: Annotated[date | None, Feit("dag waarop de criteria vaststonden")] = None
    criteria: Annotated[tuple[str, ...], Feit("welke criteria", woorden=tuple(CRITERIA))] = ()
    aanmelding: Annotated[date | None, Feit("dag van de aanmelding")] = None
    door: Annotated[str, Feit("wie aanmeldde", woorden=("clb", "jeugdhulp", "school", "ouders"))] = "clb"
    akkoord_clb: Annotated[date | None, Feit("dag waarop jeugdhulp en CLB het eens werden")] = None
    consult: Annotated[date | None, Feit("dag van het consult, zonder de jongere")] = None
    terugkoppeling: Annotated[date | None, Feit("dag waarop de jongere en de context het hoorden")] = None


REGELS = (
    Regel(
        "rots.aanmelden",
        RECHT,
        CLB,
        "Een consult bij ROTS kan",
        "Zit een complex traject vast, dan kan het CLB, of jeugdhulp samen met het CLB, een consult vragen.",
        ("001:1901-1935", "001:2585-2592"),
        advies=True,
    ),
    Regel(
        "rots.wie",
        FOUT,
        SCHOOL_CLB,
        "De aanmelding loopt via het CLB",
        "Alleen het CLB meldt aan, of jeugdhulp in consensus met het CLB.",
        ("001:1928-1930", "001:2589"),
        advies=True,
    ),
    Regel(
        "rots.terugkoppeling",
        PLICHT,
        CLB,
        "Koppel het consult terug",
        "Het consult is zonder de jongere; jeugdhulp, CLB of onderwijs koppelt terug, of er volgt een overlegtafel.",
        ("001:1938-1946",),
        advies=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Whether a consultation can be asked, by whom, and what follows."""
    known = feiten[0]
    found, applied = stand.bekend(known.vastgesteld), stand.bekend(known.aanmelding)
    if found is not None and known.criteria and applied is None:
        stand.meld("rots.aanmelden", found, *(CRITERIA[one] for one in known.criteria))
    if applied is not None:
        agreed = stand.bekend(known.akkoord_clb)
        when = f"aangemeld op {voluit(applied)} door {known.door}"
        if known.door == "jeugdhulp" and (agreed is None or agreed > applied):
            stand.meld("rots.wie", applied, when, "zonder consensus met het CLB")
        elif known.door in ("school", "ouders"):
            stand.meld("rots.wie", applied, when)
    if known.consult is not None:
        because = f"consult op {voluit(known.consult)}"
        plicht(stand, "rots.terugkoppeling", known.consult, because, gedaan=known.terugkoppeling)


ONDERWERP = Onderwerp(
    "rots",
    "Regionaal overleg (ROTS)",
    "Kan deze casus naar het regionaal overleg tegen schooluitval?",
    Feiten,
    REGELS,
    antwoord,
)
