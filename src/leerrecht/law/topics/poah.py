"""Permanent education at home (POAH) for a handicap or illness that keeps a pupil from any school."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import voluit
from leerrecht.law.regel import FOUT, GEZIN, PLICHT, RECHT, SCHOOL, SIGNAAL, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

GUNSTIG = "gunstig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known of the request."""

    aanvraag: Annotated[date | None, Feit("dag van de vraag aan de onderwijsinspectie")] = None
    advies_op: Annotated[date | None, Feit("dag van het advies van de onderwijsinspectie")] = None
    advies: Annotated[str, Feit("wat het advies zegt", woorden=(GUNSTIG, "ongunstig"))] = GUNSTIG
    begin: Annotated[date | None, Feit("eerste dag van het onderwijs aan huis")] = None
    uren: Annotated[int | None, Feit("uren per week die de leerling krijgt")] = None


REGELS = (
    Regel(
        "poah.advies",
        PLICHT,
        ("inspectie",),
        "Geef advies over permanent onderwijs aan huis",
        "Permanent onderwijs aan huis kan alleen na een gunstig advies van de onderwijsinspectie.",
        ("001:93-95",),
    ),
    Regel(
        "poah.recht",
        RECHT,
        GEZIN,
        "Recht op permanent onderwijs aan huis",
        "Een leerplichtige die door een handicap niet naar school kan, heeft na een gunstig advies recht op vier uur "
        "per week. Dat is geen huisonderwijs.",
        ("001:93-95", "001:3128-3132"),
    ),
    Regel(
        "poah.uren",
        FOUT,
        SCHOOL,
        "Te weinig uren permanent onderwijs aan huis",
        "Permanent onderwijs aan huis is vier uur per week.",
        ("001:95",),
    ),
    Regel(
        "poah.ongunstig",
        SIGNAAL,
        GEZIN,
        "Geen permanent onderwijs aan huis",
        "Het advies was ongunstig. Wie helemaal geen les kan volgen, kan een vrijstelling van leerplicht vragen.",
        ("001:93-99",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Whether there is a right, since when, and whether the hours are given."""
    known = feiten[0]
    advised = stand.bekend(known.advies_op)
    if known.aanvraag is not None:
        plicht(stand, "poah.advies", known.aanvraag, f"gevraagd op {voluit(known.aanvraag)}", gedaan=advised)
    if advised is None or stand.leerplicht is None or not stand.leerplichtig:
        return
    since = max(advised, stand.leerplicht[0])
    if known.advies != GUNSTIG:
        stand.meld("poah.ongunstig", since, f"ongunstig advies op {voluit(advised)}")
        return
    hours = waarde("poah.uren")
    stand.meld("poah.recht", since, f"gunstig advies op {voluit(advised)}: {hours} uur per week")
    begun = stand.bekend(known.begin)
    if begun is not None and known.uren is not None and known.uren < hours:
        stand.meld("poah.uren", max(begun, since), f"{known.uren} uur per week in plaats van {hours}")


ONDERWERP = Onderwerp(
    "poah",
    "Permanent onderwijs aan huis",
    "Heeft deze leerling recht op permanent onderwijs aan huis, en krijgt die het?",
    Feiten,
    REGELS,
    antwoord,
)
