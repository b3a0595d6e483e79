"""Appeal against a C attest: go on without its limits while the appeal runs, in the same school only."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import GEZIN, RECHT, SIGNAAL, Regel
from leerrecht.law.topics.melden import andere_school, geldt
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """The decision and the steps against it."""

    attest: Annotated[date, Feit("dag van het C-attest")]
    betwist: Annotated[date | None, Feit("dag waarop de ouders het attest met de school bespraken")] = None
    klassenraad: Annotated[date | None, Feit("dag waarop de klassenraad opnieuw besliste")] = None
    beroep: Annotated[date | None, Feit("dag van het schriftelijke beroep bij het schoolbestuur")] = None
    uitspraak: Annotated[date | None, Feit("dag van de beslissing in beroep")] = None


REGELS = (
    Regel(
        "c_attest.beroep",
        RECHT,
        GEZIN,
        "Schriftelijk beroep bij het schoolbestuur",
        "Blijft de klassenraad bij het C-attest, dan kan schriftelijk beroep bij het schoolbestuur. De termijn staat "
        "in "
        "het schoolreglement.",
        ("004:1110-1116", "vlaanderen.be/beroepscommissie"),
    ),
    Regel(
        "c_attest.verder",
        RECHT,
        GEZIN,
        "Voorlopig verder in dezelfde school",
        "Zolang de procedure loopt, mag de leerling in dezelfde school verder studeren zonder de beperkingen van het "
        "C-attest.",
        ("004:1116-1126",),
    ),
    Regel(
        "c_attest.andere_school",
        SIGNAAL,
        GEZIN,
        "In een andere school geldt dat tijdelijke recht niet",
        "Wie tijdens het beroep van school verandert, verliest het recht om voorlopig verder te studeren.",
        ("004:1116-1126",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Which step is open, and where the pupil may go on meanwhile."""
    known = feiten[0]
    lodged, decided = stand.bekend(known.beroep), stand.bekend(known.uitspraak)
    again = stand.bekend(known.klassenraad)
    if again is not None and lodged is None and decided is None:
        stand.meld("c_attest.beroep", again, f"klassenraad opnieuw op {voluit(again)}")
    begun = stand.bekend(known.betwist) or lodged
    if begun is None or decided is not None:
        return
    school = stand.casus.inschrijving_op(known.attest)
    moved = None if school is None else andere_school(stand, known.attest, school.school)
    because = f"betwist sinds {voluit(begun)}, nog geen beslissing in beroep"
    geldt(stand, "c_attest.verder", begun, None if moved is None else moved[0] - ONE_DAY, because)
    if moved is not None:
        geldt(stand, "c_attest.andere_school", max(begun, moved[0]), None, f"andere school sinds {voluit(moved[0])}")


ONDERWERP = Onderwerp(
    "c_attest",
    "Beroep tegen een C-attest",
    "Welke stap is er nog, en mag de leerling ondertussen verder?",
    Feiten,
    REGELS,
    antwoord,
)
