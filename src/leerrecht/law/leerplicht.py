"""Compulsory education: from when to when, and from when part-time is allowed."""

from datetime import date, timedelta

from leerrecht.law.casus import Leerling
from leerrecht.law.dates import ONE_DAY, add_years
from leerrecht.law.tables import waarde

HERVORMING = date(2020, 9, 1)
LAATSTE_SCHOOLMAAND = 6


def leerplicht(leerling: Leerling, op: date) -> tuple[date, date, date] | None:
    """(first day, the end as it is shown, first day without) of the leerplicht as known on a date, or None for never.

    The end that is shown is the 18th birthday where that falls before 1 July (that day itself is free of leerplicht),
    otherwise 30 June (still included), or the date of the diploma where that was reached earlier and by `op`.
    Source: 001:62-76, 001:108-110, 001:123-125.
    """
    if leerling.domicilie != "BE":
        return None
    birth = leerling.geboortedatum
    new = birth.year + waarde("leerplicht.begin", HERVORMING)
    year = new if new >= HERVORMING.year else birth.year + waarde("leerplicht.begin", HERVORMING - ONE_DAY)
    first = date(year, 9, 1)
    if leerling.nationaliteit != "BE" and leerling.register_inschrijving is not None:
        first = max(first, leerling.register_inschrijving + timedelta(days=waarde("leerplicht.vreemdeling")))
    end = beyond = add_years(birth, waarde("leerplicht.einde"))
    if end.month > LAATSTE_SCHOOLMAAND:
        end, beyond = (
            date(end.year, LAATSTE_SCHOOLMAAND, waarde("leerplicht.laatste_dag")),
            date(end.year, LAATSTE_SCHOOLMAAND + 1, 1),
        )
    diploma = leerling.diploma_secundair
    if diploma is not None and diploma <= op and diploma < beyond:
        end = beyond = diploma
    return (first, end, beyond) if first < beyond else None


def is_leerplichtig(leerling: Leerling, day: date) -> bool:
    """Whether the pupil is leerplichtig on a day, by what is known on that day."""
    period = leerplicht(leerling, day)
    return period is not None and period[0] <= day < period[2]


def deeltijds_van(leerling: Leerling) -> date:
    """The first day on which part-time education is allowed. Source: 001:73-80."""
    birth = leerling.geboortedatum
    sixteen = add_years(birth, waarde("deeltijds.leeftijd"))
    if leerling.twee_leerjaren_so_beeindigd is None:
        return sixteen
    return min(
        sixteen, max(add_years(birth, waarde("deeltijds.leeftijd_na_twee_jaar")), leerling.twee_leerjaren_so_beeindigd)
    )


def meerderjarig_van(leerling: Leerling) -> date:
    """The 18th birthday."""
    return add_years(leerling.geboortedatum, waarde("leerplicht.einde"))
