"""What follows from a definitive exclusion: searching, opvang, deregistration, sitting at home."""

from datetime import date

from leerrecht.law.calendar import nth_school_day, school_year, without_long_holidays
from leerrecht.law.codes import LAGER, SECUNDAIR
from leerrecht.law.dates import ONE_DAY, add_months, voluit
from leerrecht.law.rules.tucht import DEFINITIEF, OPVANG, Zaak, done, duty, new_enrolment, shelters, still_enrolled
from leerrecht.law.state import Stand
from leerrecht.law.tables import waarde

END_OF_YEAR = (8, 31)
UNWILLING = "vastgesteld dat er geen wil is om naar een andere school te gaan (manifeste onwil)"


def exclusions(stand: Stand, cases: list[Zaak]) -> date | None:
    """The outcomes of each definitive exclusion; gives the day since which the pupil sits at home because of one."""
    home: list[date] = []
    for case in cases:
        if case.maatregel.soort != DEFINITIEF:
            continue
        found = new_enrolment(stand, case)
        _search(stand, case, found)
        if shelters(stand, case) and still_enrolled(stand, case):
            duty(stand, "du.opvang", case, done(stand, case, OPVANG))
        if found is None:
            _deregister(stand, case)
            since = _at_home(stand, case)
            if since is not None:
                home.append(since)
    return min(home, default=None)


def _search(stand: Stand, case: Zaak, enrolled: date | None) -> None:
    van = case.maatregel.van
    if case.niveau != SECUNDAIR or (van.month, van.day) == END_OF_YEAR:
        return
    acts = stand.events(("zoekactie_school",), van, school=case.maatregel.school or None, bij=van)
    tried = [f"zoekactie naar een nieuwe school op {voluit(event.datum)}" for event in acts]
    duty(stand, "du.zoeken", case, enrolled, *(tried or ["er is nog geen zoekactie genoteerd"]))


def _deregister(stand: Stand, case: Zaak) -> None:
    """The right to deregister, from its first day on and as long as the pupil is enrolled there."""
    first, because = _first_day(stand, case)
    if first is None:
        return
    stand.misschien_op(first)
    if first <= stand.op and still_enrolled(stand, case):
        stand.meld("du.uitschrijving", first, case.naam, because, voorwerp=case.maatregel.van)


def _first_day(stand: Stand, case: Zaak) -> tuple[date | None, str]:
    van = case.maatregel.van
    if case.niveau == LAGER:
        first = without_long_holidays(van, add_months(van, waarde("du.uitschrijving_lager", van, LAGER)))
        return first, "er is een maand voorbij, lange schoolvakanties niet meegeteld"
    if case.niveau != SECUNDAIR:
        return None, ""
    if (van.month, van.day) == END_OF_YEAR:
        return van + ONE_DAY, "de uitsluiting gaat in op het einde van het schooljaar"
    unwilling = done(stand, case, ("manifeste_onwil_schoolaanbod",))
    days = [] if unwilling is None else [(unwilling, UNWILLING)]
    if not stand.leerplichtig:
        # Leerplicht that ends later brings the right only then.
        free, free_parts = _free(case)
        tenth = nth_school_day(van + ONE_DAY, waarde("du.uitschrijving_lesdag", van, SECUNDAIR), free, free_parts)
        ended = stand.leerplicht[2] if stand.leerplicht is not None else van
        days.append(
            (
                max(tenth, ended) if ended <= stand.op else tenth,
                "niet meer leerplichtig, en de tiende lesdag na de uitsluiting is bereikt",
            )
        )
    return min(days, default=(None, ""))


def _free(case: Zaak) -> tuple[frozenset[date], frozenset[tuple[date, str]]]:
    if case.enrolment is None:
        return frozenset(), frozenset()
    return case.enrolment.vrije_dagen, case.enrolment.vrije_halve_dagen


def _at_home(stand: Stand, case: Zaak) -> date | None:
    """More than ten school days without a new school, the day of the exclusion counted."""
    free, free_parts = _free(case)
    number = waarde("du.thuis")
    since = nth_school_day(case.maatregel.van, number + 1, free, free_parts)
    stand.misschien_op(since)
    gone = not stand.leerplichtig and not still_enrolled(stand, case) and school_year(case.maatregel.van) < stand.year
    if since > stand.op or gone:
        return None
    because = f"na meer dan {number} schooldagen is er nog geen nieuwe inschrijving"
    stand.meld("du.thuis", since, case.naam, because, voorwerp=case.maatregel.van)
    return since
