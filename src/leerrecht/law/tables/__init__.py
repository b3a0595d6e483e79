"""The numbers of the law, each with dates, level, operator and source, and the settings that may override a default.

`waarde("b.melding", on)` gives the number in force on a date. A school year is judged by its first day. Each module in
this folder holds a part of the tables; a name stands in one of them only.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from leerrecht.law.tables import (
    aangekondigd,
    basis,
    begeleiding,
    bewaring,
    inschrijving,
    leerplicht,
    loopbaan,
    thuiszitten,
    ziek,
)
from leerrecht.law.tables.soort import OPERATOREN, Getal, Instelling

__all__ = [
    "GETALLEN",
    "INSTELLINGEN",
    "OPERATOREN",
    "Getal",
    "Instelling",
    "getal",
    "setting",
    "setting_date",
    "waarde",
]

_DELEN = (basis, leerplicht, ziek, loopbaan, inschrijving, begeleiding, bewaring, thuiszitten, aangekondigd)

GETALLEN: tuple[Getal, ...] = tuple(entry for part in _DELEN for entry in part.GETALLEN)
INSTELLINGEN: dict[str, Instelling] = {entry.naam: entry for part in _DELEN for entry in part.INSTELLINGEN}


@lru_cache(maxsize=4096)
def getal(naam: str, on: date | None = None, niveau: str = "", stelsel: str = "") -> Getal | None:
    """The entry in force on a date for a level and system, or None; without a date the one without an end."""
    for entry in GETALLEN:
        if entry.naam != naam or entry.niveau not in ("", niveau) or entry.stelsel not in ("", stelsel):
            continue
        if on is None:
            if entry.valid_to is None:
                return entry
        elif (entry.valid_from or on) <= on <= (entry.valid_to or on):
            return entry
    return None


@lru_cache(maxsize=4096)
def waarde(naam: str, on: date | None = None, niveau: str = "") -> int:
    """The number itself; raises KeyError where the law has none on that date, for that level."""
    entry = getal(naam, on, niveau)
    if entry is None:
        raise KeyError(naam)
    return entry.waarde


def setting(settings: Mapping[str, object], naam: str) -> int | None:
    """A numeric setting: the override, or the default; None switches the rule off."""
    value = settings.get(naam, INSTELLINGEN[naam].standaard)
    return value if isinstance(value, int) else None


def setting_date(settings: Mapping[str, object], naam: str) -> date | None:
    """A setting that is a date: the override, or the default; None switches the rule off."""
    value = settings.get(naam, INSTELLINGEN[naam].standaard)
    return value if isinstance(value, date) else None
