"""Who sees a child on the list, and the numbers that are a choice of ours."""

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.policy import NOTHING
from leerrecht.access.principal import Principal
from leerrecht.leerplicht.models import ListedChild

CERTAIN = 97
"""From this score on 100 a name counts as the same by itself: one letter in a name of fifteen. Te verifieren."""
CERTAIN_LEAST = 95
"""Nobody sets it lower: below it a person decides."""
DOUBTFUL = 75
"""From this score on a pupil is shown as possibly the same child. Te verifieren."""
MOST_CANDIDATES = 5
"""So many are shown for one child: the likeliest."""
REMINDER_WEEKS = 2
"""What parents get after the reminder before the municipality is told. No source prints a term. Te verifieren."""
MUNICIPALITY_WEEKS = 4
"""After so long without word of the municipality the child rises on the list again. Te verifieren."""
KLEUTER_MONTHS = 30
"""From what age a kleuter can be enrolled: two years and a half. In no document; te verifieren."""
KEPT_YEARS = 1
"""So many school years after the check the row of an absent child goes; that of a found one at the end of the year."""
MOST_ROWS = 60_000
"""What is taken in at once: the list of a big city; of all of Flanders municipality by municipality."""

BEYOND = frozenset({acts.LEERPLICHT_VIEW, acts.LEERPLICHT_NOTE})


def checks(principal: Principal, act: str) -> Q:
    """A check is of who runs it; municipality and CLB see children, and of the check its day."""
    return Q(organisation_id__in=_agencies(principal, act))


def children(principal: Principal, act: str) -> Q:
    """Who runs the check sees all; the municipality its own from the day it was told; the CLB whom it was given."""
    scope = NOTHING
    for seat in principal.seats:
        if act not in seat.role.acts:
            continue
        kind = seat.role.organisation_kind
        if kind == "agodi":
            scope |= Q(owner_id=seat.organisation_id)
        elif act in BEYOND and kind == "gemeente":
            scope |= Q(municipality_id=seat.organisation_id, handed_on__isnull=False)
        elif act in BEYOND and kind == "clb":
            scope |= Q(centre_id=seat.organisation_id)
    return scope


def of_child(principal: Principal, act: str) -> Q:
    """What hangs on a child goes with it. Whom it may be, is for who decides."""
    return Q(child__in=ListedChild.objects.filter(children(principal, act)).values("pk"))


def candidates(principal: Principal, act: str) -> Q:
    return Q(child__owner_id__in=_agencies(principal, act))


def territories(principal: Principal, act: str) -> Q:
    """Which municipality answers for which postcodes is no secret."""
    return Q() if principal.can(act) else NOTHING


def _agencies(principal: Principal, act: str) -> frozenset[int]:
    return frozenset(
        seat.organisation_id
        for seat in principal.seats
        if act in seat.role.acts and seat.role.organisation_kind == "agodi"
    )


def house_of(principal: Principal, act: str) -> int | None:
    """The organisation on whose behalf somebody acts."""
    return next((seat.organisation_id for seat in principal.seats if act in seat.role.acts), None)
