"""Who reads a letter: who reads the file of the pupil in that compartment. Who sees runs, templates and the style."""

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.letters.models import Letter
from leerrecht.notes.rules import by_account, by_grant, by_role
from leerrecht.people.rules import NOBODY

READING = frozenset({acts.NOTE_VIEW})


def letters(principal: Principal, act: str) -> Q:
    """By role within the reach, by a grant for the case, or as pupil or parent: as an aantekening is read.

    ``LETTER_SEND`` is asked for what happens to a letter afterwards, by the school that made it.
    """
    if act == acts.NOTE_VIEW:
        return by_role(principal) | by_grant(principal) | by_account(principal)
    if act != acts.LETTER_SEND:
        return NOBODY
    return by_role(principal) & Q(organisation_id__in=principal.places(act))


def deliveries(principal: Principal, act: str) -> Q:
    return Q(letter__in=Letter.objects.filter(letters(principal, act)).values("pk"))


def runs(principal: Principal, act: str) -> Q:
    """Who sends letters of that school and reads the compartment of the run."""
    scope = NOBODY
    for seat in principal.seats:
        if act in seat.role.acts and seat.role.compartments:
            scope |= Q(school_id__in=sorted(seat.schools), compartment__in=sorted(seat.role.compartments))
    return scope


def of_school(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.places(act))
