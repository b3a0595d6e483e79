"""Dates that matter after a definitive exclusion: the count of pupils, class 2B, and coming back to the same school."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import first_day, last_day, school_year
from leerrecht.law.casus import Maatregel
from leerrecht.law.codes import KLEUTER, SECUNDAIR
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import GEZIN, RECHT, SCHOOL, SIGNAAL, VERBOD, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.melden import andere_school, geldt
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

DEFINITIEF = "definitieve_uitsluiting"
EINDE_SCHOOLJAAR = (8, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside the measures in the casus."""

    leerjaar_2b: Annotated[bool, Feit("of de leerling uit het tweede leerjaar B uitgesloten werd")] = False


REGELS = (
    Regel(
        "uitsluiting.telling",
        SIGNAAL,
        SCHOOL,
        "Wie telt de leerling op 1 februari",
        "De financiering volgt de leerlingen die op 1 februari ingeschreven zijn.",
        ("000:9135-9141", "000:9677-9679"),
    ),
    Regel(
        "uitsluiting.na_telling",
        SIGNAAL,
        SCHOOL,
        "Uitgesloten na 1 februari: laat de uitsluiting op 31 augustus ingaan",
        "Na 1 februari vindt een uitgesloten leerling moeilijk een nieuwe school. Met 31 augustus als ingangsdatum "
        "maakt "
        "die het schooljaar af.",
        ("000:8044-8052", "000:9114-9131"),
        advies=True,
    ),
    Regel(
        "uitsluiting.groep_2b",
        VERBOD,
        (*GEZIN, "school"),
        "Alleen nog naar dezelfde administratieve groep",
        "Wie na 15 januari uit 2B uitgesloten wordt, mag alleen naar een school met exact dezelfde administratieve "
        "groep.",
        ("000:9325-9335",),
    ),
    Regel(
        "uitsluiting.weigering",
        RECHT,
        SCHOOL,
        "De school mag een nieuwe inschrijving weigeren",
        "De school die uitsloot, mag de leerling in hetzelfde schooljaar en de twee volgende weigeren.",
        (
            "000:8064-8082",
            "oudersvoorinclusie.be/niet-gerealiseerde-inschrijving",
            "gent-so.lokaaloverlegplatform.be/inschrijvingsrecht",
        ),
    ),
)


def op_dag(naam: str, jaar: int) -> date:
    """The date in a school year of a number that stands for a month and a day, such as 201 for 1 February."""
    month, day = divmod(waarde(naam, None, SECUNDAIR), 100)
    return date(jaar + (month < first_day(jaar).month), month, day)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What follows from each definitive exclusion that has begun."""
    for measure in stand.casus.maatregelen:
        if measure.soort == DEFINITIEF and measure.van <= stand.op:
            school = stand.casus.inschrijving_op(measure.van)
            if school is None or school.niveau != KLEUTER:
                _count(stand, measure)
                _refuse(stand, measure)
                if feiten[0].leerjaar_2b and school is not None and school.niveau == SECUNDAIR:
                    _same_group(stand, measure, school.school)


def _count(stand: "Stand", measure: Maatregel) -> None:
    year = school_year(measure.van)
    day, ends = op_dag("telling.dag", year), last_day(year)
    stand.misschien_op(day)
    if day <= stand.op:
        counted = stand.casus.inschrijving_op(day)
        where = "nergens ingeschreven" if counted is None else f"ingeschreven in {counted.school or 'de school'}"
        geldt(
            stand, "uitsluiting.telling", max(day, measure.van), ends, f"op {voluit(day)} {where}",
            voorwerp=measure.van,
        )  # fmt: skip
    if measure.van > day and (measure.van.month, measure.van.day) != EINDE_SCHOOLJAAR:
        geldt(
            stand, "uitsluiting.na_telling", measure.van, ends, f"uitgesloten op {voluit(measure.van)}",
            voorwerp=measure.van,
        )  # fmt: skip


def _refuse(stand: "Stand", measure: Maatregel) -> None:
    last = last_day(school_year(measure.van) + waarde("uitsluiting.weigering"))
    geldt(
        stand, "uitsluiting.weigering", measure.van, last,
        f"uitgesloten op {voluit(measure.van)}: tot en met {voluit(last)}", voorwerp=measure.van,
    )  # fmt: skip


def _same_group(stand: "Stand", measure: Maatregel, school: str) -> None:
    year = school_year(measure.van)
    found = andere_school(stand, measure.van, measure.school or school)
    if measure.van > op_dag("uitsluiting.groep", year):
        last = last_day(year) if found is None else min(last_day(year), found[0] - ONE_DAY)
        geldt(
            stand, "uitsluiting.groep_2b", measure.van, last, f"uitgesloten op {voluit(measure.van)} uit 2B",
            voorwerp=measure.van,
        )  # fmt: skip


ONDERWERP = Onderwerp(
    "uitsluiting",
    "Na een definitieve uitsluiting",
    "Wie telt de leerling, waar mag die nog heen, en mag de school een nieuwe inschrijving weigeren?",
    Feiten,
    REGELS,
    antwoord,
)
