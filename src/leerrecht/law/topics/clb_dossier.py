"""The file at the CLB: moving to another CLB, objection, access, how long it is kept, and its destruction."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.codes import BUITENGEWOON
from leerrecht.law.dates import ONE_DAY, add_years, voluit
from leerrecht.law.regel import CLB, FOUT, GEZIN, PLICHT, RECHT, VERBOD, Regel
from leerrecht.law.tables import setting, waarde
from leerrecht.law.topics.melden import geldt, na_werkdagen, plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

_VRIJ = "vrijclb.be/het-clb-dossier"
_DENDERMONDE = "clbdendermonde.be/bewaringstermijn"
_OVERDRACHT = "clbgobrasschaat/overdracht"
ALTIJD = "identificatie, medische gegevens, vaccinaties, leerplicht en een kopie van het verslag gaan altijd mee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdracht:
    """A file that moves to another CLB."""

    mededeling: Annotated[date, Feit("dag waarop de overdracht aan ouders of leerling gemeld is")]
    inschrijving: Annotated[date | None, Feit("dag van de inschrijving in de nieuwe school")] = None
    verzet: Annotated[date | None, Feit("dag waarop ouders of leerling zich verzetten")] = None
    overgedragen: Annotated[date | None, Feit("dag waarop het dossier overging")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inzage:
    """A request to see the file."""

    gevraagd: Annotated[date, Feit("dag van de vraag")]
    gegeven: Annotated[date | None, Feit("dag van de inzage met gesprek")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known of the file."""

    laatste_contact: Annotated[date | None, Feit("laatste contact, consult of vaccinatie", ooit=True)] = None
    vernietigd: Annotated[date | None, Feit("dag waarop het dossier vernietigd is")] = None
    overdrachten: Annotated[tuple[Overdracht, ...], Feit("overdrachten naar een ander CLB")] = ()
    inzagen: Annotated[tuple[Inzage, ...], Feit("vragen om inzage")] = ()


