"""Nationality, residence and travel: who has a right to education, who is leerplichtig, and who shows it to AGODI."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.codes import LAGER
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import AGODI, GEZIN, OUDERS, PLICHT, RECHT, SCHOOL, SIGNAAL, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

VROEGSTE_MAAND = 7
"""A form for the coming school year may be sent in the summer before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reis:
    """A journey with the family."""

    gevraagd: Annotated[date, Feit("dag waarop de ouders het aan de school vroegen")]
    van: Annotated[date, Feit("eerste dag van de reis")]
    tot: Annotated[date | None, Feit("laatste dag")] = None
    afspraken: Annotated[date | None, Feit("dag van de afspraken over onderwijs op afstand")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside nationality, register entry and domicile of the pupil."""

    in_belgie_sinds: Annotated[date | None, Feit("dag waarop de leerling op het grondgebied kwam", ooit=True)] = None
    wettig_verblijf: Annotated[bool, Feit("of de leerling wettig in het land verblijft")] = True
    buitenland_van: Annotated[
        date | None, Feit("eerste dag van het verblijf in het buitenland met domicilie in België", ooit=True)
    ] = None
    buitenland_tot: Annotated[date | None, Feit("laatste dag daarvan", ooit=True)] = None
    formulieren: Annotated[
        tuple[date, ...], Feit("dagen waarop AGODI het formulier met attest van inschrijving, of de verklaring, kreeg")
    ] = ()
    referentieadres_van: Annotated[
        date | None, Feit("sinds wanneer er een referentieadres in België is", ooit=True)
    ] = None
    reizen: Annotated[tuple[Reis, ...], Feit("reizen met binnenschip, kermis, circus of woonwagen")] = ()


REGELS = (
    Regel(
        "verblijf.recht",
        RECHT,
        GEZIN,
        "Recht op onderwijs, ook zonder wettig verblijf",
        "Alle kinderen die op het Belgische grondgebied verblijven, hebben recht op onderwijs.",
        ("001:105-107",),
    ),
    Regel(
        "verblijf.nog_niet",
        SIGNAAL,
        SCHOOL,
        "Nog niet leerplichtig na de inschrijving in het register",
        "Een leerling met een andere nationaliteit is leerplichtig vanaf de zestigste dag na de inschrijving in het "
        "vreemdelingen-, wacht- of bevolkingsregister; de leerling mag wel al naar school.",
        ("001:108-110", "besluit:20"),
    ),
    Regel(
        "verblijf.buitenland",
        PLICHT,
        OUDERS,
        "Toon aan dat uw kind in het buitenland les volgt",
        "Met domicilie in België en verblijf in het buitenland bezorgen de ouders bij het begin van elk schooljaar het "
        "formulier en een attest van inschrijving, of een verklaring van huisonderwijs, aan AGODI.",
        ("001:127-139",),
    ),
    Regel(
        "verblijf.referentieadres",
        SIGNAAL,
        AGODI,
        "Met een referentieadres geldt de Belgische leerplicht",
        "Leerlingen met een referentieadres in België worden opgevolgd, ook als ze in het buitenland verblijven.",
        ("001:115-118",),
    ),
    Regel(
        "verblijf.op_reis",
        PLICHT,
        SCHOOL,
        "Maak afspraken voor de reis",
        "Een kind in het lager mag onder voorwaarden mee op reis: de thuisschool geeft onderwijs op afstand en maakt "
        "daarover vooraf afspraken.",
        ("001:119-121",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What follows from where the pupil lives and comes from."""
    known = feiten[0]
    arrived = stand.bekend(known.in_belgie_sinds)
    if arrived is not None and not known.wettig_verblijf:
        stand.meld("verblijf.recht", arrived, f"in België sinds {voluit(arrived)}, zonder wettig verblijf")
    _waiting(stand)
    _abroad(stand, known)
    address = stand.bekend(known.referentieadres_van)
    if address is not None and (stand.leerplichtig or stand.casus.leerling.domicilie != "BE"):
        stand.meld("verblijf.referentieadres", address, f"referentieadres sinds {voluit(address)}")
    for journey in known.reizen:
        enrolment = stand.casus.inschrijving_op(journey.van)
        if enrolment is not None and enrolment.niveau == LAGER:
            plicht(
                stand,
                "verblijf.op_reis",
                journey.gevraagd,
                f"op reis vanaf {voluit(journey.van)}",
                gedaan=journey.afspraken,
                uiterlijk=journey.van - ONE_DAY,
                voorwerp=journey.van,
            )


def _waiting(stand: "Stand") -> None:
    """Between the entry in the register and the sixtieth day."""
    pupil = stand.casus.leerling
    entry = pupil.register_inschrijving
    if pupil.nationaliteit == "BE" or entry is None or stand.leerplicht is None:
        return
    stand.misschien_op(entry)
    first = stand.leerplicht[0]
    postponed = entry + timedelta(days=waarde("leerplicht.vreemdeling"))
    if entry <= stand.op < first == postponed:
        stand.meld("verblijf.nog_niet", entry, f"ingeschreven op {voluit(entry)}, leerplichtig vanaf {voluit(first)}")


def _abroad(stand: "Stand", known: Feiten) -> None:
    """Every school year of a stay abroad asks its own form."""
    gone, pupil = stand.bekend(known.buitenland_van), stand.casus.leerling
    if gone is None or pupil.domicilie != "BE" or not stand.leerplichtig or stand.leerplicht is None:
        return
    if known.buitenland_tot is not None and known.buitenland_tot < stand.op:
        return
    since = max(gone, stand.begin, stand.leerplicht[0])
    sent = [day for day in known.formulieren if date(stand.year, VROEGSTE_MAAND, 1) <= day <= stand.op]
    stand.meld(
        "verblijf.buitenland",
        since,
        f"in het buitenland sinds {voluit(gone)}, met domicilie in België",
        vervuld_op=min(sent, default=None),
    )


ONDERWERP = Onderwerp(
    "verblijf",
    "Verblijf, nationaliteit en reizen",
    "Wat volgt voor de leerplicht uit waar deze leerling vandaan komt, woont of reist?",
    Feiten,
    REGELS,
    antwoord,
)
