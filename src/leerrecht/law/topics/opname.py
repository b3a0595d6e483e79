"""A stay in a hospital school (type 5) or a K-dienst: what the home school does, and the return."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import nth_school_day
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import FOUT, PLICHT, RECHT, SCHOOL, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

SOORTEN = {"type5": "een school van type 5", "k_dienst": "een K-dienst"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One stay."""

    van: Annotated[date, Feit("eerste dag van de opname")]
    tot: Annotated[date | None, Feit("laatste dag; leeg als het ontslag nog niet gekend is")] = None
    soort: Annotated[str, Feit("waar", woorden=tuple(SOORTEN))] = "type5"
    informatie: Annotated[date | None, Feit("dag waarop de thuisschool informatie over het programma gaf")] = None
    terugkeer: Annotated[date | None, Feit("dag waarop de terugkeer met klassenraad en klas voorbereid was")] = None


REGELS = (
    Regel(
        "opname.ontslagen",
        RECHT,
        SCHOOL,
        "Geen TOAH nodig tijdens de opname",
        "Zolang de leerling in een school van type 5 of een K-dienst verblijft, is de thuisschool ontslagen van de "
        "plicht om onderwijs aan huis te geven.",
        ("001:3086-3087",),
    ),
    Regel(
        "opname.ingeschreven",
        FOUT,
        SCHOOL,
        "De leerling hoort ingeschreven te blijven",
        "Tijdens een opname blijft de leerling ingeschreven in de thuisschool.",
        ("001:3089-3090",),
    ),
    Regel(
        "opname.bijstand",
        PLICHT,
        SCHOOL,
        "Help de ziekenhuisschool met een zinvol aanbod",
        "De thuisschool geeft informatie over handboeken, aandachtspunten en programma.",
        ("001:3092-3094",),
    ),
    Regel(
        "opname.terugkeer",
        PLICHT,
        SCHOOL,
        "Bereid de terugkeer voor",
        "School en voorziening bereiden samen de terugkeer voor: remediëring, klassenraad en klas.",
        ("001:3104-3125",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What each stay asks of the home school."""
    for stay in feiten:
        if stay.van > stand.op:
            continue
        where = f"opgenomen in {SOORTEN[stay.soort]} sinds {voluit(stay.van)}"
        if stay.tot is None or stand.op <= stay.tot:
            stand.meld("opname.ontslagen", stay.van, where, voorwerp=stay.van)
            _enrolled(stand, stay, where)
        plicht(stand, "opname.bijstand", stay.van, where, gedaan=stay.informatie, voorwerp=stay.van)
        plicht(
            stand,
            "opname.terugkeer",
            stay.van,
            where,
            gedaan=stay.terugkeer,
            uiterlijk=None if stay.tot is None else nth_school_day(stay.tot + ONE_DAY, 1),
            voorwerp=stay.van,
        )


def _enrolled(stand: "Stand", stay: Feiten, where: str) -> None:
    """A pupil who was enrolled and is so no more."""
    if stand.enrolment is None:
        ends = [tot for _, tot, _ in stand.casus.perioden if tot < stand.op]
        if ends:
            stand.meld(
                "opname.ingeschreven",
                max(max(ends) + ONE_DAY, stay.van),
                where,
                f"uitgeschreven na {voluit(max(ends))}",
                voorwerp=stay.van,
            )


ONDERWERP = Onderwerp(
    "opname",
    "Opname in een ziekenhuis of K-dienst",
    "Wat doet de thuisschool tijdens en na een opname?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
