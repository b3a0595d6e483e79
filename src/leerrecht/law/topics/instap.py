"""Enrolments that ask for more attention: which talk or agreement belongs to them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.regel import PLICHT, SCHOOL, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

OVERLEG = {
    "onderwijsbehoeften": "een leerling met specifieke onderwijsbehoeften",
    "ontbindende_voorwaarde": "een inschrijving onder ontbindende voorwaarde",
}
AANDACHT = {
    "kleuter_weinig_aanwezig": "in het eerste leerjaar na te weinig aanwezigheid in het kleuteronderwijs",
    "schoolverandering": "een leerling die van school verandert: vraag de reden",
    "anderstalige_nieuwkomer": "een gewezen anderstalige nieuwkomer: contacteer de vervolgschoolcoach",
    "zwanger_of_ouder": "een zwangere leerling of jonge ouder: maak afspraken voor en na de bevalling",
    "chronische_aandoening": "een chronische aandoening: bespreek de invloed op de aanwezigheid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One reason for attention."""

    soort: Annotated[str, Feit("waarom deze inschrijving meer aandacht vraagt", woorden=(*OVERLEG, *AANDACHT))]
    gedaan: Annotated[date | None, Feit("dag van het overleg of gesprek")] = None


REGELS = (
    Regel(
        "instap.overleg",
        PLICHT,
        SCHOOL,
        "Overleg met ouders, klassenraad en CLB",
        "Voor wie specifieke onderwijsbehoeften heeft of onder ontbindende voorwaarde inschrijft, organiseert de "
        "school een overleg over de aanpassingen.",
        ("001:534-544",),
    ),
    Regel(
        "instap.aandacht",
        PLICHT,
        SCHOOL,
        "Neem tijd voor deze inschrijving",
        "De inschrijving van sommige leerlingen vraagt meer aandacht: een gesprek, een contact of een afspraak.",
        ("001:534-577",),
        advies=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """The talk for each reason, from the present enrolment on."""
    enrolled = next((van for van, tot, _ in stand.casus.perioden if van <= stand.op <= tot), None)
    for reason in feiten:
        if reason.soort in OVERLEG:
            plicht(stand, "instap.overleg", enrolled, OVERLEG[reason.soort], gedaan=reason.gedaan)
        else:
            plicht(stand, "instap.aandacht", enrolled, AANDACHT[reason.soort], gedaan=reason.gedaan)


ONDERWERP = Onderwerp(
    "instap",
    "Een inschrijving die aandacht vraagt",
    "Welk overleg hoort bij deze inschrijving?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