REGELS = (
    Regel(
        "clb_dossier.verzet",
        RECHT,
        GEZIN,
        "Verzet tegen de overdracht van het CLB-dossier",
        "Binnen tien dagen kan de leerling vanaf twaalf jaar, en anders de ouders, zich verzetten. Tegen een deel van "
        "de gegevens kan geen verzet.",
        ("002:2119-2124", _OVERDRACHT, "besluit:16", "besluit:18"),
    ),
    Regel(
        "clb_dossier.overdracht",
        PLICHT,
        CLB,
        "Draag het dossier over aan het nieuwe CLB",
        "Zonder verzet verhuist het hele dossier. Na verzet gaan alleen de gegevens mee waartegen geen verzet kan.",
        ("002:2119-2124", _OVERDRACHT),
    ),
    Regel(
        "clb_dossier.inzage",
        PLICHT,
        CLB,
        "Geef inzage in het dossier",
        "Inzage volgt binnen tien werkdagen, altijd met een gesprek; gezondheidsgegevens via de CLB-arts.",
        (_VRIJ,),
    ),
    Regel(
        "clb_dossier.bewaren",
        VERBOD,
        CLB,
        "Het dossier mag nog niet vernietigd worden",
        "Het CLB bewaart het dossier tien jaar na het laatste contact en tot de leerling 25 jaar is, na het "
        "buitengewoon "
        "onderwijs tot 30 jaar.",
        (_VRIJ, _DENDERMONDE, "iclb.gent.be/dossiers-worden-gearchiveerd", "besluit:17"),
    ),
    Regel(
        "clb_dossier.vernietigen",
        PLICHT,
        CLB,
        "Vernietig het dossier",
        "Na de bewaartermijn vernietigt het CLB het dossier.",
        (_VRIJ, _DENDERMONDE, "besluit:17"),
    ),
    Regel(
        "clb_dossier.te_vroeg",
        FOUT,
        CLB,
        "Het dossier is te vroeg vernietigd",
        "Het dossier moest langer bewaard worden.",
        (_VRIJ, _DENDERMONDE, "besluit:17"),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What is due for the file, and until when it is kept."""
    known = feiten[0]
    for overdracht in known.overdrachten:
        _transfer(stand, overdracht)
    for inzage in known.inzagen:
        plicht(
            stand, "clb_dossier.inzage", inzage.gevraagd, f"gevraagd op {voluit(inzage.gevraagd)}",
            gedaan=inzage.gegeven, uiterlijk=na_werkdagen(inzage.gevraagd, waarde("clb_dossier.inzage")),
            voorwerp=inzage.gevraagd,
        )  # fmt: skip
    _kept(stand, known)


def verzet_tot(start: date) -> date:
    """The last day of the term to object to a transfer, from the notice or the enrolment."""
    return start + timedelta(days=waarde("clb_dossier.verzet"))


def vrij_vanaf(geboortedatum: date, contact: date, *, buitengewoon: bool) -> date:
    """The first day on which a file may go: both the years since the last contact and the age are reached."""
    age = waarde("clb_dossier.leeftijd_buitengewoon" if buitengewoon else "clb_dossier.leeftijd")
    return max(add_years(contact, waarde("clb_dossier.bewaren")), add_years(geboortedatum, age))


def _transfer(stand: "Stand", overdracht: Overdracht) -> None:
    start = overdracht.mededeling
    if setting(stand.casus.instellingen, "clb_verzet_vanaf_inschrijving") is not None:
        start = overdracht.inschrijving or start
    last = verzet_tot(start)
    objected = stand.bekend(overdracht.verzet)
    in_time = objected is not None and objected <= last
    twelve = add_years(stand.casus.leerling.geboortedatum, waarde("clb_dossier.bekwaam"))
    who = "de leerling beslist" if twelve <= start else "de ouders beslissen"
    if objected is None and stand.bekend(overdracht.overgedragen) is None:
        geldt(
            stand, "clb_dossier.verzet", start, last, f"termijn vanaf {voluit(start)}", who, uiterlijk=last,
            voorwerp=overdracht.mededeling,
        )  # fmt: skip
    because = [f"termijn voor verzet voorbij na {voluit(last)}"]
    if objected is not None and in_time:
        because = [f"verzet op {voluit(objected)}", ALTIJD]
    plicht(
        stand, "clb_dossier.overdracht", last + ONE_DAY, *because, gedaan=overdracht.overgedragen,
        voorwerp=overdracht.mededeling,
    )  # fmt: skip


def vernietigen_vanaf(stand: "Stand", contact: date) -> date:
    """The first day on which the file of this pupil may go."""
    schools = [one for van, _, one in stand.casus.perioden if van <= stand.op]
    special = bool(schools) and schools[-1].soort == BUITENGEWOON
    return vrij_vanaf(stand.casus.leerling.geboortedatum, contact, buitengewoon=special)


def _kept(stand: "Stand", known: Feiten) -> None:
    contact = stand.bekend(known.laatste_contact)
    if contact is None:
        return
    free, gone = vernietigen_vanaf(stand, contact), stand.bekend(known.vernietigd)
    because = f"laatste contact op {voluit(contact)}"
    if gone is None:
        geldt(stand, "clb_dossier.bewaren", contact, free - ONE_DAY, because, f"te bewaren tot {voluit(free)}")
    elif gone < free:
        geldt(stand, "clb_dossier.te_vroeg", gone, free - ONE_DAY, because, f"te bewaren tot {voluit(free)}")
        return
    plicht(stand, "clb_dossier.vernietigen", free, because, gedaan=known.vernietigd)


ONDERWERP = Onderwerp(
    "clb_dossier",
    "CLB-dossier",
    "Wie mag zich verzetten tegen de overdracht, en hoe lang wordt het dossier bewaard?",
    Feiten,
    REGELS,
    antwoord,
)
