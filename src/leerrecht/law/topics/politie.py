"""The local police: who reports, with what, for which parents, and what no longer may after a contract."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import school_year
from leerrecht.law.codes import met_naam
from leerrecht.law.dates import voluit
from leerrecht.law.regel import CLB, FOUT, RECHT, SCHOOL, SCHOOL_CLB, SIGNAAL, VERBOD, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

GRONDEN = ("geen", "meldingsrecht", "schuldig_verzuim", "noodtoestand")
ONWIL, ONMACHT = "onwil", "onmacht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """A report to the police."""

    datum: Annotated[date, Feit("dag van de melding")]
    door: Annotated[str, Feit("wie meldde", woorden=("school", "clb"))] = "school"
    grond: Annotated[str, Feit("waarop een CLB zich beroept", woorden=GRONDEN)] = "geen"
    afwezigheidslijst: Annotated[date | None, Feit("tot welke dag de bijgevoegde lijst loopt")] = None
    clb_vermeld: Annotated[bool, Feit("of de fiche de contacten met het CLB vermeldt")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known of the parents, the reports and the contract."""

    ouders: Annotated[str, Feit("wat vastgesteld is", woorden=(ONWIL, ONMACHT, "onbereikbaar"))] = ONWIL
    vastgesteld: Annotated[date | None, Feit("dag waarop het CLB dat vaststelde")] = None
    leerling_onbuigzaam: Annotated[date | None, Feit("dag waarop de onbuigzaamheid van de leerling bleek")] = None
    meldingen: Annotated[tuple[Melding, ...], Feit("de meldingen aan de lokale politie")] = ()
    contract: Annotated[date | None, Feit("dag van het antispijbelcontract")] = None
    contract_geschonden: Annotated[date | None, Feit("dag waarop bleek dat het contract niet nageleefd is")] = None


REGELS = (
    Regel(
        "politie.melden",
        RECHT,
        SCHOOL,
        "De school kan de lokale politie inschakelen",
        "Bij onwil of onbereikbaarheid van de ouders, vastgesteld met het CLB, of bij een onbuigzame leerling kan de "
        "school melden bij haar aanspreekpunt.",
        ("001:946-963", "001:1689-1721", "001:2338-2343", "besluit:6"),
    ),
    Regel(
        "politie.onmacht",
        VERBOD,
        SCHOOL_CLB,
        "Onmacht is geen zaak voor de politie",
        "Ouders die het proberen maar er niet in slagen, hebben begeleiding en hulp nodig.",
        ("001:1702-1706",),
    ),
    Regel(
        "politie.clb_meldt",
        FOUT,
        CLB,
        "De school meldt, niet het CLB",
        "Een CLB meldt zelf alleen bij meldingsrecht, schuldig verzuim of noodtoestand, en noteert welke.",
        ("001:3542-3551", "besluit:7"),
    ),
    Regel(
        "politie.fiche",
        FOUT,
        SCHOOL,
        "De meldingsfiche is niet volledig",
        "Bij de fiche hoort een lijst van de afwezigheden, en de contacten met het CLB staan erin.",
        ("001:1718-1721", "001:1781-1784"),
    ),
    Regel(
        "politie.recente_lijst",
        FOUT,
        SCHOOL,
        "Voeg een recente lijst bij",
        "Bij een tweede melding hoort een recente lijst van de afwezigheden.",
        ("001:1734-1736", "001:2354-2356"),
    ),
    Regel(
        "politie.opnieuw",
        RECHT,
        SCHOOL,
        "Opnieuw melden kan",
        "Houden de afwezigheden aan na een melding wegens onwil van de ouders, dan kan de school opnieuw melden.",
        ("001:1734-1737",),
    ),
    Regel(
        "politie.heraanmelding",
        VERBOD,
        SCHOOL,
        "Geen nieuwe melding na het contract",
        "Wordt een antispijbelcontract van een onbuigzame leerling niet nageleefd, dan volgt geen heraanmelding en "
        "geen proces-verbaal.",
        ("001:1755-1757",),
    ),
    Regel(
        "politie.m_document",
        RECHT,
        CLB,
        "Een M-document kan",
        "Na een geschonden contract kan het CLB aanmelden bij een gemandateerde voorziening, met het contract erbij.",
        ("001:1758-1761", "001:2492-2498"),
    ),
    Regel(
        "politie.opvolging",
        SIGNAAL,
        SCHOOL_CLB,
        "School en CLB blijven opvolgen",
        "Na een melding aan de politie volgen school en CLB verder op.",
        ("001:1733", "001:1754"),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What may, what may not, and what is amiss with the reports."""
    known = feiten[0]
    found, stubborn = stand.bekend(known.vastgesteld), stand.bekend(known.leerling_onbuigzaam)
    reports = sorted((one for one in known.meldingen if one.datum <= stand.op), key=lambda one: one.datum)
    broken = stand.bekend(known.contract_geschonden) if stand.bekend(known.contract) else None
    if found is not None and known.ouders == ONMACHT:
        stand.meld("politie.onmacht", found, f"onmacht van de ouders op {voluit(found)}")
    _may(stand, known.ouders, found, stubborn, broken)
    for place, report in enumerate(reports):
        _check(stand, reports[place - 1] if place else None, report)
    if reports:
        last = reports[-1].datum
        stand.meld("politie.opvolging", last, f"gemeld op {voluit(last)}")
        if found is not None and known.ouders != ONMACHT and school_year(last) == stand.year:
            _again(stand, last)
    if broken is not None:
        because = f"contract niet nageleefd op {voluit(broken)}"
        if stubborn is not None:
            stand.meld("politie.heraanmelding", broken, because)
        stand.meld("politie.m_document", broken, because)


def _may(stand: "Stand", parents: str, found: date | None, stubborn: date | None, broken: date | None) -> None:
    grounds = []
    if found is not None and parents != ONMACHT:
        grounds.append((found, f"ouders: {parents} op {voluit(found)}"))
    if stubborn is not None and broken is None:
        grounds.append((stubborn, f"leerling onbuigzaam op {voluit(stubborn)}"))
    if grounds:
        grounds.sort()
        stand.meld("politie.melden", grounds[0][0], *(text for _, text in grounds))


def _check(stand: "Stand", before: Melding | None, report: Melding) -> None:
    day, when = report.datum, f"melding van {voluit(report.datum)}"
    if report.door == "clb" and report.grond == "geen":
        stand.meld("politie.clb_meldt", day, when, voorwerp=day)
    missing = []
    if report.afwezigheidslijst is None:
        missing.append("de lijst van de afwezigheden ontbreekt")
    if not report.clb_vermeld:
        missing.append("de contacten met het CLB staan er niet in")
    if missing:
        stand.meld("politie.fiche", day, when, *missing, voorwerp=day)
    listed = report.afwezigheidslijst
    if before is not None and listed is not None and listed <= before.datum:
        stand.meld("politie.recente_lijst", day, when, f"de lijst loopt tot {voluit(listed)}", voorwerp=day)


def _again(stand: "Stand", last: date) -> None:
    """Absent with B again after the last report."""
    place = stand.so_far.find(b"B", 2 * (last.toordinal() - stand.start) + 2)
    if place >= 0:
        day = stand.of_half_day(place)
        stand.meld("politie.opnieuw", day, f"{met_naam('B')} op {voluit(day)}, na de melding van {voluit(last)}")


ONDERWERP = Onderwerp(
    "politie",
    "De lokale politie",
    "Kan de school de lokale politie inschakelen, en zijn de meldingen in orde?",
    Feiten,
    REGELS,
    antwoord,
)
