"""What the pages of places show, each in a fixed number of queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.cases.models import Case
from leerrecht.cases.panels import Panel
from leerrecht.directory.models import Region
from leerrecht.law.calendar import school_year
from leerrecht.organisations.models import Location, School
from leerrecht.people.domain.queries.pupils import search
from leerrecht.people.models import Pupil
from leerrecht.places import rules
from leerrecht.places.domain import refusing
from leerrecht.places.domain.queries import refusals, waiting
from leerrecht.places.domain.queries.free import FreePlace, Wanted, describe, find
from leerrecht.places.domain.queries.occupation import Occupation, occupation
from leerrecht.places.models import Application, PlaceReport, Refusal, Slot

PAGE_SIZE = 25
MOST = 20


@dataclass(frozen=True, slots=True)
class SlotPage:
    """``taken`` and ``waiting`` are None where the reader does not work at this school or for its CLB."""

    place: FreePlace
    reports: Sequence[PlaceReport]
    taken: Occupation | None
    waiting: Sequence[Application] | None
    keeps: bool
    refuses: bool


@dataclass(frozen=True, slots=True)
class PupilPage:
    """``again``: lines of which somebody asks whether the child still waits there."""

    lines: Sequence[tuple[Application, Sequence[refusals.Said]]]
    refusals: Sequence[Refusal]
    again: Collection[UUID] = ()


def year_of(on: date) -> int:
    return school_year(on)


def place_list(by: Principal, on: date, wanted: Wanted, number: int | str) -> tuple[Page[FreePlace], list[FreePlace]]:
    """One page of places that fit, most free first."""
    found = find(policy.visible(Slot, to=by, act=acts.PLACES_VIEW), wanted, on)
    page = Paginator(found, PAGE_SIZE).get_page(number)
    return page, list(page)


def slot_page(by: Principal, slot: Slot) -> SlotPage:
    """One kind of place; who takes the places and who waits, for the school and its CLB."""
    reports = list(policy.visible(PlaceReport, to=by, act=acts.PLACES_VIEW).filter(slot=slot))
    here = slot.school_id in by.places(acts.WAITING_VIEW)
    return SlotPage(
        describe(slot, reports[0] if reports else None, by.on), reports,
        occupation([slot], by.on)[slot.pk] if here else None, waiting.list_of(by, slot) if here else None,
        keeps=policy.visible(Slot, to=by, act=acts.PLACES_KEEP).filter(pk=slot.pk).exists(),
        refuses=slot.school_id in by.places(acts.WAITING_KEEP),
    )  # fmt: skip


def pupil_page(by: Principal, pupil: Pupil) -> PupilPage:
    """Where one child waits and who refused it; that somebody looked is logged."""
    lines = waiting.of_pupil(by, pupil)
    told = refusals.of_pupil(by, pupil)
    log.record(by=by, act=acts.WAITING_VIEW, on=pupil, pupil_id=pupil.pk)
    again = waiting.asked_again(by, policy.visible(Application, to=by, act=acts.WAITING_KEEP).filter(pupil=pupil))
    return PupilPage(
        [(line, refusals.of_line(line, by.on)) for line in lines], told, frozenset(again.values_list("pk", flat=True))
    )


def reads_places(by: Principal, pupil: Pupil) -> bool:
    """Whether the page of this child's places is for the reader: who keeps lists or reports, and the family."""
    return by.system or by.can(acts.WAITING_KEEP) or by.can(acts.REFUSAL_KEEP) or refusing.is_family(by, pupil)


def panel(case: Case, *, to: Principal) -> Panel | None:
    """What a case shows of places: where the child waits and which refusals have no answer yet; two queries."""
    lines = [line for line in waiting.of_pupil(to, case.pupil) if line.live]
    told = policy.visible(Refusal, to=to, act=acts.REFUSAL_VIEW).filter(pupil=case.pupil_id, closed_on=None)
    open_ = list(told.order_by("on", "pk"))
    if not lines and not open_:
        return None
    return Panel(
        _("Plaatsen en wachtlijsten"),
        "places/_panel.html",
        {"lines": lines, "refusals": open_, "pupil_id": case.pupil_id},
    )


def regions_of(by: Principal) -> list[Region]:
    """Regions to narrow by."""
    return list(policy.visible(Region, to=by, act=acts.DIRECTORY_VIEW))


def own_schools(by: Principal) -> list[School]:
    """Schools for which somebody tells how many places there are."""
    return list(School.objects.filter(pk__in=by.places(acts.PLACES_KEEP)).order_by("name"))


def locations_of(school: School) -> list[Location]:
    return list(school.locations.order_by("number"))


def schools_near(by: Principal) -> list[School]:
    """Schools that somebody may name at the meldpunt: those of the region."""
    return list(School.objects.filter(rules.schools_near(by, acts.PLACES_VIEW)).order_by("name", "pk"))


def slots_near(by: Principal) -> "QuerySet[Slot]":
    """Kinds of place at which a CLB may ask for a pupil."""
    found = policy.visible(Slot, to=by, act=acts.PLACES_VIEW).filter(school_year__gte=school_year(by.on))
    return found.select_related("school").order_by("school__name", "kind", "pk")


def found_by_name(by: Principal, text: str) -> list[Pupil]:
    """Pupils whom the reader sees, best fit first; nobody where nothing was typed."""
    keys = search(by, text, act=acts.PUPIL_VIEW, limit=MOST) if text else []
    found = policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def line_page(by: Principal, line: Application) -> tuple[bool, bool, bool]:
    """Whether the reader keeps this line, may refuse, and opens the page of the child; the look is logged."""
    keeps = policy.visible(Application, to=by, act=acts.WAITING_KEEP).filter(pk=line.pk).exists()
    known = policy.visible(Pupil, to=by, act=acts.CASE_VIEW).filter(pk=line.pupil_id).exists()
    log_line(by, line)
    return keeps, keeps and line.school_id in by.places(acts.WAITING_KEEP, Reach.SCHOOL), known


def is_asked_again(by: Principal, line: Application) -> bool:
    """Whether the child may need this place no more, as far as the reader knows."""
    found = policy.visible(Application, to=by, act=acts.WAITING_KEEP).filter(pk=line.pk)
    return waiting.asked_again(by, found).exists()


def kept_line(by: Principal, pk: object) -> Application:
    """One line of a waiting list for a form about it; that somebody looked is logged. Raises ``Http404``."""
    found = policy.find(Application, pk, by=by, act=acts.WAITING_KEEP)
    log_line(by, found)
    return found


def log_line(by: Principal, line: Application) -> None:
    log.record(
        by=by, act=acts.WAITING_VIEW, on=line, pupil_id=line.pupil_id, organisation_id=line.school_id,
        compartments={Gedeeld.key},
    )  # fmt: skip
