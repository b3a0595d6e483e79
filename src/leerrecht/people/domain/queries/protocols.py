"""Protocols that somebody may see."""

from dataclasses import dataclass

from django.db.models import Count, Q

from leerrecht.access import acts, policy
from leerrecht.access.compartments import name_of
from leerrecht.access.principal import Principal
from leerrecht.organisations.domain.periods import last_day
from leerrecht.people.models import Protocol


@dataclass(frozen=True, slots=True)
class Line:
    """A protocol as its list shows it; ``grants``: how many accesses rest on it now."""

    protocol: Protocol
    parties: str
    compartments: str
    last: object
    live: bool
    grants: int
    may_end: bool


def lines(principal: Principal) -> list[Line]:
    """Of the own organisations, those that count first, then the latest: three queries."""
    rests = Count("grants", filter=Q(grants__withdrawn_at=None, grants__period__contains=principal.on), distinct=True)
    rows = (
        policy.visible(Protocol, to=principal, act=acts.PROTOCOL_VIEW).prefetch_related("parties").annotate(rests=rests)
    )
    manages = set(policy.visible(Protocol, to=principal, act=acts.PROTOCOL_MANAGE).values_list("pk", flat=True))
    found = []
    for row in rows:
        last = last_day(row.period)
        over = last is not None and last < principal.on
        found.append(
            Line(
                row, ", ".join(sorted(party.name for party in row.parties.all())),
                ", ".join(name_of(key) for key in row.compartments), last, principal.on in row.period,
                row.rests, row.pk in manages and not over,
            )
        )  # fmt: skip
    return sorted(found, key=lambda line: not line.live)
