"""NAFT, the temporary guidance outside the lessons: who proposes it, how it is followed, when it ends."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import last_day, school_year
from leerrecht.law.codes import SECUNDAIR
from leerrecht.law.dates import ONE_DAY, add_months, add_years, voluit
from leerrecht.law.regel import FOUT, PLICHT, SCHOOL, SCHOOL_CLB, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.melden import geldt, laatste, loopt, plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

VAN_KRACHT = date(2019, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One NAFT."""

    van: Annotated[date, Feit("eerste dag van het traject")]
    tot: Annotated[date | None, Feit("laatste dag van het traject")] = None
    voorstel_clb: Annotated[date | None, Feit("dag waarop het CLB de leerling aanmeldde of voorstelde")] = None
    instemming: Annotated[date | None, Feit("dag waarop leerling en ouders instemden")] = None
    gerechtelijk: Annotated[bool, Feit("of het traject gerechtelijke jeugdhulp is")] = False
    rondetafel: Annotated[date | None, Feit("dag van de rondetafel met alle betrokkenen")] = None
    evaluaties: Annotated[tuple[date, ...], Feit("dagen waarop de doelen met alle betrokkenen geëvalueerd zijn")] = ()


REGELS = (
    Regel(
        "naft.voorstel",
        FOUT,
        SCHOOL,
        "Een NAFT begint op voorstel van het CLB",
        "Een school heeft alleen toegang tot een NAFT op voorstel van het CLB, dat eerst nagaat wat de school nog kan.",
        ("002:1314", "002:1419-1422", "002:3102-3104"),
        VAN_KRACHT,
    ),
    Regel(
        "naft.niveau",
        FOUT,
        SCHOOL,
        "NAFT bestaat alleen in het secundair onderwijs",
        "Een NAFT staat open voor alle leerlingen van het secundair onderwijs, ook van het buitengewoon, niet "
        "daaronder.",
        ("002:1403-1405", "000:10609-10615"),
        VAN_KRACHT,
    ),
    Regel(
        "naft.instemming",
        PLICHT,
        SCHOOL_CLB,
        "Vraag de instemming van leerling en ouders",
        "Een NAFT is vrijwillige jeugdhulp: zonder instemming kan het niet, tenzij een rechter het oplegt.",
        ("002:1450-1455",),
        VAN_KRACHT,
    ),
    Regel(
        "naft.rondetafel",
        PLICHT,
        SCHOOL_CLB,
        "Houd een rondetafel",
        "Na de aanmelding bekijken leerling, ouders, school, CLB en aanbieder samen de vraag en leggen ze doelen vast.",
        ("002:3057-3061", "002:3079-3082"),
        VAN_KRACHT,
    ),
    Regel(
        "naft.evaluatie",
        PLICHT,
        SCHOOL_CLB,
        "Evalueer de doelen van het NAFT",
        "Minstens om de twee maanden worden de doelen met alle betrokkenen geëvalueerd en zo nodig bijgestuurd.",
        ("002:3082-3084",),
        VAN_KRACHT,
    ),
    Regel(
        "naft.einde",
        FOUT,
        SCHOOL_CLB,
        "Het NAFT moest al gestopt zijn",
        "Een NAFT kan tot het einde van het schooljaar waarin de jongere 25 jaar wordt.",
        ("002:1317-1319",),
        VAN_KRACHT,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What each NAFT needs, while it runs and after."""
    for traject in feiten:
        if traject.van <= stand.op:
            _access(stand, traject)
            _follow_up(stand, traject)
            _end(stand, traject)


def _access(stand: "Stand", traject: Feiten) -> None:
    begonnen = f"NAFT vanaf {voluit(traject.van)}"
    if stand.bekend(traject.voorstel_clb) is None:
        geldt(
            stand,
            "naft.voorstel",
            traject.van,
            traject.tot,
            begonnen,
            "geen voorstel van het CLB",
            voorwerp=traject.van,
        )
    school = stand.casus.inschrijving_op(traject.van)
    if school is not None and school.niveau not in (None, SECUNDAIR):
        geldt(stand, "naft.niveau", traject.van, traject.tot, begonnen, f"niveau {school.niveau}", voorwerp=traject.van)


def _follow_up(stand: "Stand", traject: Feiten) -> None:
    van, begonnen = traject.van, f"NAFT vanaf {voluit(traject.van)}"
    if not traject.gerechtelijk:
        plicht(stand, "naft.instemming", van, begonnen, gedaan=traject.instemming, tot=traject.tot, voorwerp=van)
    plicht(stand, "naft.rondetafel", van, begonnen, gedaan=traject.rondetafel, tot=traject.tot, voorwerp=van)
    vorige = laatste(stand, traject.evaluaties, van)
    uiterlijk = add_months(vorige, waarde("naft.evaluatie", VAN_KRACHT, SECUNDAIR))
    if loopt(stand, van, traject.tot) and (traject.tot is None or uiterlijk <= traject.tot):
        wat = "begonnen" if vorige == van else "laatst geëvalueerd"
        stand.meld("naft.evaluatie", vorige, f"{wat} op {voluit(vorige)}", uiterlijk=uiterlijk, voorwerp=van)


def _end(stand: "Stand", traject: Feiten) -> None:
    leeftijd = waarde("naft.leeftijd", VAN_KRACHT, SECUNDAIR)
    einde = last_day(school_year(add_years(stand.casus.leerling.geboortedatum, leeftijd)))
    if traject.tot is None or traject.tot > einde:
        laat = max(traject.van, einde + ONE_DAY)
        geldt(
            stand, "naft.einde", laat, traject.tot, f"{leeftijd} jaar in het schooljaar tot {voluit(einde)}",
            voorwerp=traject.van,
        )  # fmt: skip


ONDERWERP = Onderwerp(
    "naft",
    "NAFT",
    "Mag dit naadloos flexibel traject, en wat moet er voor gebeuren?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
