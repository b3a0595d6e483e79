"""Learning and working: who may, how many hours make a full week, the aanloopfase and the agreement."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.codes import DEELTIJDS, SECUNDAIR
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.leerplicht import deeltijds_van
from leerrecht.law.regel import FOUT, PLICHT, SCHOOL, SIGNAAL, Regel
from leerrecht.law.tables import getal, waarde
from leerrecht.law.topics.melden import geldt, plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

ARBEID, AANLOOP, NAFT, SCHOOLS, NIETS = "arbeidsdeelname", "aanloopfase", "naft", "op_school", "geen"
INVULLINGEN = (ARBEID, AANLOOP, NAFT, SCHOOLS, NIETS)
OP_SCHOOL_VAN = date(2020, 9, 1)
ZONDER_DBSO = date(2025, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """A period in which the week of learning and working was filled in one way."""

    van: Annotated[date, Feit("eerste dag van deze invulling")]
    tot: Annotated[date | None, Feit("laatste dag van deze invulling")] = None
    invulling: Annotated[str, Feit("waarmee de werkplekcomponent ingevuld is", woorden=INVULLINGEN)] = NIETS
    uren_leren: Annotated[int, Feit("uren leren per week")] = 15
    uren_werkplek: Annotated[int, Feit("uren per week in de werkplek- of aanloopcomponent")] = 0
    screening: Annotated[date | None, Feit("dag van de screening")] = None
    overeenkomst: Annotated[date | None, Feit("dag van de overeenkomst alternerende opleiding")] = None
    voltijds_op_school: Annotated[date | None, Feit("dag vanaf waar de school de opleiding voltijds zelf geeft")] = None


REGELS = (
    Regel(
        "werken.toegang",
        FOUT,
        SCHOOL,
        "Nog te jong om leren en werken te combineren",
        "Leren en werken combineren kan pas als de voltijdse leerplicht voorbij is.",
        ("002:1219-1220", "001:73-80"),
    ),
    Regel(
        "werken.deeltijds_voorbij",
        SIGNAAL,
        SCHOOL,
        "Deeltijds beroepssecundair onderwijs bestaat niet meer",
        "Sinds 1 september 2025 kan een leerling alleen nog inschrijven voor duale opleidingen.",
        ("000:10900-10903", "000:10959-10969", "besluit:32"),
        ZONDER_DBSO,
    ),
    Regel(
        "werken.engagement",
        FOUT,
        SCHOOL,
        "De week is geen voltijds engagement",
        "Leren en werkplekleren samen zijn minstens 28 uren per week; arbeidsdeelname, aanloopfase, NAFT en lessen "
        "tellen mee.",
        ("002:1178-1182", "onderwijskiezer.be/aanloopfase"),
    ),
    Regel(
        "werken.op_school",
        PLICHT,
        SCHOOL,
        "Geef de opleiding voltijds op school",
        "Is de werkplekcomponent niet ingevuld met arbeidsdeelname of aanloopfase en volgt de leerling geen NAFT, dan "
        "verzorgt de school de opleiding voltijds zelf.",
        ("002:1357-1359",),
        OP_SCHOOL_VAN,
    ),
    Regel(
        "aanloop.uren",
        FOUT,
        SCHOOL,
        "De aanloopcomponent is te kort",
        "Een aanloopcomponent telt minstens 13 uren per week.",
        ("002:1262-1264",),
    ),
    Regel(
        "aanloop.screening",
        PLICHT,
        SCHOOL,
        "Screen de leerling voor de aanloopfase",
        "De screening bepaalt waaraan nog gewerkt wordt en hoe lang: zo kort mogelijk, zo lang als nodig. Het CLB "
        "hoeft "
        "de aanloopfase niet voor te stellen.",
        ("002:1254-1260", "002:1419-1421"),
    ),
    Regel(
        "werken.overeenkomst",
        PLICHT,
        SCHOOL,
        "Sluit een overeenkomst alternerende opleiding",
        "Vanaf gemiddeld 20 uren opleiding per week op een reële werkplek sluiten leerling, school en onderneming een "
        "overeenkomst.",
        ("002:1231-1236",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What is wrong with each way in which the week was filled, and what it asks."""
    for week in feiten:
        if week.van <= stand.op:
            _access(stand, week)
            _hours(stand, week)
            _duties(stand, week)


def _access(stand: "Stand", week: Feiten) -> None:
    mag = deeltijds_van(stand.casus.leerling)
    if week.van < mag:
        tot = mag - ONE_DAY if week.tot is None else min(week.tot, mag - ONE_DAY)
        geldt(stand, "werken.toegang", week.van, tot, f"mag vanaf {voluit(mag)}", voorwerp=week.van)


def _hours(stand: "Stand", week: Feiten) -> None:
    school = stand.casus.inschrijving_op(week.van)
    if school is not None and school.niveau in (None, SECUNDAIR):
        grens = getal("engagement.uren", stand.begin, SECUNDAIR, school.stelsel)
        uren = week.uren_leren + week.uren_werkplek
        if grens is not None and not grens.raakt(uren):
            geldt(
                stand, "werken.engagement", week.van, week.tot, f"{uren} van de {grens.waarde} uren per week",
                voorwerp=week.van,
            )  # fmt: skip
        if school.stelsel == DEELTIJDS:
            van = max(week.van, ZONDER_DBSO)
            geldt(stand, "werken.deeltijds_voorbij", van, week.tot, "stelsel deeltijds", voorwerp=week.van)
    if week.invulling == AANLOOP and week.uren_werkplek < waarde("aanloop.uren", week.van, SECUNDAIR):
        geldt(stand, "aanloop.uren", week.van, week.tot, f"{week.uren_werkplek} uren per week", voorwerp=week.van)


def _duties(stand: "Stand", week: Feiten) -> None:
    sinds = f"vanaf {voluit(week.van)}"
    if week.invulling == NIETS:
        plicht(
            stand, "werken.op_school", week.van, f"werkplek niet ingevuld {sinds}",
            gedaan=week.voltijds_op_school, tot=week.tot, voorwerp=week.van,
        )  # fmt: skip
    elif week.invulling == AANLOOP:
        plicht(
            stand, "aanloop.screening", week.van, f"aanloopfase {sinds}", gedaan=week.screening, tot=week.tot,
            voorwerp=week.van,
        )  # fmt: skip
    elif week.invulling == ARBEID and week.uren_werkplek >= waarde("overeenkomst.uren", week.van, SECUNDAIR):
        plicht(
            stand, "werken.overeenkomst", week.van,
            f"{week.uren_werkplek} uren per week op een werkplek {sinds}", gedaan=week.overeenkomst, tot=week.tot,
            voorwerp=week.van,
        )  # fmt: skip


ONDERWERP = Onderwerp(
    "leren_werken",
    "Leren en werken",
    "Is de week voltijds ingevuld, en klopt de aanloopfase of de werkplek?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
