"""The public prosecutor: what follows from where a file comes from."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import voluit
from leerrecht.law.regel import OUDERS, PLICHT, RECHT, SIGNAAL, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

PARKET = ("parket",)
BRONNEN = {
    "agodi": "melding van AGODI",
    "politie": "proces-verbaal van de politie",
    "gemandateerde_voorziening": "doorverwijzing door een gemandateerde voorziening",
    "ander_dossier": "een ander dossier bij het parket",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One file."""

    bron: Annotated[str, Feit("waar het dossier vandaan komt", woorden=tuple(BRONNEN))]
    datum: Annotated[date, Feit("dag waarop het parket het kreeg")]
    onwil: Annotated[bool, Feit("of er onwil van de ouders is")] = False
    hoogdringend: Annotated[bool, Feit("of onmiddellijke plaatsing nodig is, acuut en ernstig")] = False
    advies: Annotated[date | None, Feit("dag van het advies van de parketcriminoloog")] = None
    attest: Annotated[date | None, Feit("dag waarop het parket een attest van inschrijving kreeg")] = None
    hulp: Annotated[date | None, Feit("dag van de doorverwijzing naar hulp")] = None


REGELS = (
    Regel(
        "parket.advies",
        PLICHT,
        PARKET,
        "Vraag advies aan de parketcriminoloog",
        "De parketcriminoloog jeugd en gezin gaat na of de krachtlijnen en de lokale afspraken gevolgd zijn.",
        ("001:1794-1799",),
    ),
    Regel(
        "parket.attest",
        PLICHT,
        OUDERS,
        "Bezorg een attest van inschrijving",
        "Na een melding door AGODI bevraagt de politie de ouders en krijgt het parket een attest van inschrijving.",
        ("001:1816-1821",),
    ),
    Regel(
        "parket.hulp",
        PLICHT,
        PARKET,
        "Verwijs naar hulp",
        "Zonder inschrijving, of zonder onwil van de ouders, gaat het dossier naar de hulpverlening.",
        ("001:1819-1821", "001:1848-1849"),
    ),
    Regel(
        "parket.dagvaarding",
        SIGNAAL,
        OUDERS,
        "Een geldboete is mogelijk",
        "Bij onwil van de ouders kan het parket seponeren, doorverwijzen, aanmelden bij een gemandateerde voorziening "
        "of dagvaarden voor de politierechtbank, die een geldboete kan geven.",
        ("001:1822-1828", "001:1858"),
    ),
    Regel(
        "parket.jeugdrechtbank",
        RECHT,
        PARKET,
        "Vorderen bij de jeugdrechtbank kan",
        "Het parket kan de jeugdrechtbank vorderen na doorverwijzing door een gemandateerde voorziening of bij een "
        "hoogdringende verontrustende situatie.",
        ("001:1830-1847",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What each file asks."""
    for file in feiten:
        if file.datum > stand.op:
            continue
        day, because = file.datum, f"{BRONNEN[file.bron]} op {voluit(file.datum)}"
        plicht(stand, "parket.advies", day, because, gedaan=file.advies, voorwerp=day)
        if file.bron == "agodi":
            plicht(stand, "parket.attest", day, because, gedaan=_enrolled(stand, file), voorwerp=day)
            if _enrolled(stand, file) is None:
                plicht(stand, "parket.hulp", day, because, "geen inschrijving", gedaan=file.hulp, voorwerp=day)
        elif not file.onwil:
            plicht(stand, "parket.hulp", day, because, "geen onwil van de ouders", gedaan=file.hulp, voorwerp=day)
        if file.bron == "politie" and file.onwil:
            stand.meld("parket.dagvaarding", day, because, voorwerp=day)
        if file.bron == "gemandateerde_voorziening" or file.hoogdringend:
            stand.meld("parket.jeugdrechtbank", day, because, voorwerp=day)


def _enrolled(stand: "Stand", file: Feiten) -> date | None:
    """The day of the certificate, or of an enrolment after the report."""
    days = [van for van, _, _ in stand.casus.perioden if file.datum <= van <= stand.op]
    given = stand.bekend(file.attest)
    return min([*days, given] if given is not None else days, default=None)


ONDERWERP = Onderwerp(
    "parket",
    "Het parket",
    "Wat volgt op een dossier bij het parket?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
