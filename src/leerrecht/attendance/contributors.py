"""What this room knows of a pupil, as pieces of the casus on which the law is asked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from leerrecht.facts import contributors
from leerrecht.law import calendar
from leerrecht.law.casus import Attest

# The law looks back one school year (30 B in two years in a row).
_HALF_DAYS = """
SELECT pupil_id, date, part, CASE WHEN mark = 'P' AND approved_at IS NULL THEN '-' ELSE mark END, ground
FROM attendance_halfday
WHERE school_year >= %s AND pupil_id = ANY(%s)
"""

_CERTIFICATES = """
SELECT pupil_id, CASE WHEN doubtful THEN 'dixit' ELSE kind END, first_day, last_day
FROM attendance_certificate
WHERE withdrawn_at IS NULL AND last_day >= %s AND pupil_id = ANY(%s)
ORDER BY first_day, id
"""


def half_days(pupil_ids: Sequence[int], on: date) -> Mapping[int, list[Any]]:
    """Per pupil (date, part, code, slug of the ground); a P without the director's approval is unknown."""
    found: dict[int, list[Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_HALF_DAYS, [calendar.school_year(on) - 1, list(pupil_ids)])
        for pupil_id, day, part, mark, ground in cursor.fetchall():
            found.setdefault(pupil_id, []).append((day, part, mark, ground))
    return found


def certificates(pupil_ids: Sequence[int], on: date) -> Mapping[int, list[Any]]:
    """Per pupil the certificates that were not withdrawn; a doubtful one is a dixit certificate."""
    found: dict[int, list[Any]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_CERTIFICATES, [calendar.first_day(calendar.school_year(on) - 1), list(pupil_ids)])
        for pupil_id, kind, first_day, last_day in cursor.fetchall():
            found.setdefault(pupil_id, []).append(Attest(van=first_day, tot=last_day, soort=kind))
    return found


def register() -> None:
    contributors.register("half_days", half_days)
    contributors.register("certificates", certificates)
