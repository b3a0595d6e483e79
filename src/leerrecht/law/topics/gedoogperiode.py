"""Duaal leren without a workplace: how long code M is tolerated."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.codes import DUAAL, SECUNDAIR, met_naam
from leerrecht.law.regel import SCHOOL, SIGNAAL, Regel
from leerrecht.law.tables import getal
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside the half-days with code M."""

    verlengd: Annotated[date | None, Feit("dag waarop de periode verlengd werd, in een van de drie situaties")] = None


REGELS = (
    Regel(
        "duaal.gedoogperiode",
        SIGNAAL,
        SCHOOL,
        "De gedoogperiode is voorbij",
        "Zonder werkplek mag duaal leren hoogstens twintig dagen, of langer in drie situaties. Code M blijft daarna "
        "gelden als er geen passend aanbod is.",
        ("001:293-300",),
        te_verifieren=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """More than twenty days with M in this school year, for a pupil in duaal leren."""
    limit = getal("gedoogperiode.dagen", stand.op, SECUNDAIR, DUAAL)
    if stand.enrolment is None or stand.enrolment.stelsel != DUAAL or limit is None:
        return
    if stand.bekend(feiten[0].verlengd) is not None:
        return
    days = sorted({place // 2 for place, byte in enumerate(stand.so_far) if byte == ord("M")})
    if limit.raakt(len(days)):
        since = stand.day(days[limit.waarde])
        stand.meld(
            "duaal.gedoogperiode", since, f"meer dan {limit.waarde} dagen met {met_naam('M')} in {stand.schooljaar}"
        )


ONDERWERP = Onderwerp(
    "gedoogperiode",
    "Duaal leren zonder werkplek",
    "Hoe lang mag de werkplek al niet ingevuld zijn?",
    Feiten,
    REGELS,
    antwoord,
)
