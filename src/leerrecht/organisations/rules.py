"""Which organisations and memberships somebody sees, and the seats that follow from memberships."""

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal

SEATS = """(
SELECT json_agg(json_build_array(m.role, o.id, o.name,
       CASE o.kind
         WHEN 'school' THEN ARRAY[o.id]
         WHEN 'clb' THEN ARRAY(SELECT s.school_id FROM organisations_service s
                               WHERE s.centre_id = o.id AND s.period @> {on})
         WHEN 'bestuur' THEN ARRAY(SELECT s.organisation_id FROM organisations_school s WHERE s.board_id = o.id)
         ELSE ARRAY(SELECT s.organisation_id FROM organisations_school s)
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
