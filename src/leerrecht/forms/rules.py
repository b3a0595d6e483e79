"""Who reads filled forms, as aantekeningen are read; who sees and makes forms."""

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.notes.rules import by_account, by_grant, by_role
from leerrecht.people.rules import NOBODY

READING = frozenset({acts.NOTE_VIEW, acts.NOTE_WITHDRAW})


def filled(principal: Principal, act: str) -> Q:
    """By role, by a grant, or as pupil or parent: these see what is finished, and nothing that was withdrawn."""
    ready = Q(finished_at__isnull=False, withdrawn_at=None)
    readable = by_role(principal) | by_grant(principal) | (by_account(principal) & ready)
    if act == acts.NOTE_VIEW:
        return readable
    if act != acts.NOTE_WITHDRAW:
        return NOBODY
    leads = [seat.organisation_id for seat in principal.seats if acts.MEMBER_MANAGE in seat.role.acts]
    return (by_role(principal) | by_grant(principal)) & (
        Q(made_by_id=principal.user_id or 0) | Q(organisation_id__in=leads)
    )


def of_school(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.places(act))


def forms(principal: Principal, act: str) -> Q:
    """Forms that came along are for everybody who works with pupils; those of a school for its own people."""
    if act == acts.FORM_MANAGE:
        return Q(school_id__in=principal.places(act))
    return Q(school=None) | Q(school_id__in=principal.schools(act))
