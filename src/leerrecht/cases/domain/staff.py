"""Who may lead a case: whoever keeps files at the school or at the CLB of the case."""

from datetime import date

from leerrecht.access import acts
from leerrecht.access.roles import ROLES
from leerrecht.cases.models import Case
from leerrecht.organisations.models import Membership

KEEPERS = sorted(role.key for role in ROLES.values() if acts.GUIDANCE_KEEP in role.acts)


def staff_of(case: Case, on: date) -> dict[int, int]:
    """The house of each, by account."""
    houses = [house for house in (case.organisation_id, case.counterpart_id) if house is not None]
    found = Membership.objects.filter(organisation_id__in=houses, role__in=KEEPERS, period__contains=on)
    return dict(found.order_by("pk").values_list("user_id", "organisation_id"))
