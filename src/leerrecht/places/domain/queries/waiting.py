"""Waiting lists, by child: once, at however many schools it waits."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.calendar import school_year
from leerrecht.people.models import Pupil
from leerrecht.places.models import LIVE, Application, Slot, State
from leerrecht.places.rules import CARRIED_FIRST

PAGE_SIZE = 25


@dataclass(slots=True)
class Waiting:
    """One child, with each list on which it stands. ``school``: whether it goes to any school meanwhile."""

    pupil: Pupil
    lines: list[Application] = field(default_factory=list)
    school: bool = True

    @property
    def years(self) -> int:
        return max(line.years for line in self.lines)

    @property
    def since(self) -> date:
        return min(line.asked_on for line in self.lines)


def queue(found: "QuerySet[Application]") -> "QuerySet[Application]":
    """In the order in which a place is given: who waits for more years first, where that is the agreement."""
    order = ("since_year", "asked_on", "recorded_at") if CARRIED_FIRST else ("asked_on", "recorded_at")
    return found.order_by(*order, "pk")


def waiting_list(
    by: Principal,
    on: date,
    *,
    kinds: Collection[str] = (),
    without_school: bool = False,
    number: int | str = 1,
) -> tuple[Page[Waiting], list[Waiting]]:
    """One page of children that wait, who waits without a school and for most years first; logged.

    A child that got a place of the same kind elsewhere this year no longer waits. A fixed number of queries.
    """
    found = policy.visible(Application, to=by, act=acts.WAITING_VIEW).filter(
        state__in=LIVE, school_year__gte=school_year(on)
    )
    if kinds:
        found = found.filter(slot__kind__in=list(kinds))
    rows = _by_child(queue(found.select_related("pupil", "slot", "school", "slot__location")))
    settled = _settled(rows)
    here = _enrolled(rows, on)
    for pupil_id, row in rows.items():
        row.lines = [line for line in row.lines if (pupil_id, line.slot.kind, line.school_year) not in settled]
        row.school = pupil_id in here
    kept = [row for row in rows.values() if row.lines and not (without_school and row.school)]
    kept.sort(key=lambda row: (row.school, -row.years, row.since, row.pupil.sort_key, row.pupil.pk))
    page = Paginator(kept, PAGE_SIZE).get_page(number)
    shown = list(page)
    _log(by, [line for row in shown for line in row.lines])
    return page, shown


def list_of(by: Principal, slot: Slot) -> list[Application]:
    """Who waits for one kind of place, in order, as far as the reader sees them; logged. Two queries."""
    found = policy.visible(Application, to=by, act=acts.WAITING_VIEW).filter(slot=slot, state__in=LIVE)
    rows = list(queue(found.select_related("pupil", "slot")))
    _log(by, rows)
    return rows


def of_pupil(by: Principal, pupil: Pupil) -> list[Application]:
    """Every line of one child that the reader sees, newest first."""
    found = policy.visible(Application, to=by, act=acts.WAITING_VIEW).filter(pupil=pupil)
    return list(found.select_related("slot", "school", "slot__location").order_by("-school_year", "-asked_on", "pk"))


def asked_again(by: Principal, found: "QuerySet[Application]") -> "QuerySet[Application]":
    """The lines that a child may not need any more: since the last word on it, the child began at a school.

    By enrolments at schools that the reader works for: whoever only keeps the list learns nothing of another school.
    """
    began = Enrolment.objects.filter(
        pupil_id=OuterRef("pupil_id"), school_id__in=by.places(acts.WAITING_KEEP), school_year=OuterRef("school_year"),
        period__startswith__gt=OuterRef("state_on"), period__contains=by.on,
    )  # fmt: skip
    return found.filter(Exists(began), state__in=LIVE)


def waiting_of(pupil_ids: Collection[int], on: date) -> Mapping[int, list[Application]]:
    """The live lines of these children, for rooms above: one query, without a policy; whoever calls asks that."""
    found = Application.objects.filter(
        pupil_id__in=list(pupil_ids), state__in=LIVE, school_year__gte=school_year(on)
    ).select_related("slot", "school")
    return {pupil_id: row.lines for pupil_id, row in _by_child(queue(found)).items()}


def waiting_without_school(on: date) -> list[int]:
    """Children who wait for a place and are enrolled nowhere on that day, by id; for a command."""
    enrolled = Enrolment.objects.filter(pupil_id=OuterRef("pupil_id"), period__contains=on)
    found = Application.objects.filter(~Exists(enrolled), state__in=LIVE, school_year=school_year(on))
    return sorted(found.order_by().values_list("pupil_id", flat=True).distinct())


def _by_child(lines: Iterable[Application]) -> dict[int, Waiting]:
    rows: dict[int, Waiting] = {}
    for line in lines:
        rows.setdefault(line.pupil_id, Waiting(line.pupil)).lines.append(line)
    return rows


def _settled(rows: Collection[int]) -> set[tuple[int, str, int]]:
    """For which kinds these children got a place, as far as the reader sees."""
    found = Application.objects.filter(pupil_id__in=list(rows), state=State.ENROLLED)
    return set(found.order_by().values_list("pupil_id", "slot__kind", "school_year"))


def _enrolled(rows: Collection[int], on: date) -> set[int]:
    found = Enrolment.objects.filter(pupil_id__in=list(rows), period__contains=on)
    return set(found.order_by().values_list("pupil_id", flat=True))


def _log(by: Principal, lines: Collection[Application]) -> None:
    if lines and not by.system:
        log.record_list(
            by=by, act=acts.WAITING_VIEW, kind=Application._meta.label_lower, compartments={Gedeeld.key},
            shown=[(line.pupil_id, line.school_id) for line in lines],
        )  # fmt: skip
