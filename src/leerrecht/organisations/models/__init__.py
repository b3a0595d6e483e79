from leerrecht.organisations.models.membership import Membership
from leerrecht.organisations.models.organisation import (
    Board,
    Centre,
    Location,
    Organisation,
    OrganisationKind,
    School,
    SchoolGroup,
    SchoolKind,
    SchoolLevel,
    Service,
)

__all__ = [
    "Board",
    "Centre",
    "Location",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "School",
    "SchoolGroup",
    "SchoolKind",
    "SchoolLevel",
    "Service",
]
