"""Turning 18, and leaving without a qualification: who takes the first step, and the last talk."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import school_year
from leerrecht.law.codes import SECUNDAIR, met_naam
from leerrecht.law.dates import voluit
from leerrecht.law.leerplicht import meerderjarig_van
from leerrecht.law.regel import CLB, PLICHT, SCHOOL, SCHOOL_CLB, SIGNAAL, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known of the guidance."""

    in_begeleiding: Annotated[bool, Feit("of het CLB de leerling al begeleidt")] = False
    binding: Annotated[bool, Feit("of er nog een binding met de school is")] = True
    eerste_stap: Annotated[date | None, Feit("dag waarop de school perspectief kwam bieden")] = None
    dreigt: Annotated[
        date | None, Feit("dag waarop bleek dat de leerling dreigt te vertrekken zonder kwalificatie")
    ] = None
    gesprek: Annotated[date | None, Feit("dag van het uitstroomgesprek")] = None
    flyer: Annotated[date | None, Feit("dag waarop de flyer gegeven werd aan wie geen gesprek meer wil")] = None


REGELS = (
    Regel(
        "uitstroom.aandacht",
        SIGNAAL,
        CLB,
        "Begeleide leerling wordt 18",
        "Het CLB heeft bijzondere aandacht voor leerlingen in begeleiding die 18 worden en dan mogen vertrekken.",
        ("001:1003-1007",),
        advies=True,
    ),
    Regel(
        "uitstroom.eerste_stap",
        PLICHT,
        SCHOOL,
        "Zet als school de eerste stap",
        "Voor wie 18 is, spijbelt, niet door het CLB begeleid wordt en nog een binding met de school heeft, zet de "
        "school de eerste stappen.",
        ("001:1009-1011", "besluit:5"),
        advies=True,
    ),
    Regel(
        "uitstroom.gesprek",
        PLICHT,
        SCHOOL_CLB,
        "Voer een uitstroomgesprek",
        "Wie dreigt te vertrekken zonder kwalificatie, krijgt een afrondend gesprek over andere wegen; wie dat niet "
        "meer wil, krijgt de flyer.",
        ("001:1013-1015", "001:1964-2000", "001:2544-2555"),
        advies=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What age and threat ask."""
    known = feiten[0]
    adult = meerderjarig_van(stand.casus.leerling)
    stand.misschien_op(adult)
    enrolment = stand.enrolment
    if enrolment is None or enrolment.niveau != SECUNDAIR:
        return
    if known.in_begeleiding and stand.op < adult and school_year(adult) == stand.year:
        stand.meld("uitstroom.aandacht", stand.begin, f"wordt 18 op {voluit(adult)}")
    first = stand.so_far.find(b"B")
    if stand.op >= adult and not known.in_begeleiding and known.binding and first >= 0:
        since = max(adult, stand.of_half_day(first))
        because = f"18 jaar op {voluit(adult)}, {met_naam('B')} op {voluit(stand.of_half_day(first))}"
        done = known.eerste_stap if known.eerste_stap is not None and known.eerste_stap >= stand.begin else None
        plicht(stand, "uitstroom.eerste_stap", since, because, gedaan=done)
    if known.dreigt is not None:
        talks = [day for day in (known.gesprek, known.flyer) if day is not None and day >= known.dreigt]
        plicht(
            stand,
            "uitstroom.gesprek",
            known.dreigt,
            f"dreigt te vertrekken sinds {voluit(known.dreigt)}",
            gedaan=min(talks, default=None),
        )


ONDERWERP = Onderwerp(
    "uitstroom",
    "Achttien worden, en vertrekken zonder kwalificatie",
    "Wat vraagt een leerling die 18 wordt of dreigt te vertrekken zonder kwalificatie?",
    Feiten,
    REGELS,
    antwoord,
)
