"""Synchronous internet education (SIO, Bednet): who may have it, the first contact, the start."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import nth_school_day
from leerrecht.law.codes import DEELTIJDS, KLEUTER, LAGER, SECUNDAIR
from leerrecht.law.dates import ONE_DAY, add_years, voluit
from leerrecht.law.regel import GEZIN, PLICHT, RECHT, SIGNAAL, Regel
from leerrecht.law.tables import getal, waarde
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

GEEN_BEWIJS = ("ouderverklaring", "dixit")
AARDEN = {"langdurig": "sio.weken", "chronisch": "sio.halve_dagen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known of the request."""

    aard: Annotated[str, Feit("aard van de afwezigheid", woorden=tuple(AARDEN))] = "langdurig"
    derde_kleuter: Annotated[bool, Feit("of de leerling in de derde kleuterklas zit")] = False
    verantwoording: Annotated[
        date | None, Feit("dag vanaf wanneer de school verantwoordingsstukken heeft, naast de attesten")
    ] = None
    weken: Annotated[int | None, Feit("verwacht gebruik in weken, bij een langdurige afwezigheid")] = None
    halve_dagen: Annotated[int | None, Feit("verwacht gebruik in halve lesdagen, bij een chronische ziekte")] = None
    aanvraag: Annotated[date | None, Feit("dag van de aanvraag op de website van Bednet")] = None
    contact: Annotated[date | None, Feit("dag waarop de consulent contact opnam")] = None
    geplaatst: Annotated[date | None, Feit("dag waarop het materiaal geleverd en geïnstalleerd was")] = None
    retour: Annotated[date | None, Feit("dag waarop het materiaal terugging")] = None


REGELS = (
    Regel(
        "sio.mogelijk",
        RECHT,
        GEZIN,
        "Les volgen via het internet kan",
        "Een zieke leerling van de derde kleuterklas, het lager of het voltijds secundair kan via Bednet de les "
        "volgen, met bewijs van de afwezigheid en genoeg gebruik.",
        ("001:2955-2980",),
    ),
    Regel(
        "sio.te_kort",
        SIGNAAL,
        GEZIN,
        "Te weinig gebruik van Bednet verwacht",
        "Bednet vraagt minstens vier weken gebruik bij een langdurige afwezigheid, of 36 halve lesdagen bij een "
        "chronische ziekte.",
        ("001:2978-2980",),
    ),
    Regel(
        "sio.contact",
        PLICHT,
        ("bednet",),
        "Neem contact op met de aanvrager",
        "Een consulent neemt binnen vijf werkdagen contact op, de schoolvakanties niet meegerekend.",
        ("001:3002-3004",),
    ),
    Regel(
        "sio.starten",
        RECHT,
        GEZIN,
        "De lessen via Bednet kunnen beginnen",
        "Zodra het materiaal geleverd en geïnstalleerd is, kan de leerling starten.",
        ("001:3016",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Whether the formal conditions are met, and what the request brings."""
    known = feiten[0]
    _conditions(stand, known)
    if known.aanvraag is not None:
        plicht(
            stand,
            "sio.contact",
            known.aanvraag,
            f"aangevraagd op {voluit(known.aanvraag)}",
            gedaan=known.contact,
            uiterlijk=nth_school_day(known.aanvraag + ONE_DAY, waarde("sio.contact")),
        )
    if (ready := stand.bekend(known.geplaatst)) and not stand.bekend(known.retour):
        stand.meld("sio.starten", ready, f"materiaal geplaatst op {voluit(ready)}")


def _conditions(stand: "Stand", known: Feiten) -> None:
    enrolled, proven = _enrolled(stand, known), _proven(stand, known)
    if enrolled is None or proven is None:
        return
    since = max(enrolled, proven)
    because = [f"verantwoord sinds {voluit(proven)}"]
    name = AARDEN[known.aard]
    expected = known.weken if name == "sio.weken" else known.halve_dagen
    limit = getal(name)
    if limit is None or expected is None:
        because.append("of het gebruik volstaat, beoordeelt de centrale organisator")
    elif limit.raakt(expected):
        because.append(f"verwacht gebruik: {expected} {limit.eenheid}")
    else:
        stand.meld("sio.te_kort", since, f"verwacht gebruik: {expected}, nodig: {limit.waarde} {limit.eenheid}")
        return
    stand.meld("sio.mogelijk", since, *because)


def _enrolled(stand: "Stand", known: Feiten) -> date | None:
    """Since when the pupil is enrolled where SIO can be had, or None."""
    for van, tot, enrolment in stand.casus.perioden:
        if van <= stand.op <= tot:
            if enrolment.niveau == LAGER or (enrolment.niveau == SECUNDAIR and enrolment.stelsel != DEELTIJDS):
                return van
            if enrolment.niveau == KLEUTER:
                five = add_years(stand.casus.leerling.geboortedatum, waarde("sio.leeftijd"))
                stand.misschien_op(five)
                return van if known.derde_kleuter else stand.bekend(max(van, five))
    return None


def _proven(stand: "Stand", known: Feiten) -> date | None:
    """Since when the school has proof of the absence, or None."""
    days = [item.van for item in stand.casus.attesten if item.soort not in GEEN_BEWIJS and item.van <= stand.op]
    if known.verantwoording is not None and known.verantwoording <= stand.op:
        days.append(known.verantwoording)
    return min(days, default=None)


ONDERWERP = Onderwerp(
    "sio",
    "Les via het internet (Bednet)",
    "Kan deze zieke leerling de les via het internet volgen, en wat volgt op de aanvraag?",
    Feiten,
    REGELS,
    antwoord,
)
