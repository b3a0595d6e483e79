"""What the documents say of guidance itself: domains, phases, who is unreachable, and how big a step back may be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from leerrecht.law.calendar import NO_DAYS, PARTS, FreeDays, is_half_day, is_school_day
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.tables import getal, waarde

DOMEINEN: dict[str, str] = {
    "loopbaan": "onderwijsloopbaan",
    "leren": "leren en studeren",
    "psychosociaal": "psychisch en sociaal functioneren",
    "gezondheid": "preventieve gezondheidszorg",
}
"""002:561-580, 001:453-456."""

FASEN: dict[int, str] = {
    0: "brede basiszorg",
    1: "verhoogde zorg",
    2: "uitbreiding van zorg",
    3: "individueel aangepast curriculum",
}
"""002:585-590. A phase belongs to what is done; the phases stack, none replaces another."""

SOORTEN_AFWEZIGHEID: dict[str, str] = {
    "ziekte": "langdurig of chronisch ziek",
    "kwetsbaar": "psychisch kwetsbaar",
    "onthouding": "schoolonthouding: de ouders houden thuis",
    "weigering": "schoolweigering",
    "luxe": "luxeverzuim: op reis buiten de vakanties",
    "incidenteel": "spijbelen, af en toe",
    "berekend": "spijbelen van vaste lessen of uren",
    "periodiek": "spijbelen in periodes",
    "permanent": "spijbelen, de hele tijd",
}
"""001:329-339, 001:650-658. What people see in it: never computed."""

OORZAKEN: dict[str, str] = {
    "leerling": "bij de leerling",
    "ouders": "bij de ouders",
    "school": "bij de school",
    "samenleving": "bij samenleving en beleid",
}
"""001:626-640."""

VERSLAGEN: dict[str, str] = {
    "gc": "GC-verslag (gemeenschappelijk curriculum, met leersteun)",
    "iac": "IAC-verslag (individueel aangepast curriculum)",
    "ov4": "OV4-verslag (intensieve ondersteuning)",
}
"""000:8799-8803, 000:9120-9122."""

SCHOOLDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
Slot = tuple[int, str]
# Longer than any summer holiday.
_VERST = 75
SLOTS: tuple[Slot, ...] = tuple((day, part) for day in range(5) for part in PARTS if (day, part) != (2, "nm"))
"""The half-days of a school week: (weekday, part)."""


def slot_in_woorden(slot: Slot) -> str:
    """As one says it: maandagvoormiddag."""
    day, part = slot
    return SCHOOLDAGEN[day] + {"vm": "voormiddag", "nm": "namiddag"}[part]


def nog_niet_onbereikbaar(pogingen: Sequence[str]) -> tuple[str, ...]:
    """What is missing before somebody may be called unreachable, in words; empty where nothing is.

    ``pogingen`` holds the channel of each try that reached nobody (001:1709-1712).
    """
    missing = []
    tries, ways = waarde("onbereikbaar.pogingen"), waarde("onbereikbaar.kanalen")
    if len(pogingen) < tries:
        missing.append(f"minstens {tries} pogingen (nu {len(pogingen)})")
    if len(set(pogingen)) < ways:
        missing.append(f"minstens {ways} verschillende manieren (nu {len(set(pogingen))})")
    return tuple(missing)


@dataclass(frozen=True, slots=True)
class Stap:
    """From ``van`` on the pupil is there on these half-days of each week."""

    van: date
    halve_dagen: frozenset[Slot]


def na_vrij(day: date, free: FreeDays = NO_DAYS) -> bool:
    """Whether a day follows days without school: a Monday, or the first day after a holiday."""
    return not is_school_day(day - ONE_DAY, free)


def _komt(day: date, slots: Collection[Slot], free: FreeDays) -> bool:
    return any((day.weekday(), part) in slots and is_half_day(day, part, free) for part in PARTS)


def te_grote_stappen(stappen: Collection[Stap], free: FreeDays = NO_DAYS) -> list[date]:
    """Days on which a big new step falls right after a weekend or holiday (001:3380).

    A step is big where it adds more half-days to the week than ``opbouw.stap``. The day is the first on which
    the pupil comes at a new moment. The first step of all counts from nothing.
    """
    entry = getal("opbouw.stap")
    found, before = [], frozenset[Slot]()
    for stap in sorted(stappen, key=lambda one: one.van):
        added = stap.halve_dagen - before
        before = stap.halve_dagen
        if entry is None or not entry.raakt(len(added)):
            continue
        days = (stap.van + timedelta(days=offset) for offset in range(_VERST))
        first = next((day for day in days if _komt(day, added, free)), None)
        if first is not None and na_vrij(first, free):
            found.append(first)
    return found
