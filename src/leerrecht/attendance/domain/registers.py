"""Noting that registers were taken, many at once: for an import of a year that is behind us."""

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from leerrecht.access import acts
from leerrecht.access.domain import log
from leerrecht.access.policy import require_at
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import ClassGroup

_NOTE = """
INSERT INTO attendance_register (class_group_id, date, part, taken_by_id, taken_at)
SELECT class_group_id, date, part, %s, now()
FROM unnest(%s::bigint[], %s::date[], %s::text[]) AS t (class_group_id, date, part)
ON CONFLICT (class_group_id, date, part) DO NOTHING
"""


@transaction.atomic
def note_taken(*, by: Principal, registers: Sequence[tuple[int, date, str]]) -> int:
    """Note (class, day, part) as taken and return how many were new. Raises ``Denied``."""
    classes = {class_group_id for class_group_id, _day, _part in registers}
    schools = set(ClassGroup.objects.filter(pk__in=classes).values_list("school_id", flat=True))
    for school_id in schools:
        require_at(by, acts.ABSENCE_EDIT, school_id)
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE, [by.user_id, *map(list, zip(*registers, strict=True))] if registers else [None, [], [], []]
        )
        new: int = cursor.rowcount
    for school_id in schools:
        log.record(
            by=by, act="register.note", kind="attendance.register", organisation_id=school_id, detail={"new": new}
        )
    return new
