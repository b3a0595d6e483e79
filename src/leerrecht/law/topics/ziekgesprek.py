"""EAZie: after many days of illness the school may bring in the CLB doctor, who plans a talk soon."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import voluit
from leerrecht.law.regel import CLB, PLICHT, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """How far it came."""

    ingeschakeld: Annotated[date, Feit("dag waarop de school de CLB-arts inschakelde")]
    gesprek: Annotated[date | None, Feit("dag waarop de CLB-arts het gesprek plande")] = None


REGELS = (
    Regel(
        "ziekgesprek.arts",
        PLICHT,
        CLB,
        "Plan een ondersteunend gesprek",
        "De CLB-arts plant binnen twee weken een gesprek, geen controle, en stemt af met ouders, leerling en school.",
        ("000:7066-7080",),
        advies=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """The talk with the CLB doctor and its term."""
    known = feiten[0]
    plicht(
        stand,
        "ziekgesprek.arts",
        known.ingeschakeld,
        f"CLB-arts ingeschakeld op {voluit(known.ingeschakeld)}",
        gedaan=known.gesprek,
        uiterlijk=known.ingeschakeld + timedelta(weeks=waarde("ziekgesprek.termijn")),
    )


ONDERWERP = Onderwerp(
    "ziekgesprek",
    "Vaak ziek: de CLB-arts",
    "Wanneer moet het gesprek met de CLB-arts gepland zijn?",
    Feiten,
    REGELS,
    antwoord,
)
