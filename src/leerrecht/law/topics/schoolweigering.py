"""Schoolweigering: no big new step right after a weekend or a holiday."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import is_school_day, why_free
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import SCHOOL_CLB, SIGNAAL, Regel
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """The steps back to school."""

    stappen: Annotated[tuple[date, ...], Feit("dagen van een grote nieuwe stap in het schoollopen")] = ()


REGELS = (
    Regel(
        "weigering.stap",
        SIGNAAL,
        SCHOOL_CLB,
        "Een grote stap meteen na een weekend of vakantie",
        "Verwacht van een leerling met schoolweigering geen grote nieuwe stappen na een weekend of vakantieperiode.",
        ("001:3380",),
        advies=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Each step that fell on the first school day after free days."""
    for step in sorted(set(feiten[0].stappen)):
        enrolment = stand.casus.inschrijving_op(step)
        free = stand.casus.vrije_dagen if enrolment is None else enrolment.vrije_dagen
        before = step - ONE_DAY
        if step <= stand.op and is_school_day(step, free) and not is_school_day(before, free):
            reason = why_free(before, free=free)
            stand.meld("weigering.stap", step, f"{voluit(step)}, de dag na: {reason}", voorwerp=step)


ONDERWERP = Onderwerp(
    "schoolweigering",
    "Schoolweigering",
    "Vallen de stappen terug naar school op een goed moment?",
    Feiten,
    REGELS,
    antwoord,
)
