"""Passing on: who asks for heavier help with an A- or M-document, and who may follow something outside the school."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.codes import SECUNDAIR
from leerrecht.law.dates import voluit
from leerrecht.law.regel import CLB, FOUT, PLICHT, SCHOOL, SCHOOL_CLB, Regel
from leerrecht.law.topics.melden import geldt, plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

A_DOCUMENT, M_DOCUMENT, GROENE_ZORG, DAGACTIVITEIT = "a_document", "m_document", "groene_zorg", "dagactiviteit"
SOORTEN = {
    A_DOCUMENT: "A-document",
    M_DOCUMENT: "M-document",
    GROENE_ZORG: "Groene Zorg",
    DAGACTIVITEIT: "traject buiten de school",
}
CLB_ZELF, HULP = "clb", "hulpverlening"
PROBLEMATISCH, UITGESLOTEN, ANDERS = "problematisch_afwezig", "tijdelijk_uitgesloten", "iets_anders"
GRONDEN = (PROBLEMATISCH, UITGESLOTEN, ANDERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One time that a pupil was passed on."""

    soort: Annotated[str, Feit("waarheen", woorden=tuple(SOORTEN))]
    van: Annotated[date, Feit("dag van de aanmelding, of eerste dag van het traject")]
    tot: Annotated[date | None, Feit("laatste dag van het traject")] = None
    door: Annotated[str, Feit("wie aanmeldde", woorden=(CLB_ZELF, HULP, "school", "ouders"))] = CLB_ZELF
    vrijwillig: Annotated[bool, Feit("of leerling en ouders aan de hulp willen meewerken")] = True
    overleg_clb: Annotated[date | None, Feit("dag van het overleg met het CLB")] = None
    grond: Annotated[str, Feit("waarom een traject buiten de school", woorden=GRONDEN)] = PROBLEMATISCH


REGELS = (
    Regel(
        "verwijzen.a_wie",
        FOUT,
        SCHOOL_CLB,
        "Een A-document komt van het CLB of van de hulpverlening",
        "Het CLB, of een hulpverlener, meldt met een aanvraagdocument aan bij de toegangspoort; een school niet.",
        ("001:934-937", "001:2472-2478"),
    ),
    Regel(
        "verwijzen.a_vrijwillig",
        FOUT,
        CLB,
        "Een A-document vraagt vrijwillige hulp",
        "De toegangspoort is er als zwaardere hulp nodig is en vrijwillige hulp kan; anders is er het M-document.",
        ("001:934-945",),
    ),
    Regel(
        "verwijzen.m_wie",
        FOUT,
        SCHOOL_CLB,
        "Een M-document komt van het CLB of van de hulpverlening",
        "De CLB-medewerker, of een hulpverlener, meldt met een M-document aan bij een gemandateerde voorziening.",
        ("001:939-942", "001:2481-2495"),
    ),
    Regel(
        "verwijzen.overleg",
        PLICHT,
        SCHOOL,
        "Overleg met het CLB over een traject buiten de school",
        "Een traject buiten de school begint in overleg met het CLB.",
        ("001:1384-1397",),
    ),
    Regel(
        "verwijzen.groene_zorg",
        FOUT,
        SCHOOL,
        "Groene Zorg past hier niet",
        "Voor wie in het secundair onderwijs ingeschreven is en problematisch afwezig, of tijdelijk uitgesloten.",
        ("001:1454-1457",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What is wrong with each, and what it asks."""
    for one in feiten:
        if one.van > stand.op:
            continue
        why = f"{SOORTEN[one.soort]} vanaf {voluit(one.van)}"
        if one.soort in (A_DOCUMENT, M_DOCUMENT):
            _asked(stand, one, why)
        else:
            _outside(stand, one, why)


def _asked(stand: "Stand", one: Feiten, why: str) -> None:
    if one.door not in (CLB_ZELF, HULP):
        regel = "verwijzen.a_wie" if one.soort == A_DOCUMENT else "verwijzen.m_wie"
        geldt(stand, regel, one.van, one.tot, why, f"aangemeld door {one.door}", voorwerp=one.van)
    if one.soort == A_DOCUMENT and not one.vrijwillig:
        geldt(stand, "verwijzen.a_vrijwillig", one.van, one.tot, why, "niet vrijwillig", voorwerp=one.van)


def _outside(stand: "Stand", one: Feiten, why: str) -> None:
    plicht(stand, "verwijzen.overleg", one.van, why, gedaan=one.overleg_clb, tot=one.tot, voorwerp=one.van)
    if one.soort != GROENE_ZORG:
        return
    school = stand.casus.inschrijving_op(one.van)
    wrong = []
    if school is None:
        wrong.append("niet ingeschreven")
    elif school.niveau not in (None, SECUNDAIR):
        wrong.append(f"niveau {school.niveau}")
    if one.grond == ANDERS:
        wrong.append("niet problematisch afwezig en niet tijdelijk uitgesloten")
    if wrong:
        geldt(stand, "verwijzen.groene_zorg", one.van, one.tot, why, *wrong, voorwerp=one.van)


ONDERWERP = Onderwerp(
    "verwijzen",
    "Doorverwijzen",
    "Mag deze aanmelding zo, en past dit traject buiten de school?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
