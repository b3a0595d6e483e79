"""Who keeps a file on a day."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from leerrecht.access import acts
from leerrecht.access.roles import ROLES
from leerrecht.guidance.models import Counsellor
from leerrecht.organisations.models import Membership

KEEPERS = sorted(
    role.key for role in ROLES.values() if role.organisation_kind == "school" and acts.GUIDANCE_KEEP in role.acts
)


def keeping_on(on: date) -> Q:
    """The day on which somebody stops is the first without; who left the school keeps nothing there any more."""
    works = Membership.objects.filter(
        user_id=OuterRef("who_id"), organisation_id=OuterRef("file__organisation_id"), role__in=KEEPERS,
        period__contains=on,
    )  # fmt: skip
    return Q(first__lte=on) & (Q(until=None) | Q(until__gt=on)) & Q(Exists(works))


def current_counsellors(on: date) -> "Prefetch[Any, Any, Any]":
    """For files that the reader may see: who keeps them, as ``current``."""
    return Prefetch("counsellors", Counsellor.objects.filter(keeping_on(on)), to_attr="current")
