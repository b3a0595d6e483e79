"""How long a measure may last, until when one may appeal, and what speaks against a measure before it is taken.

The rules of :mod:`leerrecht.law.rules.tucht` judge afterwards; this is the same, asked beforehand.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from leerrecht.law.calendar import (
    NO_DAYS,
    NO_PARTS,
    FreeDays,
    FreeParts,
    calendar_days,
    nth_school_day,
    school_days,
    school_year,
    without_long_holidays,
)
from leerrecht.law.codes import LAGER, SECUNDAIR
from leerrecht.law.gedrag import EERSTE_GRAAD_TOT
from leerrecht.law.rules.exclusion import END_OF_YEAR
from leerrecht.law.rules.tucht import DEFINITIEF, NAMEN, PREVENTIEF, TIJDELIJK, grens
from leerrecht.law.tables import Getal, setting, waarde
from leerrecht.law.topics.uitsluiting import op_dag

__all__ = [
    "DEFINITIEF", "NAMEN", "PREVENTIEF", "TIJDELIJK", "afgeraden", "beroep_tot", "dagen", "grens", "laatste_dag",
    "sluit_aan", "uitspraak_tot",
]  # fmt: skip

NOG_NIET, EERSTE_GRAAD, BASIS, NA_TELLING, MEER_IN_HET_JAAR = (
    "eerste_maatregel", "eerste_graad", "basisonderwijs", "na_telling", "meer_in_het_jaar",
)  # fmt: skip
KALENDERDAGEN = "kalenderdagen"


def dagen(van: date, tot: date, eenheid: str, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> int:
    """How many days of that unit lie between two days, both counted."""
    if eenheid == KALENDERDAGEN:
        return calendar_days(van, tot)
    return school_days(van, tot, free, free_parts)


def laatste_dag(getal_: Getal, van: date, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> date:
    """The last day on which a measure with that limit may end."""
    if getal_.eenheid == KALENDERDAGEN:
        return van + timedelta(days=getal_.waarde - 1)
    return nth_school_day(van, getal_.waarde, free, free_parts)


def sluit_aan(eerst_tot: date, van: date, free: FreeDays = NO_DAYS, free_parts: FreeParts = NO_PARTS) -> bool:
    """Whether a measure begins before a single school day passed since another ended: then it extends that one."""
    day = eerst_tot + timedelta(days=1)
    return van <= day or school_days(day, van - timedelta(days=1), free, free_parts) == 0


def beroep_tot(ontvangst: date, van_de_school: int | None, instellingen: Mapping[str, object]) -> date | None:
    """The last day to appeal: the term of the school, else the setting; None where neither says."""
    days = van_de_school if van_de_school is not None else setting(instellingen, "beroep_dagen")
    return None if days is None else ontvangst + timedelta(days=days)


def uitspraak_tot(beroep: date, niveau: str) -> date:
    """The last day for the decision about an appeal: in lager the days of long holidays do not count."""
    last = beroep + timedelta(days=waarde("beroep.uitspraak", beroep, LAGER if niveau == LAGER else SECUNDAIR))
    return without_long_holidays(beroep, last) if niveau == LAGER else last


def afgeraden(soort: str, van: date, niveau: str, leerjaar: int | None, eerdere: tuple[date, ...]) -> tuple[str, ...]:
    """What speaks against a measure, without forbidding it; ``eerdere`` are the days of earlier measures."""
    found = [] if eerdere or soort == PREVENTIEF else [NOG_NIET]
    if any(school_year(day) == school_year(van) for day in eerdere):
        found.append(MEER_IN_HET_JAAR)
    if soort == DEFINITIEF:
        if niveau == SECUNDAIR and leerjaar is not None and leerjaar <= EERSTE_GRAAD_TOT:
            found.append(EERSTE_GRAAD)
        if niveau == LAGER:
            found.append(BASIS)
        if van > op_dag("telling.dag", school_year(van)) and (van.month, van.day) != END_OF_YEAR:
            found.append(NA_TELLING)
    return tuple(found)
