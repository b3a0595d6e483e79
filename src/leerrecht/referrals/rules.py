"""Who sees referrals: whoever reads an aantekening in the same place. Who makes them: staff who read them."""

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.notes import rules as notes
from leerrecht.people.rules import NOBODY
from leerrecht.referrals.models import Referral

BEYOND_ROLES = frozenset({acts.NOTE_VIEW, acts.REFERRAL_MAKE})


def referrals(principal: Principal, act: str) -> Q:
    if act == acts.NOTE_VIEW:
        return notes.aantekeningen(principal, act)
    if act == acts.REFERRAL_MAKE and principal.can(act):
        return notes.by_role(principal) | notes.by_grant(principal)
    return NOBODY


def of_referral(principal: Principal, act: str) -> Q:
    return Q(referral__in=Referral.objects.filter(referrals(principal, act)).order_by().values("pk"))
