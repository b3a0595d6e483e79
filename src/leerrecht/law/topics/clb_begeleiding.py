"""Guidance by the CLB: when the school brings it in, what stays when help is refused, alarm, mediation, trust."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import last_day, school_year
from leerrecht.law.dates import add_months, voluit
from leerrecht.law.regel import CLB, FOUT, GEZIN, PLICHT, RECHT, SCHOOL, SCHOOL_CLB, SIGNAAL, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.melden import geldt, laatste, loopt, plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

DREIGINGEN = ("uitsluiting", "schorsing", "schooluitval")
TRAJECT = "clb.traject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known of the guidance."""

    niet_gunstig: Annotated[date | None, Feit("dag waarop bleek dat de maatregelen van de school niet volstaan")] = None
    clb_ingeschakeld: Annotated[date | None, Feit("dag waarop de school het CLB inschakelde")] = None
    geweigerd: Annotated[date | None, Feit("dag waarop leerling of ouders de hulp van het CLB weigerden")] = None
    verontrusting: Annotated[date | None, Feit("dag waarop de situatie verontrustend werd")] = None
    m_document: Annotated[date | None, Feit("dag van het M-document voor een gemandateerde voorziening")] = None
    m_gemeld: Annotated[date | None, Feit("dag waarop leerling en ouders van het M-document hoorden")] = None
    gv_van: Annotated[date | None, Feit("eerste dag van de hulp via de gemandateerde voorziening")] = None
    gv_tot: Annotated[date | None, Feit("laatste dag van die hulp")] = None
    gv_evaluaties: Annotated[tuple[date, ...], Feit("dagen waarop die hulp geëvalueerd is")] = ()
    vastgelopen: Annotated[date | None, Feit("dag waarop het overleg met leerling en ouders vastliep")] = None
    dreigt: Annotated[str | None, Feit("wat er dreigt", woorden=DREIGINGEN)] = None
    bemiddeling: Annotated[date | None, Feit("dag waarop bemiddeling begon")] = None
    oproep: Annotated[date | None, Feit("dag van de oproep voor een systematisch contact")] = None
    systematisch_contact: Annotated[date | None, Feit("dag van dat systematische contact")] = None
    vertrouwenspersoon: Annotated[date | None, Feit("dag waarop een CLB-medewerker vertrouwenspersoon werd")] = None
    vertrouwenspersoon_begeleidt: Annotated[bool, Feit("of die medewerker de leerling zelf begeleidt")] = False


