"""Who may be on it: whoever keeps the register at the school, or at the CLB that serves it."""

from collections.abc import Sequence
from datetime import date

from leerrecht.access import acts
from leerrecht.access.roles import ROLES
from leerrecht.organisations.models import Membership
from leerrecht.people.domain.schools import centres_of
from leerrecht.thuiszitters.models import Thuiszitter

KEEPERS = sorted(role.key for role in ROLES.values() if acts.SITTER_KEEP in role.acts)


def staff_of(record: Thuiszitter, on: date) -> dict[int, int]:
    """The house of each, by account."""
    houses = [record.centre_id] if record.school_id is None else [record.school_id]
    if record.school_id is not None:
        houses += sorted(centres_of(frozenset({record.school_id}), on))
    found = Membership.objects.filter(
        organisation_id__in=[house for house in houses if house is not None], role__in=KEEPERS, period__contains=on,
        user__is_active=True,
    )  # fmt: skip
    return dict(found.order_by("pk").values_list("user_id", "organisation_id"))


def names_of_all(records: Sequence[Thuiszitter], on: date) -> list[tuple[int, str]]:
    """As choices, by name: who may be on each of these."""
    found: set[tuple[int, str]] | None = None
    houses: dict[tuple[int | None, int | None], list[tuple[int, str]]] = {}
    for record in records:
        house = (record.school_id, record.centre_id)
        if house not in houses:
            houses[house] = names_of(record, on)
        found = set(houses[house]) if found is None else found & set(houses[house])
    return sorted(found or (), key=lambda pair: pair[1])


def names_of(record: Thuiszitter, on: date) -> list[tuple[int, str]]:
    """As choices, by name."""
    found = Membership.objects.filter(user_id__in=staff_of(record, on)).select_related("user")
    return sorted({(one.user_id, one.user.get_full_name()) for one in found}, key=lambda pair: pair[1])
