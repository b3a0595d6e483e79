"""Writing many half-days at once, set by set: the way of an import.

The caller fills the temporary table :data:`INCOMING` (made by :func:`open_incoming`), at most one
row for each pupil and half-day, and then calls :func:`merge_marks` in the same transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from leerrecht.access import acts
from leerrecht.access.domain import log
from leerrecht.access.policy import require_at
from leerrecht.access.principal import Principal
from leerrecht.facts.domain import changes

INCOMING = "attendance_incoming"
CHUNK = 50_000

_TABLE = f"""
DROP TABLE IF EXISTS {INCOMING};
CREATE TEMPORARY TABLE {INCOMING} (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    school_year smallint NOT NULL,
    pupil_id bigint NOT NULL,
    date date NOT NULL,
    part varchar(2) NOT NULL,
    enrolment_id bigint NOT NULL,
    school_id bigint NOT NULL,
    mark varchar(1) NOT NULL,
    ground varchar(40) NOT NULL,
    late_minutes smallint
) ON COMMIT DROP
"""

# A file without minutes or ground says nothing about them: that is no difference.
_DIFFERS = """(h.mark <> {new}.mark
    OR ({new}.late_minutes IS NOT NULL AND h.late_minutes IS DISTINCT FROM {new}.late_minutes)
    OR ({new}.ground <> '' AND h.ground <> {new}.ground))"""
# What a person or an attest said stays; an earlier import, or a reason not yet known, gives way.
_GIVES_WAY = """((h.source = 'invoer' OR h.mark = '-')
    AND h.certificate_id IS NULL AND h.approved_at IS NULL AND h.verification = '')"""

_COMPARE = f"""
SELECT count(*) FILTER (WHERE h.pupil_id IS NULL),
       count(*) FILTER (WHERE {_DIFFERS.format(new="i")} AND {_GIVES_WAY}),
       count(*) FILTER (WHERE {_DIFFERS.format(new="i")} AND NOT {_GIVES_WAY}),
       count(*) FILTER (WHERE NOT {_DIFFERS.format(new="i")})
FROM {INCOMING} i
LEFT JOIN attendance_halfday h ON h.school_year = i.school_year AND h.pupil_id = i.pupil_id
     AND h.date = i.date AND h.part = i.part
"""

_MERGE = f"""
WITH written AS (
    INSERT INTO attendance_halfday AS h
        (school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground, late_minutes, source, entered_by_id)
    SELECT school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground, late_minutes, 'invoer', %(user)s
    FROM {INCOMING} WHERE id >= %(first)s AND id < %(after)s
    ON CONFLICT (school_year, pupil_id, date, part) DO UPDATE SET
        mark = excluded.mark, ground = excluded.ground, late_minutes = excluded.late_minutes,
        sub_code_id = CASE WHEN h.mark = excluded.mark THEN h.sub_code_id END,
        enrolment_id = excluded.enrolment_id, school_id = excluded.school_id, source = 'invoer',
        entered_by_id = excluded.entered_by_id, entered_at = now(), version = h.version + 1
    WHERE {_DIFFERS.format(new="excluded")} AND {_GIVES_WAY}
    RETURNING h.pupil_id
), noticed AS (
    INSERT INTO facts_change (pupil_id) SELECT DISTINCT pupil_id FROM written
)
SELECT count(*) FROM written
"""


@dataclass(frozen=True, slots=True)
class Merged:
    """Marks written (new or instead of another), those that stood there already, those kept as a person set them."""

    written: int
    same: int
    kept: int


def open_incoming(cursor: Any) -> None:
    """Make the empty temporary table (anew); it is gone at the end of the transaction."""
    cursor.execute(_TABLE)


@transaction.atomic
def merge_marks(
    *, by: Principal, trial: bool = False, detail: dict[str, Any] | None = None, progress: Callable[[float], None]
) -> Merged:
    """Merge the incoming marks into the half-days: all of them, or none where something fails.

    New half-days are added. A stored mark gives way only where it came from an earlier import or is
    ``-`` (unknown), and no attest, approval or verdict hangs on it; another one is kept. ``trial``
    only counts. ``progress`` hears the part done, from 0 to 1. Raises ``Denied`` where ``by`` may
    not import at one of the schools.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT school_id FROM {INCOMING}")
        schools = [school for (school,) in cursor.fetchall()]
        for school in schools:
            require_at(by, acts.IMPORT_RUN, school)
        cursor.execute(f"ANALYZE {INCOMING}")
        cursor.execute(_COMPARE)
        new, changing, kept, same = cursor.fetchone()
        written = new + changing
        if not trial:
            written = _write(cursor, by=by, progress=progress)
    merged = Merged(written=written, same=new + changing + same - written, kept=kept)
    if written and not trial:
        changes.wake()
        log.record(
            by=by,
            act=acts.IMPORT_RUN,
            kind="attendance.halfday",
            organisation_id=schools[0] if len(schools) == 1 else None,
            detail={**(detail or {}), "written": merged.written, "same": merged.same, "kept": merged.kept},
        )
    return merged


def _write(cursor: Any, *, by: Principal, progress: Callable[[float], None]) -> int:
    # The trigger that keeps history reads the user from here.
    cursor.execute("SELECT set_config('leerrecht.user', %s, true)", [str(by.user_id or "")])
    cursor.execute(f"SELECT coalesce(max(id), 0) FROM {INCOMING}")
    (last,) = cursor.fetchone()
    written = 0
    for first in range(1, last + 1, CHUNK):
        cursor.execute(_MERGE, {"user": by.user_id, "first": first, "after": first + CHUNK})
        written += cursor.fetchone()[0]
        progress(min(1.0, (first + CHUNK) / last))
    return written
