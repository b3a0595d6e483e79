"""Writing many half-days at once, each compare-and-set; the verbs of this room decide what is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from django.db import connection

from leerrecht.access.principal import Principal

HalfDayId = tuple[int, Date, str]
OWN_PARTITIONS = range(2015, 2036)


@dataclass(frozen=True, slots=True)
class Change:
    """What a half-day becomes. ``seen`` is the version that was read, 0 where nothing was stored."""

    school_year: int
    pupil_id: int
    date: Date
    part: str
    enrolment_id: int
    school_id: int
    mark: str
    ground: str = ""
    sub_code_id: int | None = None
    certificate_id: int | None = None
    approved: bool = False
    seen: int = 0

    @property
    def id(self) -> HalfDayId:
        return self.pupil_id, self.date, self.part


_WRITE = """
WITH wanted AS (
    SELECT * FROM unnest(%(years)s::smallint[], %(pupils)s::bigint[], %(dates)s::date[], %(parts)s::text[],
        %(enrolments)s::bigint[], %(schools)s::bigint[], %(marks)s::text[], %(grounds)s::text[],
        %(sub_codes)s::bigint[], %(certificates)s::bigint[], %(approved)s::boolean[], %(seen)s::integer[])
    AS t (school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground, sub_code_id, certificate_id,
          approved, seen)
)
INSERT INTO attendance_halfday AS h (school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground,
    sub_code_id, certificate_id, approved_by_id, approved_at, source, entered_by_id, entered_at, version)
SELECT school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground, sub_code_id, certificate_id,
       CASE WHEN approved THEN %(user)s::bigint END, CASE WHEN approved THEN now() END, %(source)s, %(user)s, now(),
       seen + 1
FROM wanted ORDER BY school_year, pupil_id, date, part
ON CONFLICT (school_year, pupil_id, date, part) DO UPDATE SET
    mark = excluded.mark, ground = excluded.ground, sub_code_id = excluded.sub_code_id, late_minutes = NULL,
    verification = '', certificate_id = excluded.certificate_id, approved_by_id = excluded.approved_by_id,
    approved_at = excluded.approved_at, source = excluded.source, entered_by_id = excluded.entered_by_id,
    entered_at = excluded.entered_at, version = excluded.version
WHERE h.version = excluded.version - 1
RETURNING pupil_id, date, part
"""

_REMOVE = """
DELETE FROM attendance_halfday h
USING unnest(%(years)s::smallint[], %(pupils)s::bigint[], %(dates)s::date[], %(parts)s::text[], %(seen)s::integer[])
    AS w (school_year, pupil_id, date, part, seen)
WHERE h.school_year = w.school_year AND h.pupil_id = w.pupil_id AND h.date = w.date AND h.part = w.part
  AND h.version = w.seen
RETURNING h.pupil_id, h.date, h.part
"""


def partition(school_year: int) -> str:
    """The table that holds the half-days of one school year (made by the migration of the table)."""
    return f"attendance_halfday_{school_year if school_year in OWN_PARTITIONS else 'other'}"


def name_writer(by: Principal) -> None:
    """Tell the trigger that keeps the history who writes in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('leerrecht.user', %s, true)", [str(by.user_id or "")])


def write(changes: Sequence[Change], *, by: Principal, source: str) -> set[HalfDayId]:
    """Write in one statement; half-days that somebody else changed meanwhile are left and not returned."""
    if not changes:
        return set()
    name_writer(by)
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            {
                "years": [change.school_year for change in changes],
                "pupils": [change.pupil_id for change in changes],
                "dates": [change.date for change in changes],
                "parts": [change.part for change in changes],
                "enrolments": [change.enrolment_id for change in changes],
                "schools": [change.school_id for change in changes],
                "marks": [change.mark for change in changes],
                "grounds": [change.ground for change in changes],
                "sub_codes": [change.sub_code_id for change in changes],
                "certificates": [change.certificate_id for change in changes],
                "approved": [change.approved for change in changes],
                "seen": [change.seen for change in changes],
                "user": by.user_id,
                "source": source,
            },
        )
        return set(cursor.fetchall())


def remove(changes: Sequence[Change], *, by: Principal) -> set[HalfDayId]:
    """Take half-days away (present again, or nothing known yet); the history keeps what they held."""
    if not changes:
        return set()
    name_writer(by)
    with connection.cursor() as cursor:
        cursor.execute(
            _REMOVE,
            {
                "years": [change.school_year for change in changes],
                "pupils": [change.pupil_id for change in changes],
                "dates": [change.date for change in changes],
                "parts": [change.part for change in changes],
                "seen": [change.seen for change in changes],
            },
        )
        return set(cursor.fetchall())
