"""Lists of incidents, searches and isolations, and one incident."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.discipline.models import Held, Incident, Involved, Isolation, Search
from leerrecht.discipline.rules import PAGE_SIZE
from leerrecht.law.calendar import first_day, school_year
from leerrecht.law.gedrag import GEDRAG, KLASSEN


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the list is narrowed to."""

    behaviour: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """``involved`` are those other pupils whom the reader may see too."""

    incident: Incident
    involved: Sequence[Involved]
    isolation: Isolation | None
    follows: bool


@dataclass(frozen=True, slots=True)
class Apart:
    """Isolations of a school year: each, how many in all and of each kind, for how many pupils, and the longest."""

    page: "Page[Isolation]"
    total: int
    pupils: int
    longest: int
    kinds: Sequence[tuple[str, int]]


def incident_list(by: Principal, narrowed: Narrowed, number: int | str = 1) -> "Page[Incident]":
    """Incidents that the reader sees, latest first; the look is logged: a fixed number of queries."""
    found = policy.visible(Incident, to=by, act=acts.NOTE_VIEW).select_related("pupil")
    if narrowed.behaviour in GEDRAG:
        found = found.filter(behaviour=narrowed.behaviour)
    if narrowed.open:
        found = found.filter(closed_on=None)
    return _logged(by, found.order_by("-on", "-written_at", "pk"), number, Incident)


def by_class(by: Principal, on: dt.date) -> list[tuple[str, int]]:
    """How many incidents of each class there were this school year, among those that the reader sees: one query."""
    found = (
        policy.visible(Incident, to=by, act=acts.NOTE_VIEW)
        .filter(on__gte=first_day(school_year(on)))
        .order_by()
        .values_list("behaviour")
        .annotate(number=Count("pk"))
    )
    counts: Counter[str] = Counter()
    for behaviour, number in found:
        counts[GEDRAG[behaviour].klasse] += number
    return [(name, counts[key]) for key, name in KLASSEN.items() if counts[key]]


def search_log(by: Principal, number: int | str = 1) -> "Page[Search]":
    """The log of searches; the look is logged."""
    found = policy.visible(Search, to=by, act=acts.TUCHT_KEEP).select_related("pupil", "note")
    return _logged(by, found.order_by("-on", "-written_at", "pk"), number, Search)


def isolations(by: Principal, on: dt.date, number: int | str = 1) -> Apart:
    """Who was set apart this school year; the look is logged."""
    found = policy.visible(Isolation, to=by, act=acts.INCIDENT_RECORD).filter(
        incident__on__gte=first_day(school_year(on))
    )
    rows = list(found.order_by().values_list("incident__pupil_id", "minutes", "kind"))
    kinds = Counter(kind for *_rest, kind in rows)
    page = Paginator(
        found.select_related("incident__pupil").order_by("-incident__on", "-began_at", "pk"), PAGE_SIZE
    ).get_page(number)
    _log(by, [one.incident for one in page], Incident)
    return Apart(
        page, len(rows), len({pupil for pupil, *_rest in rows}),
        max((minutes for _, minutes, _kind in rows), default=0),
        [(str(one.label), kinds[one]) for one in Held if kinds[one]],
    )  # fmt: skip


def incident_page(by: Principal, incident: Incident) -> IncidentPage:
    """One incident with who else was in it, as far as the reader sees them; the look is logged."""
    log_one(by, incident)
    involved = list(
        policy.visible(Involved, to=by, act=acts.NOTE_VIEW).filter(incident=incident).select_related("pupil", "note")
    )
    _log(by, involved, Involved)
    follows = policy.may(by, acts.INCIDENT_RECORD, incident).allowed
    isolation = Isolation.objects.filter(incident=incident).select_related("talk").first()
    return IncidentPage(incident, involved, isolation, follows)


def log_one(by: Principal, incident: Incident) -> None:
    """That somebody looked at one incident."""
    log.record(
        by=by, act="incident.view", on=incident, pupil_id=incident.pupil_id, organisation_id=incident.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, incident),
    )  # fmt: skip


def _logged(by: Principal, found: "QuerySet[Any]", number: int | str, model: type[Model]) -> "Page[Any]":
    page = Paginator(found, PAGE_SIZE).get_page(number)
    _log(by, list(page), model)
    return page


def _log(by: Principal, rows: Iterable[Any], model: type[Model]) -> None:
    shown = [(one.pupil_id, one.organisation_id, one.compartment) for one in rows]
    for compartment in sorted({key for _pupil, _school, key in shown}):
        log.record_list(
            by=by, act="incident.list", kind=model._meta.label_lower, compartments={compartment},
            shown=[(pupil, school) for pupil, school, key in shown if key == compartment],
        )  # fmt: skip
