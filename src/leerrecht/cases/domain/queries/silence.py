"""How long nobody acted in a case, in school days: the lead never lapses."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.cases.activity import last_acts
from leerrecht.cases.models import Case
from leerrecht.enrolment.domain.queries.calendar import free_days_of
from leerrecht.law import calendar
from leerrecht.law.tables import waarde

_DAY = timedelta(days=1)


def still_for(by: Principal, cases: Sequence[Case]) -> dict[object, int]:
    """School days since the last act, by key of the case. An act of anybody counts, also of who is not seen here.

    Only days are read beyond the wall, by a command. Two queries: one asks every room; one asks for free days, where
    a day went by.
    """
    if not cases:
        return {}
    acts = _last_acts({case.pupil_id for case in cases}, by.on)
    latest = {case.pk: max(case.last_act_on, acts.get(case.pupil_id, case.last_act_on)) for case in cases}
    first = min(latest.values())
    if first >= by.on:
        return dict.fromkeys(latest, 0)
    free = free_days_of({case.organisation_id for case in cases}, first, by.on)
    found: dict[object, int] = {}
    for case in cases:
        known = free[case.organisation_id]
        found[case.pk] = _between(latest[case.pk], by.on, known.days, known.parts)
    return found


def _between(last_act: date, today: date, days: frozenset[date], parts: frozenset[tuple[date, str]]) -> int:
    if last_act >= today:
        return 0
    return calendar.school_days(max(last_act + _DAY, _earliest(today)), today, days, parts)


def _earliest(today: date) -> date:
    """Further back than the year before, the count says nothing more."""
    return calendar.first_day(calendar.school_year(today) - 1)


def _last_acts(pupil_ids: Iterable[int], on: date) -> dict[int, date]:
    by = command("casus", on, vaults=COMPARTMENTS)
    with stand(by):
        return last_acts(pupil_ids, to=by)


def rises_for_lead(days: int) -> bool:
    return days >= waarde("casus.stilte")


def rises_higher(days: int) -> bool:
    return days >= waarde("casus.stilte_hoger")
