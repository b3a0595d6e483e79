"""Rehabilitation during lessons: the approval of the head, the code, and how long each week."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.codes import met_naam
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import FOUT, PLICHT, SCHOOL, SIGNAAL, Regel
from leerrecht.law.tables import setting
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

CODES = {"gewoon": "P", "buitengewoon": "H"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One period of rehabilitation."""

    van: Annotated[date, Feit("eerste dag")]
    tot: Annotated[date | None, Feit("laatste dag; leeg als er geen gekend is")] = None
    akkoord: Annotated[date | None, Feit("dag waarop de directeur akkoord ging")] = None
    minuten: Annotated[int | None, Feit("minuten per week tijdens de lessen")] = None


REGELS = (
    Regel(
        "revalidatie.akkoord",
        PLICHT,
        SCHOOL,
        "Beslis over de revalidatie tijdens de lessen",
        "Revalidatie tijdens de lestijden kan alleen met akkoord van de directeur.",
        ("001:232-240", "agodi.be/discimus-codes"),
    ),
    Regel(
        "revalidatie.code",
        SIGNAAL,
        SCHOOL,
        "De code van revalidatie",
        "Revalidatie tijdens de lestijden krijgt code P in het gewoon onderwijs en code H in het buitengewoon.",
        ("001:239-240", "000:2293"),
    ),
    Regel(
        "revalidatie.minuten",
        FOUT,
        SCHOOL,
        "Meer revalidatie dan de gewone grens",
        "Een grens in minuten per week is een instelling van de school: geen bron in dit boek bevestigt ze.",
        ("001:239-240",),
        advies=True,
        te_verifieren=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What each period asks."""
    limit = setting(stand.casus.instellingen, "revalidatie_minuten")
    for period in feiten:
        if period.van > stand.op:
            continue
        because = f"revalidatie vanaf {voluit(period.van)}"
        plicht(
            stand,
            "revalidatie.akkoord",
            period.van,
            because,
            gedaan=period.akkoord,
            uiterlijk=period.van - ONE_DAY,
            voorwerp=period.van,
        )
        if stand.enrolment is None or stand.op > (period.tot or stand.op):
            continue
        code = CODES[stand.enrolment.soort]
        stand.meld("revalidatie.code", period.van, because, f"code {met_naam(code)}", voorwerp=period.van)
        if limit is not None and period.minuten is not None and period.minuten > limit:
            stand.meld(
                "revalidatie.minuten",
                period.van,
                f"{period.minuten} minuten per week, de grens is {limit}",
                voorwerp=period.van,
            )


ONDERWERP = Onderwerp(
    "revalidatie",
    "Revalidatie tijdens de lessen",
    "Is de revalidatie tijdens de lessen in orde?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
