"""Two ways in which a topic reports: what holds for some time, and what someone has to do."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from leerrecht.law.calendar import working_days
from leerrecht.law.casus import Inschrijving
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.topics import onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand


def geldt(
    stand: "Stand",
    regel: str,
    van: date,
    tot: date | None,
    *omdat: str,
    uiterlijk: date | None = None,
    voorwerp: date | None = None,
) -> None:
    """Report a right, prohibition, fault or signal on the days from `van` to `tot`, both included; None is open."""
    stand.misschien_op(van)
    if tot is not None:
        stand.misschien_op(tot + ONE_DAY)
    if van <= stand.op and (tot is None or stand.op <= tot):
        stand.meld(regel, van, *omdat, uiterlijk=uiterlijk, voorwerp=voorwerp)


def plicht(
    stand: "Stand",
    regel: str,
    sinds: date,
    *omdat: str,
    gedaan: date | None = None,
    tot: date | None = None,
    uiterlijk: date | None = None,
    voorwerp: date | None = None,
) -> None:
    """Report a duty from `sinds` on, which may still be to come; with `tot` it lapses after that day, undone."""
    stand.misschien_op(sinds)
    if tot is not None and stand.bekend(gedaan) is None:
        stand.misschien_op(tot + ONE_DAY)
        if tot < stand.op:
            return
    onderwerp.plicht(stand, regel, sinds, *omdat, gedaan=gedaan, uiterlijk=uiterlijk, voorwerp=voorwerp)


def loopt(stand: "Stand", van: date, tot: date | None) -> bool:
    """Whether a period has begun and is not over."""
    return van <= stand.op and (tot is None or stand.op <= tot)


def laatste(stand: "Stand", dagen: tuple[date, ...], eerste: date) -> date:
    """The last of some days that is known and not before `eerste`, or else `eerste`."""
    return max((day for day in dagen if eerste <= day <= stand.op), default=eerste)


def na_werkdagen(day: date, aantal: int) -> date:
    """The last day of a term of so many working days that begins on the day after `day`."""
    end = day + timedelta(days=aantal)
    while working_days(day + ONE_DAY, end) < aantal:
        end += ONE_DAY
    return end


def andere_school(stand: "Stand", day: date, school: str) -> tuple[date, Inschrijving] | None:
    """The first enrolment from a day on in another school than the one named, as known on the date."""
    for van, _, enrolment in stand.casus.perioden:
        if day <= van <= stand.op and enrolment.school != school:
            return van, enrolment
    return None
