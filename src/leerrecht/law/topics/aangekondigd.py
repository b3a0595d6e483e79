"""What the action plan of November 2025 would ask of a school for one pupil: announced and dated, not law yet."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import first_day, last_day, school_year
from leerrecht.law.dates import voluit
from leerrecht.law.regel import FOUT, PLICHT, SCHOOL, Regel
from leerrecht.law.tables import setting
from leerrecht.law.topics.melden import geldt, plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

CONTRACT_VAN, CONTROLE_VAN = first_day(2026), first_day(2027)
CONTACT = ("contact_ouders",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Controle:
    """A search of a locker, a school bag or pockets."""

    datum: Annotated[date, Feit("dag van de controle")]
    concrete_aanleiding: Annotated[bool, Feit("of er een concrete aanleiding of signalen waren")] = False
    door_directie: Annotated[bool, Feit("of de directie zelf controleerde")] = False
    steekproef: Annotated[bool, Feit("of het een steekproef of preventieve controle was")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Traject:
    """A trajectory outside the school."""

    van: Annotated[date, Feit("eerste dag")]
    tot: Annotated[date | None, Feit("laatste dag")] = None
    terugkeerdoel: Annotated[date | None, Feit("dag waarop de terugkeer naar school als doel vastlag")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside the absences and acts in the casus."""

    schoolcontract: Annotated[date | None, Feit("dag waarop de ouders het schoolcontract tekenden")] = None
    controles: Annotated[tuple[Controle, ...], Feit("controles van lockers, boekentassen of zakken")] = ()
    gesprek: Annotated[date | None, Feit("dag waarop de ouders uitgenodigd werden voor een gesprek")] = None
    trajecten: Annotated[tuple[Traject, ...], Feit("trajecten buiten de school")] = ()


def _regel(
    naam: str, aard: str, titel: str, uitleg: str, bron: tuple[str, ...], van: date, handeling: tuple[str, ...] = ()
) -> Regel:
    return Regel(naam, aard, SCHOOL, titel, uitleg, bron, van, advies=True, te_verifieren=True, handeling=handeling)


REGELS = (
    _regel(
        "schoolcontract.tekenen",
        PLICHT,
        "Laat de ouders het schoolcontract tekenen",
        "Aangekondigd: een schoolcontract legt vast wat school en ouders minstens doen, met het antipestbeleid en het "
        "verbod op wapens, vapes en drugs.",
        ("003:692-723", "003:897-906"),
        CONTRACT_VAN,
    ),
    _regel(
        "controle.voorwaarden",
        FOUT,
        "Die controle mocht niet",
        "Aangekondigd: alleen de directie mag lockers, boekentassen en zakken controleren, met een getekend "
        "schoolcontract en een concrete aanleiding; nooit als steekproef.",
        ("003:1077-1086",),
        CONTROLE_VAN,
    ),
    _regel(
        "contact.meteen",
        PLICHT,
        "Neem meteen contact op met de ouders",
        "Aangekondigd: bij elke ongewettigde afwezigheid neemt de school meteen contact op met de ouders.",
        ("003:756-769",),
        CONTROLE_VAN,
        handeling=CONTACT,
    ),
    _regel(
        "contact.gesprek",
        PLICHT,
        "Nodig de ouders uit voor een gesprek",
        "Aangekondigd: bij herhaald spijbelen nodigt de school de ouders uit. Hoe vaak dat is, staat er niet bij.",
        ("003:768-769",),
        CONTROLE_VAN,
    ),
    _regel(
        "traject.terugkeer",
        PLICHT,
        "Leg de terugkeer naar school als doel vast",
        "Aangekondigd: de gedragsexpert zorgt dat bij een extern traject de terugkeer naar school het doel blijft.",
        ("003:649-667",),
        CONTRACT_VAN,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What the announced rules would ask, from their school year on."""
    known = feiten[0]
    if stand.enrolment is not None:
        began = max(stand.begin, CONTRACT_VAN, stand.enrolment.van)
        signed = known.schoolcontract
        plicht(stand, "schoolcontract.tekenen", began, f"ingeschreven in {stand.schooljaar}", gedaan=signed)
    for controle in known.controles:
        _search(stand, known, controle)
    _contact(stand)
    _talk(stand, known)
    for traject in known.trajecten:
        plicht(
            stand, "traject.terugkeer", max(traject.van, CONTRACT_VAN), f"extern traject vanaf {voluit(traject.van)}",
            gedaan=traject.terugkeerdoel, tot=traject.tot, voorwerp=traject.van,
        )  # fmt: skip


def _search(stand: "Stand", known: Feiten, controle: Controle) -> None:
    signed = known.schoolcontract is not None and known.schoolcontract <= controle.datum
    wrong = [
        text
        for text, holds in (
            ("geen getekend schoolcontract", not signed),
            ("geen concrete aanleiding", not controle.concrete_aanleiding),
            ("niet door de directie", not controle.door_directie),
            ("een steekproef of preventieve controle", controle.steekproef),
        )
        if holds
    ]
    if wrong and controle.datum >= CONTROLE_VAN:
        day = controle.datum
        geldt(stand, "controle.voorwaarden", day, last_day(school_year(day)), *wrong, voorwerp=day)


def _contact(stand: "Stand") -> None:
    """Each B wants contact on that day or later: the first B after the last contact is the one that is open."""
    if not stand.aantal["B"] or stand.begin < CONTROLE_VAN:
        return
    days = [stand.of_half_day(place) for place, byte in enumerate(stand.so_far) if byte == ord("B")]
    made = stand.events(CONTACT, stand.begin)
    after = [day for day in days if not made or day > made[-1].datum]
    if after:
        stand.meld("contact.meteen", after[0], f"ongewettigd afwezig op {voluit(after[0])}")
    else:
        done = next(event.datum for event in made if event.datum >= days[-1])
        stand.meld("contact.meteen", days[-1], f"ongewettigd afwezig op {voluit(days[-1])}", vervuld_op=done)


def _talk(stand: "Stand", known: Feiten) -> None:
    number = setting(stand.casus.instellingen, "spijbelen_herhaald")
    if number is not None and stand.aantal["B"] >= number:
        since = stand.of_half_day(stand.nth(b"B", number))
        invited = stand.bekend(known.gesprek)
        if invited is not None and invited < since:
            invited = None
        stand.meld(
            "contact.gesprek", since, f"{stand.aantal['B']} halve dagen B in {stand.schooljaar}", vervuld_op=invited
        )


ONDERWERP = Onderwerp(
    "aangekondigd",
    "Aangekondigde regels",
    "Wat zou het actieplan van november 2025 voor deze leerling vragen?",
    Feiten,
    REGELS,
    antwoord,
)
