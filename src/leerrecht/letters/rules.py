"""Who reads a letter: who reads the file of the pupil in that compartment. Who sees runs, templates and the style.

A house is a school or a CLB that writes letters. A CLB serves schools, and writes for itself alone: nothing of the
letters of a school is its business by that.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.letters.models import Letter
from leerrecht.notes.rules import by_account, by_grant, by_role
from leerrecht.people.rules import NOBODY, cases

READING = frozenset({acts.NOTE_VIEW})
# What a worker on a case writes in for the CLB; the letter to the school is shared with it.
OF_A_CASE = frozenset({Clb.key, Gedeeld.key})


def houses(principal: Principal, act: str) -> frozenset[int]:
    """The schools and CLBs for which somebody may do this with letters."""
    return frozenset(
        seat.organisation_id
        for seat in principal.seats
        if act in seat.role.acts and seat.role.reach in (Reach.SCHOOL, Reach.SERVED)
    )


def require_house(principal: Principal, act: str, house_id: int) -> str:
    """The ground on which somebody may do this for the house; raises ``Denied``."""
    if principal.system:
        return principal.name
    for seat in principal.seats:
        if act in seat.role.acts and seat.organisation_id == house_id and house_id in houses(principal, act):
            return seat.why
    raise policy.Denied(_("Uw functie laat dit hier niet toe."))


def centres(principal: Principal, act: str) -> frozenset[int]:
    """The CLBs among the houses."""
    return frozenset(
        seat.organisation_id for seat in principal.seats if act in seat.role.acts and seat.role.reach is Reach.SERVED
    )


def written_in(principal: Principal, house_id: int) -> frozenset[str]:
    """In which compartments somebody writes letters for a house: by role, or on the own cases of a CLB."""
    found: frozenset[str] = frozenset()
    for seat in principal.seats:
        if acts.LETTER_SEND in seat.role.acts and seat.organisation_id == house_id:
            found |= seat.role.writes
            if seat.role.reach is Reach.SERVED and cases(principal, house_id).exists():
                found |= OF_A_CASE
    return found


def letters(principal: Principal, act: str) -> Q:
    """By role within the reach, by a grant for the case, or as pupil or parent: as an aantekening is read.

    A school reads what a CLB wrote to it. ``LETTER_SEND`` is asked for what happens to a letter afterwards, by the
    house that made it.
    """
    if act == acts.NOTE_VIEW:
        return by_role(principal) | by_grant(principal) | by_account(principal) | _written_to(principal)
    if act != acts.LETTER_SEND:
        return NOBODY
    own = by_role(principal) & Q(organisation_id__in=houses(principal, act))
    return own | by_grant(principal) & Q(organisation_id__in=centres(principal, act))


def _written_to(principal: Principal) -> Q:
    """What a CLB shares with a school in a letter, for who reads there what is shared."""
    places = [
        seat.organisation_id
        for seat in principal.seats
        if seat.role.reach is Reach.SCHOOL and acts.NOTE_VIEW in seat.role.acts
        and Gedeeld.key in seat.role.compartments
    ]  # fmt: skip
    return Q(counterpart_id__in=places, compartment=Gedeeld.key, recipient__startswith="school-")


def deliveries(principal: Principal, act: str) -> Q:
    return Q(letter__in=Letter.objects.filter(letters(principal, act)).values("pk"))


def attempts(principal: Principal, act: str) -> Q:
    return Q(delivery__letter__in=Letter.objects.filter(letters(principal, act)).values("pk"))


def runs(principal: Principal, act: str) -> Q:
    """Who sends letters of that house and reads the compartment of the run; of the cases of a CLB only the own runs."""
    scope = NOBODY
    for seat in principal.seats:
        if act not in seat.role.acts:
            continue
        here = Q(organisation_id=seat.organisation_id)
        scope |= here & Q(compartment__in=sorted(seat.role.compartments))
        if seat.role.reach is Reach.SERVED:
            scope |= here & Q(by_id=principal.user_id or 0)
    return scope


def of_house(principal: Principal, act: str) -> Q:
    return Q(organisation_id__in=houses(principal, act))
