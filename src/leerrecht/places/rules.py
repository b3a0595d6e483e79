"""Who sees places, waiting lists and refusals; and the choices of ours."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.directory import rules as directory
from leerrecht.directory.models import Region
from leerrecht.enrolment.models import Enrolment
from leerrecht.organisations.models import School
from leerrecht.people import rules as people
from leerrecht.people.rules import NOBODY
from leerrecht.places.models import Refusal, Slot

BEYOND_ROLES = frozenset({acts.WAITING_VIEW, acts.REFUSAL_VIEW})

# Choices of ours, without a source in the documents; named in decision 0703 and shown as "te verifieren".
# What was said of places longer ago, is asked anew.
FRESH = timedelta(days=60)
# Who was at no lesson for so many school days, is not really there.
LONG_ABSENT = 20
# By when somebody looks again at a refusal where no document, and so no term of the law, is there.
LOOK_AGAIN = timedelta(days=10)
# The documents ask that who found no place comes first in the next round (000:9811-9829, 9856-9867); no rule says so.
CARRIED_FIRST = True
# These see figures of all of Flanders; others those of their region.
EVERYWHERE = frozenset({"agodi", "inspectie"})
OF_A_REGION = frozenset({"lop", "gemeente"})


def all_schools(principal: Principal, act: str) -> bool:
    """Whether somebody sees the places and figures of every school."""
    return principal.system or any(
        act in seat.role.acts and (seat.role.organisation_kind in EVERYWHERE or seat.role.organisation_kind == "beheer")
        for seat in principal.seats
    )


def schools_near(principal: Principal, act: str) -> Q:
    """Schools (of the model School) of the own regions, and those that one works for."""
    if all_schools(principal, act):
        return Q()
    members = Region.members.through.objects.filter(
        region__in=Region.objects.filter(directory.regions(principal, act)).order_by().values("pk")
    )
    return Q(pk__in=members.values("organisation_id")) | Q(pk__in=principal.schools(act))


def region_of_figures(principal: Principal, act: str) -> frozenset[int] | None:
    """The organisations of the own regions, for whoever sees figures of a region; None: figures of all schools.

    A platform or municipality whose regions count no school of this installation sees all: there is no smaller whole
    that holds anybody.
    """
    if all_schools(principal, act):
        return None
    own = Region.objects.filter(directory.regions(principal, act)).order_by().values("pk")
    members = Region.members.through.objects.filter(region__in=own)
    found = frozenset(members.values_list("organisation_id", flat=True))
    return found if School.objects.filter(pk__in=found).exists() else None


def looks_at_region(principal: Principal, act: str) -> bool:
    """Whether somebody sees figures as a platform or a municipality."""
    return any(act in seat.role.acts and seat.role.organisation_kind in OF_A_REGION for seat in principal.seats)


def slots(principal: Principal, act: str) -> Q:
    """Places are known to all who work in the region; told by the school, and by the CLB that serves it."""
    if act == acts.PLACES_KEEP:
        return Q(school_id__in=principal.places(act))
    return Q(school__in=School.objects.filter(schools_near(principal, act)).order_by().values("pk"))


def of_slot(principal: Principal, act: str) -> Q:
    return Q(slot__in=Slot.objects.filter(slots(principal, act)).order_by().values("pk"))


def applications(principal: Principal, act: str) -> Q:
    """The school that is asked, its CLB, who noted it, and the CLB of the school where the child is; the family."""
    if act not in (acts.WAITING_VIEW, acts.WAITING_KEEP):
        return NOBODY
    scope = Q(school_id__in=principal.places(act)) | Q(kept_by_id__in=principal.organisations(act))
    served = principal.places(act, Reach.SERVED)
    if served:
        enrolled = Enrolment.objects.filter(pupil_id=OuterRef("pupil_id"), school_id__in=served)
        scope |= Q(Exists(enrolled.filter(period__contains=principal.on)))
    return scope | _family(principal) if act == acts.WAITING_VIEW else scope


def refusals(principal: Principal, act: str) -> Q:
    """The house that follows it up; of what a school follows up, its CLB too; the family. Never who refused."""
    if act not in (acts.REFUSAL_VIEW, acts.REFUSAL_KEEP):
        return NOBODY
    scope = Q(handled_by_id__in=principal.organisations(act) | principal.places(act))
    return scope | _family(principal) if act == acts.REFUSAL_VIEW else scope


def of_refusal(principal: Principal, act: str) -> Q:
    return Q(refusal__in=Refusal.objects.filter(refusals(principal, act)).order_by().values("pk"))


def _family(principal: Principal) -> Q:
    """The pupil and the parents, who know of it: they asked for the place or were told no."""
    own = people.own_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))
    child = people.children(principal).filter(contact__pupil_id=OuterRef("pupil_id"))
    return Q(Exists(own)) | Q(Exists(child))
