"""An enrolment under a dissolving condition, for a pupil with an IAC or OV4 report: sixty days to decide."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import without_long_holidays
from leerrecht.law.dates import add_months, voluit
from leerrecht.law.regel import PLICHT, SCHOOL, SCHOOL_CLB, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.melden import plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

REDELIJK, ONREDELIJK = "redelijk", "onredelijk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One enrolment under a dissolving condition."""

    van: Annotated[date, Feit("eerste dag van de inschrijving onder ontbindende voorwaarde")]
    overleg: Annotated[date | None, Feit("dag van het overleg met ouders, klassenraad en CLB")] = None
    beslissing: Annotated[date | None, Feit("dag van de beslissing over de aanpassingen")] = None
    oordeel: Annotated[str, Feit("wat de school besliste", woorden=(REDELIJK, ONREDELIJK))] = REDELIJK
    ingeschreven: Annotated[date | None, Feit("dag van de inschrijving in een andere school")] = None


REGELS = (
    Regel(
        "ontbinding.overleg",
        PLICHT,
        SCHOOL,
        "Overleg over de aanpassingen",
        "De school overlegt met ouders, klassenraad en CLB over de aanpassingen die de leerling nodig heeft.",
        ("project-i3.be/inschrijven-onder-ontbindende-voorwaarden", "participate-autisme.be/mag-school-weigeren"),
    ),
    Regel(
        "ontbinding.beslissing",
        PLICHT,
        SCHOOL,
        "Beslis of de aanpassingen redelijk zijn",
        "De school beslist binnen zestig dagen: de leerling is dan definitief ingeschreven, of de inschrijving "
        "eindigt.",
        ("002:1032-1037", "oudersvoorinclusie.be/ontbindende-voorwaarde"),
    ),
    Regel(
        "ontbinding.einde",
        PLICHT,
        SCHOOL_CLB,
        "Zoek een andere school voor de ontbinding",
        "Een ontbonden inschrijving eindigt als de leerling elders ingeschreven is, of uiterlijk een maand na de "
        "kennisgeving, schoolvakanties niet meegerekend.",
        ("helpdesk.informat.be/ontbindende-voorwaarde",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What each such enrolment asks, and when it ends."""
    for geval in feiten:
        if geval.van > stand.op:
            continue
        van, last = geval.van, geval.van + timedelta(days=waarde("ontbinding.termijn"))
        because = f"ingeschreven onder ontbindende voorwaarde vanaf {voluit(van)}"
        plicht(stand, "ontbinding.overleg", van, because, gedaan=geval.overleg, uiterlijk=last, voorwerp=van)
        plicht(stand, "ontbinding.beslissing", van, because, gedaan=geval.beslissing, uiterlijk=last, voorwerp=van)
        decided = stand.bekend(geval.beslissing)
        if decided is not None and geval.oordeel == ONREDELIJK:
            end = without_long_holidays(decided, add_months(decided, waarde("ontbinding.einde")))
            plicht(
                stand, "ontbinding.einde", decided, f"aanpassingen onredelijk genoemd op {voluit(decided)}",
                gedaan=geval.ingeschreven, uiterlijk=end, voorwerp=van,
            )  # fmt: skip


ONDERWERP = Onderwerp(
    "ontbinding",
    "Inschrijving onder ontbindende voorwaarde",
    "Binnen welke termijn beslist de school, en wat volgt daarop?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
