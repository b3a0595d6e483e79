"""A zorgwekkend dossier: the report to AGODI when all voluntary help is used up."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import voluit
from leerrecht.law.regel import AGODI, FOUT, PLICHT, RECHT, SCHOOL_CLB, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

DELEN = ("situatieschets", "chronologisch_overzicht", "motivering")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """How far the report came."""

    hulp_uitgeput: Annotated[date | None, Feit("dag waarop school en CLB vaststelden dat niets nog helpt")] = None
    totale_onwil: Annotated[date | None, Feit("dag waarop totale onwil vastgesteld werd")] = None
    melding: Annotated[date | None, Feit("dag van de melding aan AGODI door school of CLB")] = None
    delen: Annotated[tuple[str, ...], Feit("wat de melding bevat", woorden=DELEN)] = ()
    overleg: Annotated[date | None, Feit("dag van het overleg van AGODI met school en CLB")] = None
    brief: Annotated[date | None, Feit("dag van de brief van AGODI aan de ouders")] = None
    kopie: Annotated[date | None, Feit("dag waarop school en CLB een kopie kregen")] = None


REGELS = (
    Regel(
        "zorgwekkend.mogelijk",
        RECHT,
        SCHOOL_CLB,
        "Melden als zorgwekkend dossier kan",
        "Verbetert de situatie niet na inspanningen van school en CLB, dan kan een van beide dat aan AGODI melden.",
        ("001:1189-1192", "001:2501-2504"),
    ),
    Regel(
        "zorgwekkend.inhoud",
        FOUT,
        SCHOOL_CLB,
        "De melding is niet volledig",
        "Een melding bevat een situatieschets, een chronologisch overzicht en een motivering.",
        ("5dok.net/zorgwekkende-dossiers",),
        te_verifieren=True,
    ),
    Regel(
        "zorgwekkend.brief",
        FOUT,
        AGODI,
        "Een brief zonder overleg",
        "AGODI schrijft de ouders aan in overleg met de school en het CLB.",
        ("001:1194-1197",),
    ),
    Regel(
        "zorgwekkend.kopie",
        PLICHT,
        AGODI,
        "Bezorg school en CLB een kopie van de brief",
        "De school en het CLB krijgen een kopie van de brief aan de ouders.",
        ("001:1196-1197",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Whether a report is possible, whole, and followed up."""
    known = feiten[0]
    report, letter = stand.bekend(known.melding), stand.bekend(known.brief)
    grounds = [
        (day, text)
        for day, text in (
            (stand.bekend(known.hulp_uitgeput), "de vrijwillige hulp is uitgeput"),
            (stand.bekend(known.totale_onwil), "totale onwil"),
        )
        if day is not None
    ]
    if grounds and report is None:
        grounds.sort()
        stand.meld("zorgwekkend.mogelijk", grounds[0][0], *(f"{text} op {voluit(day)}" for day, text in grounds))
    missing = [part.replace("_", " ") for part in DELEN if part not in known.delen]
    if report is not None and missing:
        stand.meld("zorgwekkend.inhoud", report, f"ontbreekt: {', '.join(missing)}")
    if letter is not None:
        talked = stand.bekend(known.overleg)
        if talked is None or talked > letter:
            stand.meld("zorgwekkend.brief", letter, f"brief van {voluit(letter)} zonder overleg ervoor")
        plicht(stand, "zorgwekkend.kopie", letter, f"brief van {voluit(letter)}", gedaan=known.kopie)


ONDERWERP = Onderwerp(
    "zorgwekkend",
    "Zorgwekkend dossier",
    "Kan school of CLB een zorgwekkend dossier melden aan AGODI, en is de melding in orde?",
    Feiten,
    REGELS,
    antwoord,
)
