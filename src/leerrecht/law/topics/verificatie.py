"""B that the verifier may regard as lawful: what the school must show, and what it cannot do itself."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.codes import halve_dagen
from leerrecht.law.dates import voluit
from leerrecht.law.regel import SCHOOL, SIGNAAL, VERBOD, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

GEWETTIGD = "gewettigd"
VOORWAARDEN = {
    "b.begeleiding": "er is geen begeleidende maatregel",
    "b5.begeleidingsdossier": "er is geen dossier van de maatregelen",
    "b5.melding_clb": "de afwezigheden zijn niet gemeld aan het CLB",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside the B and the acts of the school."""

    samenwerking_clb: Annotated[date | None, Feit("dag waarop de samenwerking met het CLB begon")] = None
    oordeel_op: Annotated[date | None, Feit("dag van het oordeel van de verificateur")] = None
    oordeel: Annotated[str, Feit("wat de verificateur oordeelde", woorden=(GEWETTIGD, "niet_gewettigd"))] = GEWETTIGD


REGELS = (
    Regel(
        "verificatie.wettigen",
        VERBOD,
        SCHOOL,
        "De school kan een B niet zelf wettigen",
        "Alleen de verificateur kan problematische afwezigheden als gewettigd beschouwen; de code blijft B.",
        ("000:2447-2461", "besluit:8"),
    ),
    Regel(
        "verificatie.voorwaarden",
        SIGNAAL,
        SCHOOL,
        "Er ontbreekt iets voor de verificatie",
        "De verificateur gaat na of er begeleidende maatregelen zijn, een dossier daarvan, en vanaf vijf B een melding "
        "aan en samenwerking met het CLB.",
        ("001:775-786", "002:1480-1486"),
    ),
    Regel(
        "verificatie.oordeel",
        SIGNAAL,
        SCHOOL,
        "De verificateur heeft geoordeeld",
        "Kan de school haar inspanningen niet aantonen, dan kan de financiering voor de leerling vervallen.",
        ("000:2447-2461", "002:1482-1504"),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What the school must show for the B of this school year."""
    known = feiten[0]
    judged = stand.bekend(known.oordeel_op)
    if judged is not None:
        stand.meld("verificatie.oordeel", judged, f"{known.oordeel.replace('_', ' ')}, oordeel van {voluit(judged)}")
    first = stand.so_far.find(b"B")
    if first < 0:
        return
    number = halve_dagen(stand.aantal["B"], "B")
    stand.meld("verificatie.wettigen", stand.of_half_day(first), f"{number} in {stand.schooljaar}")
    lacking = []
    for outcome in stand.uitkomsten:
        if outcome.regel in VOORWAARDEN and outcome.status == "open":
            lacking.append((outcome.sinds, VOORWAARDEN[outcome.regel]))
        elif outcome.regel == "b5.melding_clb" and stand.bekend(known.samenwerking_clb) is None:
            lacking.append((outcome.sinds, "de samenwerking met het CLB is nog niet begonnen"))
    if lacking:
        stand.meld("verificatie.voorwaarden", min(lacking)[0], *(text for _, text in lacking))


ONDERWERP = Onderwerp(
    "verificatie",
    "De verificatie van B",
    "Wat moet de school kunnen tonen om haar B als gewettigd te laten beschouwen?",
    Feiten,
    REGELS,
    antwoord,
)
