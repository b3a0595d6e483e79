"""Where places are free, by the newest report of each kind of place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.directory.models import Region
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.calendar import school_year
from leerrecht.places.models import PlaceReport, Slot, SlotKind
from leerrecht.places.rules import FRESH

_FIRST_DEGREE = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty values narrow nothing. ``kinds``: one of these."""

    kinds: tuple[str, ...] = ()
    grade: int | None = None
    study: str = ""
    buo_type: str = ""
    opleidingsvorm: str = ""
    region: int | None = None
    school_year: int | None = None
    only_free: bool = False


@dataclass(frozen=True, slots=True)
class FreePlace:
    """A kind of place at a school, the newest report, and whether that is long ago.

    ``free`` is None where nobody said how many; a school that declared itself full has none.
    """

    slot: Slot
    report: PlaceReport | None
    stale: bool

    @property
    def free(self) -> int | None:
        if self.report is None:
            return None
        return 0 if self.report.full else self.report.free

    @property
    def full(self) -> bool:
        return self.free == 0


def kind_of(enrolment: Enrolment) -> SlotKind:
    """Under which kind of place an enrolment stands."""
    if enrolment.kind == "buitengewoon":
        return SlotKind.BUSO if enrolment.level == "secundair" else SlotKind.BUBAO
    if enrolment.level != "secundair":
        return SlotKind(enrolment.level)
    if enrolment.onderwijsvorm == "OKAN":
        return SlotKind.OKAN
    if enrolment.stroom == "B":
        return SlotKind.STREAM_B
    first = enrolment.stroom == "A" or (enrolment.grade is not None and enrolment.grade <= _FIRST_DEGREE)
    return SlotKind.STREAM_A if first else SlotKind.UPPER


def free_places(
    by: Principal,
    *,
    on: date,
    kinds: Collection[str] = (),
    grade: int | None = None,
    study: str = "",
    buo_type: str = "",
    opleidingsvorm: str = "",
    region: int | None = None,
    year: int | None = None,
    only_free: bool = True,
) -> list[FreePlace]:
    """Kinds of place that fit, of the schools whose places ``by`` sees, most free first: two queries.

    ``kinds`` are of :class:`SlotKind` (see :func:`kind_of`); a place without a grade, study or type fits any. With
    ``only_free`` what is full by the newest report is left out, and what nobody reported stays in. ``year`` is the
    first calendar year of the school year, this one if None.
    """
    wanted = Wanted(tuple(kinds), grade, study, buo_type, opleidingsvorm, region, year, only_free)
    return find(policy.visible(Slot, to=by, act=acts.PLACES_VIEW), wanted, on)


def find(slots: "QuerySet[Slot]", wanted: Wanted, on: date) -> list[FreePlace]:
    """The same among given slots."""
    found = slots.filter(school_year=wanted.school_year or school_year(on))
    if wanted.kinds:
        found = found.filter(kind__in=wanted.kinds)
    if wanted.grade is not None:
        found = found.filter(Q(grade=None) | Q(grade=wanted.grade))
    for name in ("study", "buo_type", "opleidingsvorm"):
        value: Any = getattr(wanted, name)
        if value:
            found = found.filter(Q(**{name: ""}) | Q(**{f"{name}__icontains" if name == "study" else name: value}))
    if wanted.region is not None:
        members = Region.members.through.objects.filter(region_id=wanted.region)
        found = found.filter(school_id__in=members.values("organisation_id"))
    rows = list(found.select_related("school", "location"))
    newest = newest_of(slot.pk for slot in rows)
    places = [describe(slot, newest.get(slot.pk), on) for slot in rows]
    if wanted.only_free:
        places = [one for one in places if not one.full]
    return sorted(places, key=_rank)


def describe(slot: Slot, report: PlaceReport | None, on: date) -> FreePlace:
    return FreePlace(slot, report, report is not None and report.on < on - FRESH)


def newest_of(slots: Iterable[UUID]) -> dict[UUID, PlaceReport]:
    """The newest report of each: one query."""
    found = PlaceReport.objects.filter(slot__in=list(slots)).order_by("slot_id", "-on", "-reported_at")
    return {report.slot_id: report for report in found.distinct("slot_id")}


def _rank(one: FreePlace) -> tuple[int, int, str, str]:
    """Most free first, then what nobody said, what is full last."""
    free = one.free
    order = 1 if free is None else 2 if free == 0 else 0
    return order, -(free or 0), one.slot.school.name, one.slot.words
