"""Who may be invited, and who is."""

from dataclasses import dataclass
from datetime import date

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.roles import ROLES
from leerrecht.meetings.models import Meeting
from leerrecht.meetings.rules import INVITED
from leerrecht.organisations.models import Membership
from leerrecht.people.domain.schools import centres_of


@dataclass(frozen=True, slots=True)
class Person:
    user_id: int
    name: str
    role: str
    organisation: str

    @property
    def label(self) -> str:
        return f"{self.name}, {self.role} ({self.organisation})"


def invitable(by: Principal, school_id: int, on: date) -> list[Person]:
    """Who works at the school or at the CLB that serves it and may sit at this table: the school first, by name.

    Each once. Raises ``Denied``.
    """
    policy.require_at(by, acts.MEETING_HOLD, school_id)
    places = {school_id, *centres_of(frozenset({school_id}), on)}
    rows = Membership.objects.filter(
        organisation_id__in=places, role__in=INVITED, period__contains=on, user__is_active=True
    ).select_related("user", "organisation")
    found: dict[int, Person] = {}
    for row in sorted(rows, key=lambda one: (one.organisation_id != school_id, one.user.last_name, one.pk)):
        person = Person(row.user_id, row.user.get_full_name(), ROLES[row.role].name, row.organisation.name)
        found.setdefault(row.user_id, person)
    return list(found.values())


def invited(meeting: Meeting) -> list[tuple[int, str]]:
    """Accounts and names of who is invited to a meeting that the reader found: one query."""
    rows = meeting.participants.select_related("user").order_by("user__last_name", "pk")
    return [(row.user_id, row.user.get_full_name()) for row in rows]
