"""Transitietrajecten (UpGrade): coaching towards a qualification, further training or work."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.codes import DEELTIJDS, DUAAL, SECUNDAIR
from leerrecht.law.dates import voluit
from leerrecht.law.regel import CLB, FOUT, GEZIN, RECHT, SIGNAAL, Regel
from leerrecht.law.tables import Getal, getal
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand


VORMEN = ("bso", "tso", DEELTIJDS, DUAAL, "kso", "aso", "okan", "buso")
GRAAD = {
    "bso": "transitie.bso",
    "tso": "transitie.uitbreiding",
    DEELTIJDS: "transitie.uitbreiding",
    DUAAL: "transitie.uitbreiding",
}
PARTIJEN = ("leerling", "context", "school")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known of the pupil and of the trajectory."""

    vorm: Annotated[str, Feit("onderwijsvorm", woorden=VORMEN)]
    graad: Annotated[int, Feit("graad: 1, 2 of 3")]
    gesignaleerd: Annotated[
        date | None,
        Feit("dag waarop de school een mogelijke vroegtijdige schoolverlater of moeilijke overstap zag"),
    ] = None
    aanmelding: Annotated[date | None, Feit("dag van de aanmelding")] = None
    door: Annotated[str, Feit("wie aanmeldde", woorden=("clb", "school", "leerling", "jeugdhulp"))] = "clb"
    akkoord: Annotated[tuple[str, ...], Feit("wie akkoord ging", woorden=PARTIJEN)] = ()
    duurzaam_gestart: Annotated[
        date | None, Feit("dag waarop de leerling duurzaam begon in een nieuwe leerweg of werk")
    ] = None


REGELS = (
    Regel(
        "transitie.mogelijk",
        RECHT,
        GEZIN,
        "Een transitietraject kan",
        "Voor regulier ingeschreven leerlingen van de tweede en derde graad bso, en sinds 2022-2023 ook tso en "
        "deeltijdse stelsels, die de school ziet als mogelijke vroegtijdige schoolverlater.",
        ("001:1460-1482",),
    ),
    Regel(
        "transitie.aanmelding",
        FOUT,
        CLB,
        "De aanmelding loopt via het CLB en met ieders akkoord",
        "Het CLB meldt aan in consensus met de leerling, de context en de school.",
        ("001:2563-2564",),
    ),
    Regel(
        "transitie.einde",
        SIGNAAL,
        CLB,
        "Het transitietraject kan afgerond worden",
        "Het traject eindigt wanneer de leerling succesvol en duurzaam begon in een nieuwe leerweg of in werk.",
        ("001:2564-2565",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Whether a trajectory is possible, rightly asked, and done."""
    known = feiten[0]
    seen, applied = stand.bekend(known.gesignaleerd), stand.bekend(known.aanmelding)
    limit = _limit(stand, known.vorm)
    enrolled = next((van for van, tot, _ in stand.casus.perioden if van <= stand.op <= tot), None)
    if limit is not None and limit.raakt(known.graad) and seen is not None and enrolled is not None:
        since = max(seen, enrolled, limit.valid_from or seen)
        stand.meld("transitie.mogelijk", since, f"gezien door de school op {voluit(seen)}")
    if applied is not None:
        faults = [] if known.door == "clb" else [f"aangemeld door {known.door}, niet door het CLB"]
        faults += [f"zonder akkoord van {one}" for one in PARTIJEN if one not in known.akkoord]
        if faults:
            stand.meld("transitie.aanmelding", applied, *faults)
        if (done := stand.bekend(known.duurzaam_gestart)) is not None:
            stand.meld("transitie.einde", done, f"duurzaam gestart op {voluit(done)}")


def _limit(stand: "Stand", vorm: str) -> Getal | None:
    """From which grade on, for that form of education on that date."""
    coming = getal(GRAAD[vorm], niveau=SECUNDAIR) if vorm in GRAAD else None
    if coming is None:
        return None
    if coming.valid_from is not None:
        stand.misschien_op(coming.valid_from)
    return getal(coming.naam, stand.op, SECUNDAIR)


ONDERWERP = Onderwerp(
    "transitie",
    "Transitietraject",
    "Komt deze leerling in aanmerking voor een transitietraject, en is de aanmelding in orde?",
    Feiten,
    REGELS,
    antwoord,
)
