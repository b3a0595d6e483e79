"""Who sees what a region offers, and who keeps it: the network itself, each partner its own."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.directory.models import Offer, Region

# Choice of ours, without a source in the documents; named in decision 0603: what was said longer ago, is asked anew.
FRESH = timedelta(days=60)


def runs_all(principal: Principal, act: str) -> bool:
    """A seat at the operator of the installation, which belongs to no region and keeps them all."""
    return principal.system or any(
        seat.role.organisation_kind == "beheer" and act in seat.role.acts for seat in principal.seats
    )


def regions(principal: Principal, act: str) -> Q:
    """Those of the own organisation, and of the schools that it serves or leads."""
    if runs_all(principal, act):
        return Q()
    own = principal.organisations(act) | principal.schools(act)
    return Q(pk__in=Region.members.through.objects.filter(organisation_id__in=own).values("region_id"))


def offers(principal: Principal, act: str) -> Q:
    """What is there in the own regions, or everywhere; a partner keeps its own alone, others what is of a region."""
    if runs_all(principal, act):
        return Q()
    anywhere = Offer.regions.through.objects.filter(offer_id=OuterRef("pk"))
    here = anywhere.filter(region__in=Region.objects.filter(regions(principal, act)).order_by().values("pk"))
    own = Q(organisation_id__in=principal.organisations(act))
    if act != acts.DIRECTORY_KEEP:
        return Q(Exists(here)) | ~Q(Exists(anywhere)) | own
    keeps = any(act in seat.role.acts and seat.role.organisation_kind != "partner" for seat in principal.seats)
    return Q(Exists(here)) | own if keeps else own


def reports(principal: Principal, act: str) -> Q:
    return Q(offer__in=Offer.objects.filter(offers(principal, act)).order_by().values("pk"))
