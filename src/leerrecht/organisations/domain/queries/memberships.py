"""Who works where, as far as somebody may manage it."""

from datetime import date

from django.db.models import QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.organisations.models import Membership


def memberships(principal: Principal, *, on: date, when: str = "") -> QuerySet[Membership]:
    """Memberships that somebody manages: of ``on``, or ``when`` "later", "vroeger" or "alle"."""
    found = policy.visible(Membership, to=principal, act=acts.MEMBER_MANAGE).select_related("user", "organisation")
    if when == "later":
        found = found.filter(period__startswith__gt=on)
    elif when == "vroeger":
        found = found.filter(period__endswith__lte=on)
    elif when != "alle":
        found = found.filter(period__contains=on)
    return found.order_by("organisation__name", "user__last_name", "user__first_name", "pk")


def staff(principal: Principal, school_id: int) -> QuerySet[User]:
    """Who has or had a role at a school, for who manages its classes. Raises Denied."""
    policy.require_at(principal, acts.SCHOOL_MANAGE, school_id)
    places = Membership.objects.filter(organisation=school_id)
    return User.objects.filter(pk__in=places.values("user"), is_active=True).order_by("last_name", "first_name", "pk")
