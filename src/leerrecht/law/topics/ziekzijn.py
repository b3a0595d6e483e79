"""School & Ziekzijn: volunteers who teach at home, where TOAH and Bednet do not reach."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import GEZIN, PLICHT, RECHT, SCHOOL, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

DOKTERSBRIEFJES = ("medisch", "chronisch", "type5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known of the request."""

    aanvraag: Annotated[date | None, Feit("dag van de aanvraag bij de provincie waar de leerling woont")] = None
    vakken: Annotated[date | None, Feit("dag waarop school en ouders de vakken kozen")] = None
    lesmateriaal: Annotated[date | None, Feit("dag waarop de vrijwilliger het lesmateriaal kreeg")] = None


REGELS = (
    Regel(
        "ziekzijn.mogelijk",
        RECHT,
        GEZIN,
        "School & Ziekzijn kan helpen",
        "Met een medisch attest kan een leerling van elke erkende school les krijgen van vrijwilligers, ook vroeger "
        "dan TOAH.",
        ("001:3020-3032",),
    ),
    Regel(
        "ziekzijn.vakken",
        PLICHT,
        SCHOOL,
        "Kies de vakken voor School & Ziekzijn",
        "Samen met de ouders bepaalt de school voor welke vakken de begeleiding begint.",
        ("001:3043-3044",),
    ),
    Regel(
        "ziekzijn.lesmateriaal",
        PLICHT,
        SCHOOL,
        "Bezorg het lesmateriaal aan de vrijwilliger",
        "De school bezorgt het lesmateriaal; de ouders zorgen dat nota's en handboeken thuis zijn.",
        ("001:3045-3046",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Whether it is possible today, and what a request asks of the school."""
    known = feiten[0]
    for item in stand.casus.attesten:
        if item.tot is not None:
            stand.misschien_op(item.tot + ONE_DAY)
    notes = [item.van for item in stand.casus.attesten if item.soort in DOKTERSBRIEFJES and item.omvat(stand.op)]
    enrolled = next((van for van, tot, _ in stand.casus.perioden if van <= stand.op <= tot), None)
    if notes and enrolled is not None:
        first = min(notes)
        stand.meld("ziekzijn.mogelijk", max(first, enrolled), f"medisch attest sinds {voluit(first)}")
    if known.aanvraag is not None:
        because = f"aangevraagd op {voluit(known.aanvraag)}"
        plicht(stand, "ziekzijn.vakken", known.aanvraag, because, gedaan=known.vakken)
        plicht(stand, "ziekzijn.lesmateriaal", known.aanvraag, because, gedaan=known.lesmateriaal)


ONDERWERP = Onderwerp(
    "ziekzijn",
    "School & Ziekzijn",
    "Kan School & Ziekzijn voor deze leerling beginnen, en wat moet de school daarvoor doen?",
    Feiten,
    REGELS,
    antwoord,
)
