"""Regions and who belongs to them: for the forms of who keeps the directory."""

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.directory.models import Region
from leerrecht.directory.rules import runs_all
from leerrecht.organisations.models import Organisation, OrganisationKind

MEMBERS = (
    OrganisationKind.SCHOOL, OrganisationKind.CENTRE, OrganisationKind.PARTNER, OrganisationKind.LEARNING_SUPPORT,
    OrganisationKind.ADVISERS, OrganisationKind.PLATFORM, OrganisationKind.MUNICIPALITY,
)  # fmt: skip


def regions_of(by: Principal, act: str = acts.DIRECTORY_VIEW) -> list[Region]:
    return list(policy.visible(Region, to=by, act=act))


def partners_for(by: Principal) -> list[Organisation]:
    """Who may keep an offer: a partner itself; for others the partners of their regions."""
    partners = Organisation.objects.filter(kind=OrganisationKind.PARTNER).order_by("name")
    if runs_all(by, acts.DIRECTORY_KEEP):
        return list(partners)
    if only_own(by):
        return list(partners.filter(pk__in=by.organisations(acts.DIRECTORY_KEEP)))
    mine = policy.visible(Region, to=by, act=acts.DIRECTORY_KEEP).order_by().values("pk")
    return list(partners.filter(regions__in=mine).distinct())


def only_own(by: Principal) -> bool:
    """Whether all that this person keeps, is of the own organisation."""
    seats = [seat for seat in by.seats if acts.DIRECTORY_KEEP in seat.role.acts]
    return bool(seats) and all(seat.role.organisation_kind == "partner" for seat in seats)


def candidates(by: Principal) -> list[Organisation]:
    """Who can belong to a region; only the operator chooses."""
    if not runs_all(by, acts.DIRECTORY_KEEP):
        return []
    return list(Organisation.objects.filter(kind__in=MEMBERS).order_by("kind", "name"))


def members_of(region: Region) -> list[int]:
    return list(region.members.values_list("pk", flat=True))
