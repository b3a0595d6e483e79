"""Keeping the directory: regions, offers, and what is said of their room."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.directory.models import CapacityReport, Offer, Region
from leerrecht.directory.rules import runs_all
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Organisation

_REFUSED = {
    "offer_once_of_a_partner": {"name": _("Dit aanbod van deze partner staat er al. Wijzig dat.")},
    "offer_ages_in_order": {"age_to": _("De hoogste leeftijd ligt onder de laagste.")},
    "capacity_says_something": _("Vul minstens één getal in."),
    "capacity_free_within_places": {"free": _("Er kunnen niet meer plaatsen vrij zijn dan er plaatsen zijn.")},
    "directory_region_name_key": {"name": _("Er is al een streek met deze naam. Kies een andere.")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an offer says of itself. ``regions`` are keys; empty lists mean that nothing is asked there."""

    name: str
    partner: str
    kind: str
    description: str
    organisation_id: int | None = None
    regions: tuple[int, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    levels: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    referrers: tuple[str, ...] = ()
    asks: str = ""
    contact: str = ""

    def columns(self) -> dict[str, Any]:
        found = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "regions"}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much room there is, on the day on which somebody said so."""

    on: dt.date
    places: int | None = None
    free: int | None = None
    waiting: int | None = None
    waiting_weeks: int | None = None
    said_by: str = ""


@transaction.atomic
def keep_region(*, by: Principal, region: Region | None, name: str, members: Collection[int]) -> Region:
    """Make or change a region and who belongs to it; by the operator. Raises ``Denied``, ``ValidationError``."""
    if not runs_all(by, acts.DIRECTORY_KEEP):
        raise policy.Denied(_("Streken maakt of wijzigt alleen de beheerder."))
    region = region or Region()
    region.name = " ".join(name.split())
    region.clean_fields()
    with refusals(_REFUSED):
        region.save()
    region.members.set(Organisation.objects.filter(pk__in=members))
    log.record(by=by, act=acts.DIRECTORY_KEEP, on=region)
    return region


@transaction.atomic
def add_offer(*, by: Principal, wanted: Wanted) -> Offer:
    """Add what somebody offers. A partner adds its own alone. Raises ``Denied``, ``ValidationError`` by field."""
    if not (by.system or by.can(acts.DIRECTORY_KEEP)):
        raise policy.Denied(_("Uw functie houdt het aanbod niet bij."))
    return _save(by, Offer(), wanted)


@transaction.atomic
def change_offer(*, by: Principal, offer: Offer, wanted: Wanted) -> Offer:
    """Say anew what it is; it is confirmed with that. Raises ``Denied``, ``ValidationError`` by field."""
    policy.require(by, acts.DIRECTORY_KEEP, offer)
    return _save(by, Offer.objects.select_for_update().get(pk=offer.pk), wanted)


@transaction.atomic
def end_offer(*, by: Principal, offer: Offer) -> Offer:
    """It is there no longer: nobody is sent there any more. Twice is once. Raises ``Denied``."""
    policy.require(by, acts.DIRECTORY_KEEP, offer)
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    if offer.ended_on is None:
        offer.ended_on = by.on
        offer.save(update_fields=["ended_on"])
        log.record(by=by, act=acts.DIRECTORY_KEEP, on=offer)
    return offer


@transaction.atomic
def report_room(*, by: Principal, offer: Offer, room: Room) -> CapacityReport:
    """Say how much room there is; older reports stay. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.DIRECTORY_KEEP, offer)
    if room.on > timezone.localdate():
        raise ValidationError({"on": _("De datum ligt in de toekomst. Meld wat nu gekend is.")})
    report = CapacityReport(
        offer=offer, on=room.on, places=room.places, free=room.free, waiting=room.waiting,
        waiting_weeks=room.waiting_weeks, said_by=" ".join(room.said_by.split()), reported_for=_house(by),
    )  # fmt: skip
    with refusals(_REFUSED):
        report.save(force_insert=True)
    log.record(by=by, act=acts.DIRECTORY_KEEP, on=report)
    return report


def _save(by: Principal, offer: Offer, wanted: Wanted) -> Offer:
    wanted_regions = _regions(by, offer, wanted)
    for name, value in wanted.columns().items():
        setattr(offer, name, value)
    if not _keeps_all(by) and offer.organisation_id not in by.organisations(acts.DIRECTORY_KEEP):
        raise policy.Denied(_("Een partner houdt alleen het eigen aanbod bij."))
    offer.confirmed_on, offer.confirmed_by = by.on, _house(by)
    offer.clean_fields()
    with refusals(_REFUSED):
        offer.save()
    offer.regions.set(wanted_regions)
    log.record(by=by, act=acts.DIRECTORY_KEEP, on=offer)
    return offer


def _keeps_all(by: Principal) -> bool:
    seats = (seat for seat in by.seats if acts.DIRECTORY_KEEP in seat.role.acts)
    return by.system or any(seat.role.organisation_kind != "partner" for seat in seats)


def _regions(by: Principal, offer: Offer, wanted: Wanted) -> list[int]:
    """Those chosen among one's own; others in which the offer stands already, stay."""
    own = set(policy.visible(Region, to=by, act=acts.DIRECTORY_KEEP).values_list("pk", flat=True))
    if not set(wanted.regions) <= own:
        raise ValidationError({"regions": _("Kies uit de streken waartoe u behoort.")})
    before = set() if offer._state.adding else set(offer.regions.values_list("pk", flat=True))
    chosen = {*wanted.regions, *(before - own)}
    if not chosen and not runs_all(by, acts.DIRECTORY_KEEP):
        raise ValidationError({"regions": _("Kies een streek. Voor heel Vlaanderen kiest alleen de beheerder.")})
    return sorted(chosen)


def _house(by: Principal) -> str:
    """The organisation for which it is said; the log knows the person."""
    return next((seat.organisation for seat in by.seats if acts.DIRECTORY_KEEP in seat.role.acts), by.name)
