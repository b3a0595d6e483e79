"""Saying how many places there are: every report is kept, the newest counts."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.law.calendar import school_year
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Location, School, SchoolKind, SchoolLevel
from leerrecht.places.models import SPECIAL, PlaceReport, Slot, SlotKind

_SECONDARY = frozenset({SlotKind.STREAM_A, SlotKind.STREAM_B, SlotKind.UPPER, SlotKind.OKAN, SlotKind.BUSO})
_REFUSED = {
    "place_report_says_something": _("Vul minstens één getal in, of zeg dat de school volzet is."),
    "place_report_free_within_capacity": {"free": _("Er kunnen niet meer plaatsen vrij zijn dan er plaatsen zijn.")},
    "place_report_full_is_not_free": {"full": _("Er zijn nog vrije plaatsen: dan is de school niet volzet.")},
    "slot_grade_possible": {"grade": _("Een leerjaar is een getal van 1 tot 7.")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """What the places are for. Empty values make no distinction."""

    kind: str
    school_year: int
    location_id: int | None = None
    grade: int | None = None
    study: str = ""
    buo_type: str = ""
    opleidingsvorm: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many places there are, on the day on which somebody said so."""

    on: dt.date
    capacity: int | None = None
    free: int | None = None
    full: bool = False
    said_by: str = ""


@transaction.atomic
def open_slot(*, by: Principal, school: School, what: What) -> Slot:
    """The kind of place at a school; the same one where it is there already. Raises ``Denied``, ``ValidationError``."""
    why = policy.require_at(by, acts.PLACES_KEEP, school.pk)
    _check(by, school, what)
    values = {
        "school": school, "school_year": what.school_year, "kind": what.kind, "location_id": what.location_id,
        "grade": what.grade, "study": " ".join(what.study.split()), "buo_type": what.buo_type,
        "opleidingsvorm": what.opleidingsvorm,
    }  # fmt: skip
    # Two who open the same one at once, open one.
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    found = Slot.objects.filter(**values).first()
    if found is not None:
        return found
    slot = Slot(**values)
    slot.clean_fields()
    with refusals(_REFUSED):
        slot.save(force_insert=True)
    log.record(by=by, act=acts.PLACES_KEEP, on=slot, organisation_id=school.pk, why=why)
    return slot


@transaction.atomic
def report_places(*, by: Principal, slot: Slot, room: Room) -> PlaceReport:
    """Say how many places there are; older reports stay. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.PLACES_KEEP, slot)
    if room.on > by.on:
        raise ValidationError({"on": _("De datum ligt in de toekomst. Meld wat nu gekend is.")})
    report = PlaceReport(
        slot=slot, on=room.on, capacity=room.capacity, free=room.free, full=room.full,
        said_by=" ".join(room.said_by.split()), reported_for=_house(by, slot.school_id),
    )  # fmt: skip
    with refusals(_REFUSED):
        report.save(force_insert=True)
    log.record(by=by, act=acts.PLACES_KEEP, on=report, organisation_id=slot.school_id, why=why)
    return report


def newest_free(slot_id: UUID) -> int | None:
    """The free places by the newest report that says so; None where nobody said."""
    report = PlaceReport.objects.filter(slot=slot_id).order_by("-on", "-reported_at").first()
    if report is None:
        return None
    return 0 if report.full else report.free


def _house(by: Principal, school_id: int) -> str:
    for seat in by.seats:
        if acts.PLACES_KEEP in seat.role.acts and school_id in seat.schools:
            return seat.organisation
    return by.name


def kinds_of(school: School) -> list[SlotKind]:
    """Which kinds of places a school can have."""
    secondary = school.level == SchoolLevel.SECUNDAIR
    if school.school_kind == SchoolKind.BUITENGEWOON:
        return [SlotKind.BUSO if secondary else SlotKind.BUBAO]
    if secondary:
        return [SlotKind.STREAM_A, SlotKind.STREAM_B, SlotKind.UPPER, SlotKind.OKAN]
    return [
        kind
        for kind, levels in (
            (SlotKind.KLEUTER, (SchoolLevel.KLEUTER, SchoolLevel.BASIS)),
            (SlotKind.LAGER, (SchoolLevel.LAGER, SchoolLevel.BASIS)),
        )
        if school.level in levels
    ]


def _check(by: Principal, school: School, what: What) -> None:
    if what.kind not in kinds_of(school):
        raise ValidationError({"kind": _("Deze school heeft zulke plaatsen niet. Kies een andere soort.")})
    years = (school_year(by.on), school_year(by.on) + 1)
    if what.school_year not in years:
        raise ValidationError({"school_year": _("Kies dit schooljaar of het volgende.")})
    if what.kind not in SPECIAL and (what.buo_type or what.opleidingsvorm):
        raise ValidationError({"buo_type": _("Een type of opleidingsvorm is er alleen in het buitengewoon onderwijs.")})
    if what.kind != SlotKind.BUSO and what.opleidingsvorm:
        raise ValidationError({"opleidingsvorm": _("Een opleidingsvorm is er alleen in het secundair onderwijs.")})
    if what.study and what.kind not in _SECONDARY:
        raise ValidationError({"study": _("Een studierichting is er alleen in het secundair onderwijs.")})
    if what.location_id is not None and not Location.objects.filter(pk=what.location_id, school=school).exists():
        raise ValidationError({"location_id": _("Kies een vestigingsplaats van deze school.")})
