"""Which organisations and memberships somebody sees, and the seats that follow from memberships."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Q

from leerrecht.access.principal import Principal, SeatRow

_SEATS = """
SELECT m.role, o.id, o.name,
       CASE o.kind
         WHEN 'school' THEN ARRAY[o.id]
         WHEN 'clb' THEN ARRAY(SELECT s.school_id FROM organisations_service s
                               WHERE s.centre_id = o.id AND s.period @> %(on)s::date)
         WHEN 'bestuur' THEN ARRAY(SELECT s.organisation_id FROM organisations_school s WHERE s.board_id = o.id)
         ELSE ARRAY(SELECT s.organisation_id FROM organisations_school s)
       END
FROM organisations_membership m JOIN organisations_organisation o ON o.id = m.organisation_id
WHERE m.user_id = %(user)s AND m.period @> %(on)s::date
ORDER BY m.id
"""


def seats(user_id: int, on: date) -> Iterable[SeatRow]:
    """Roles of the user on a day, each with the schools it reaches: one query, no models."""
    with connection.cursor() as cursor:
        cursor.execute(_SEATS, {"user": user_id, "on": on})
        return cursor.fetchall()


def organisations(principal: Principal, act: str) -> Q:
    return Q(pk__in=principal.organisations(act) | principal.schools(act))


def schools(principal: Principal, act: str) -> Q:
    return Q(pk__in=principal.schools(act))


def of_school(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.schools(act))


def memberships(principal: Principal, act: str) -> Q:
    return Q(organisation_id__in=principal.organisations(act) | principal.schools(act))
