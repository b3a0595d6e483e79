"""Which organisations and memberships somebody sees, and the seats that follow from memberships."""

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.policy import NOTHING
from leerrecht.access.principal import Principal
from leerrecht.organisations.models import Membership

SEATS = """(
SELECT json_agg(json_build_array(m.role, o.id, o.name,
       CASE o.kind
         WHEN 'school' THEN ARRAY[o.id]
         WHEN 'clb' THEN ARRAY(SELECT s.school_id FROM organisations_service s
                               WHERE s.centre_id = o.id AND s.period @> {on})
         WHEN 'bestuur' THEN ARRAY(SELECT s.organisation_id FROM organisations_school s WHERE s.board_id = o.id)
         WHEN 'beheer' THEN ARRAY(SELECT s.organisation_id FROM organisations_school s)
         ELSE ARRAY[]::bigint[]
       END) ORDER BY m.id)
FROM organisations_membership m JOIN organisations_organisation o ON o.id = m.organisation_id
WHERE m.user_id = {user} AND m.period @> {on}
)"""


def _runs_all(principal: Principal, act: str) -> bool:
    """The act is allowed by a seat at the operator of the installation."""
    return any(seat.role.organisation_kind == "beheer" and act in seat.role.acts for seat in principal.seats)


def _organisations(principal: Principal, act: str) -> frozenset[int]:
    """Who works somewhere is settled there: not by the CLB for the schools that it serves."""
    own = principal.organisations(act)
    return own if act == acts.MEMBER_MANAGE else own | principal.schools(act)


def organisations(principal: Principal, act: str) -> Q:
    return Q() if _runs_all(principal, act) else Q(pk__in=_organisations(principal, act))


def centres(principal: Principal, act: str) -> Q:
    """Which CLBs there are is public: a school chooses one."""
    return Q() if act in (acts.SCHOOL_VIEW, acts.SCHOOL_MANAGE) else organisations(principal, act)


def schools(principal: Principal, act: str) -> Q:
    return Q() if _runs_all(principal, act) else Q(pk__in=principal.schools(act))


def of_school(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.schools(act))


def memberships(principal: Principal, act: str) -> Q:
    return Q() if _runs_all(principal, act) else Q(organisation_id__in=_organisations(principal, act))


def accounts(principal: Principal, act: str) -> Q:
    """Accounts of those who have a role today where one manages members; for the operator all."""
    if act != acts.MEMBER_MANAGE:
        return NOTHING
    if _runs_all(principal, act):
        return Q()
    here = Membership.objects.filter(organisation_id__in=principal.organisations(act), period__contains=principal.on)
    return Q(pk__in=here.values("user"))