REGELS = (
    Regel(
        "clb.inschakelen",
        PLICHT,
        SCHOOL,
        "Haal het CLB erbij",
        "Bij vragen, of als een leerling ondanks de maatregelen van de school niet gunstig evolueert, moet de school "
        "het "
        "CLB erbij halen.",
        ("000:6646-6654",),
        date(2023, 9, 1),
    ),
    Regel(
        "clb.vrijwillig",
        RECHT,
        GEZIN,
        "Hulp van het CLB is vrijwillig",
        "Leerling en ouders mogen hulp weigeren, behalve als de situatie verontrust of een verplicht traject loopt.",
        ("002:2087-2089",),
    ),
    Regel(
        "clb.weigering",
        SIGNAAL,
        SCHOOL_CLB,
        "Hulp geweigerd, maar de opdracht blijft",
        "Het traject bij afwezigheden is verplicht en bij verontrusting stopt de opdracht niet. Het CLB zoekt "
        "vertrouwen, "
        "adviseert de school en kan naar een gemandateerde voorziening.",
        ("001:881-895", "001:939-945", "002:2087-2089"),
    ),
    Regel(
        "clb.m_document",
        PLICHT,
        CLB,
        "Zeg leerling en ouders dat er een M-document is",
        "Voor een M-document is geen toestemming nodig, maar leerling en ouders moeten ervan weten.",
        ("000:10070-10073",),
    ),
    Regel(
        "clb.gv_evaluatie",
        PLICHT,
        CLB,
        "Evalueer de hulp via de gemandateerde voorziening",
        "Zolang die hulp loopt, wordt ze om de zes maanden geëvalueerd.",
        ("001:1651-1655",),
    ),
    Regel(
        "clb.systematisch_contact",
        PLICHT,
        GEZIN,
        "Neem deel aan het systematische contact",
        "Een systematisch contact, met onder meer een medisch onderzoek, is verplicht, ook voor een leerplichtige in "
        "huisonderwijs. Vaccinaties en andere hulp zijn vrij.",
        ("004:1426-1458",),
    ),
    Regel(
        "clb.bemiddeling",
        SIGNAAL,
        SCHOOL_CLB,
        "Vraag bemiddeling door een derde",
        "Loopt het overleg vast en dreigt uitsluiting, schorsing of schooluitval, dan kan een neutrale derde "
        "bemiddelen.",
        ("004:890-900",),
        advies=True,
    ),
    Regel(
        "clb.vertrouwenspersoon",
        FOUT,
        CLB,
        "De vertrouwenspersoon begeleidt de leerling ook",
        "Een vertrouwenspersoon van het CLB is niet rechtstreeks betrokken bij de begeleiding. De leerling kiest "
        "eerst.",
        ("004:876-886",),
        advies=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What school and CLB owe, and what stays voluntary."""
    known = feiten[0]
    if known.niet_gunstig is not None:
        plicht(
            stand, "clb.inschakelen", known.niet_gunstig, f"niet gunstig sinds {voluit(known.niet_gunstig)}",
            gedaan=known.clb_ingeschakeld,
        )  # fmt: skip
    _refused(stand, known)
    _alarm(stand, known)
    if known.oproep is not None:
        plicht(
            stand, "clb.systematisch_contact", known.oproep, f"opgeroepen op {voluit(known.oproep)}",
            gedaan=known.systematisch_contact,
        )  # fmt: skip
    _apart(stand, known)


def _refused(stand: "Stand", known: Feiten) -> None:
    refused = stand.bekend(known.geweigerd)
    if refused is None:
        return
    grounds = [
        (outcome.sinds, "het traject bij afwezigheden of een tuchtmaatregel is verplicht")
        for outcome in stand.uitkomsten
        if outcome.regel == TRAJECT and outcome.vervuld_op is None
    ]
    alarming = stand.bekend(known.verontrusting)
    if alarming is not None:
        grounds.append((alarming, f"verontrusting sinds {voluit(alarming)}"))
    if grounds:
        stand.meld("clb.weigering", max(refused, min(grounds)[0]), *dict.fromkeys(text for _, text in sorted(grounds)))
    else:
        stand.meld("clb.vrijwillig", refused, f"hulp geweigerd op {voluit(refused)}")


def _alarm(stand: "Stand", known: Feiten) -> None:
    if known.m_document is not None:
        plicht(
            stand, "clb.m_document", known.m_document, f"M-document van {voluit(known.m_document)}",
            gedaan=known.m_gemeld,
        )  # fmt: skip
    if known.gv_van is not None and loopt(stand, known.gv_van, known.gv_tot):
        last = laatste(stand, known.gv_evaluaties, known.gv_van)
        due = add_months(last, waarde("clb.gv_evaluatie"))
        if known.gv_tot is None or due <= known.gv_tot:
            stand.meld("clb.gv_evaluatie", last, f"laatste stap op {voluit(last)}", uiterlijk=due)


def _apart(stand: "Stand", known: Feiten) -> None:
    stuck = stand.bekend(known.vastgelopen)
    if stuck is not None and known.dreigt is not None and stand.bekend(known.bemiddeling) is None:
        geldt(
            stand, "clb.bemiddeling", stuck, last_day(school_year(stuck)), f"vastgelopen sinds {voluit(stuck)}",
            f"er dreigt {known.dreigt}",
        )  # fmt: skip
    named = stand.bekend(known.vertrouwenspersoon)
    if named is not None and known.vertrouwenspersoon_begeleidt:
        stand.meld("clb.vertrouwenspersoon", named, f"vertrouwenspersoon sinds {voluit(named)}")


ONDERWERP = Onderwerp(
    "clb_begeleiding",
    "Begeleiding door het CLB",
    "Moet het CLB erbij, mag hulp geweigerd worden, en wat volgt bij verontrusting?",
    Feiten,
    REGELS,
    antwoord,
)
