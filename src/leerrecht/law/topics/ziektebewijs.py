"""Proof of illness: exams, and certificates that a school may refuse."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.codes import SECUNDAIR
from leerrecht.law.dates import voluit
from leerrecht.law.regel import FOUT, SCHOOL, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

BEWIJZEN = ("medisch", "chronisch", "type5")
REDENEN = {
    "dixit": "geeft alleen weer wat de leerling zegt",
    "geantedateerd": "is geantedateerd",
    "gewijzigde_datum": "draagt een gewijzigde datum",
    "niet_over_de_leerling": "gaat niet over de leerling zelf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examens:
    """A period of exams."""

    van: Annotated[date, Feit("eerste dag")]
    tot: Annotated[date, Feit("laatste dag")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Twijfelachtig:
    """A certificate that the school doubts."""

    van: Annotated[date, Feit("eerste dag waarvoor het geldt")]
    tot: Annotated[date, Feit("laatste dag")]
    reden: Annotated[str, Feit("wat eraan schort", woorden=tuple(REDENEN))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside the certificates of the casus."""

    examens: Annotated[tuple[Examens, ...], Feit("de examenperioden van de school")] = ()
    twijfelachtig: Annotated[tuple[Twijfelachtig, ...], Feit("de twijfelachtige attesten")] = ()


REGELS = (
    Regel(
        "z.examens",
        FOUT,
        SCHOOL,
        "Vraag een medisch attest voor de examens",
        "In een examenperiode van het secundair volstaat een briefje van de ouders niet.",
        ("dekleineschuit.be/ziekte-en-afwezigheid",),
        te_verifieren=True,
    ),
    Regel(
        "z.twijfelachtig",
        FOUT,
        SCHOOL,
        "Een twijfelachtig attest wettigt geen ziekte",
        "Een dixit-attest, een geantedateerd attest, een met gewijzigde datum of een dat niet over de leerling gaat, "
        "mag de school weigeren; dan is de code B.",
        ("001:311-312", "dekleineschuit.be/ziekte-en-afwezigheid"),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Illness in an exam period on a parents' note only, and illness on a doubtful certificate."""
    known = feiten[0]
    proofs = [item for item in stand.casus.attesten if item.van <= stand.op and item.soort in BEWIJZEN]
    notes = [item for item in stand.casus.attesten if item.van <= stand.op and item.soort == "ouderverklaring"]
    unproven = [day for day in _ill(stand) if not any(item.omvat(day) for item in proofs)]
    for exams in sorted(known.examens, key=lambda one: one.van):
        for day in unproven:
            enrolment = stand.casus.inschrijving_op(day)
            secondary = enrolment is not None and enrolment.niveau == SECUNDAIR
            if secondary and exams.van <= day <= exams.tot and any(note.omvat(day) for note in notes):
                because = f"ziek op {voluit(day)}, alleen een briefje van de ouders"
                stand.meld("z.examens", day, because, voorwerp=exams.van)
                break
    for doubt in sorted(known.twijfelachtig, key=lambda one: one.van):
        day_of = next((day for day in unproven if doubt.van <= day <= doubt.tot), None)
        if doubt.van <= stand.op and day_of is not None:
            because = f"ziek op {voluit(day_of)}; het attest {REDENEN[doubt.reden]}"
            stand.meld("z.twijfelachtig", day_of, because, voorwerp=doubt.van)


def _ill(stand: "Stand") -> Iterator[date]:
    """The days of this school year with a half-day Z."""
    place = stand.so_far.find(b"Z")
    while place >= 0:
        yield stand.of_half_day(place)
        place = stand.so_far.find(b"Z", place + 1)


ONDERWERP = Onderwerp(
    "ziektebewijs",
    "Bewijs van ziekte",
    "Volstaat het bewijs van ziekte, ook tijdens examens?",
    Feiten,
    REGELS,
    antwoord,
)
