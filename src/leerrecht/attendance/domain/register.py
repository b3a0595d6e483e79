"""Saving the register of a class: the busiest verb of the house, so three statements and no models.

Every mark is compare-and-set: the writer says which version it saw. What is stored already
counts as saved, so sending the same thing twice is safe; what somebody else changed meanwhile
is handed back as a conflict and left as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access import acts
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.attendance.domain.marks import check_mark
from leerrecht.facts.domain import changes

PRESENT = "."
KNOWN_AHEAD = frozenset("AHMPRZ")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person says of one pupil: ``.`` present, an official code, ``-`` unknown or ``L`` late.

    ``seen`` is the version that the writer saw, 0 where nothing was stored; ``minutes`` goes with L.
    """

    pupil_id: int
    mark: str
    seen: int
    minutes: int | None = None
    ground: str = ""
    sub_code_id: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What is stored for one pupil now; ``.`` with version 0 where nothing is."""

    pupil_id: int
    mark: str
    version: int
    minutes: int | None
    ground: str
    entered_by: int | None
    entered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Saved:
    changed: tuple[Cell, ...]
    unchanged: tuple[int, ...]
    conflicts: tuple[Cell, ...]
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Row:
    """A pupil of the class with what is stored, as the database gives it."""

    enrolment_id: int
    level: str
    kind: str
    birth_date: Date
    cell: Cell
    sub_code_id: int | None

    def holds(self, entry: Entry) -> bool:
        if entry.mark == PRESENT:
            return self.cell.version == 0
        return (self.cell.mark, self.cell.minutes, self.cell.ground, self.sub_code_id) == (
            entry.mark,
            entry.minutes,
            entry.ground or self.cell.ground,
            entry.sub_code_id or self.sub_code_id,
        )


_CLASS = f"""
SELECT c.school_id, c.school_year,
       EXISTS (SELECT 1 FROM enrolment_classteam t
               WHERE t.class_group_id = c.id AND t.user_id = %(user)s AND t.period @> %(today)s::date),
       (SELECT f.reason FROM enrolment_freeday f
        WHERE f.school_id = c.school_id AND f.date = %(date)s AND f.part IN ('', %(part)s)),
       (SELECT r.taken_at FROM attendance_register r
        WHERE r.class_group_id = c.id AND r.date = %(date)s AND r.part = %(part)s),
       {changes.WAITING_SQL},
       set_config('leerrecht.user', %(user_text)s, true)
FROM enrolment_classgroup c WHERE c.id = %(class)s
"""  # noqa: S608 - a constant of ours

_ROSTER = """
SELECT e.pupil_id, e.id, e.level, e.kind, u.birth_date,
       h.mark, h.version, h.late_minutes, h.ground, h.sub_code_id, h.entered_by_id, h.entered_at
FROM enrolment_placement p
JOIN enrolment_enrolment e ON e.id = p.enrolment_id
JOIN people_pupil u ON u.id = e.pupil_id
LEFT JOIN attendance_halfday h
       ON h.school_year = %(year)s AND h.pupil_id = e.pupil_id AND h.date = %(date)s AND h.part = %(part)s
WHERE p.class_group_id = %(class)s AND p.period @> %(date)s::date AND e.period @> %(date)s::date
  AND e.pupil_id = ANY(%(pupils)s)
"""

_WRITE = """
WITH wanted AS (
    SELECT * FROM unnest(%(pupils)s::bigint[], %(enrolments)s::bigint[], %(marks)s::text[], %(minutes)s::smallint[],
                         %(grounds)s::text[], %(sub_codes)s::bigint[], %(seen)s::integer[])
    AS t (pupil_id, enrolment_id, mark, minutes, ground, sub_code_id, seen)
), stored AS (
    INSERT INTO attendance_halfday AS h (school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground,
        sub_code_id, late_minutes, approved_by_id, approved_at, source, entered_by_id, version)
    SELECT %(year)s, pupil_id, %(date)s, %(part)s, enrolment_id, %(school)s, mark, ground, sub_code_id, minutes,
           CASE WHEN mark = 'P' AND %(approves)s THEN %(user)s::bigint END,
           CASE WHEN mark = 'P' AND %(approves)s THEN now() END, 'register', %(user)s, seen + 1
    FROM wanted WHERE mark <> '.'
    ON CONFLICT (school_year, pupil_id, date, part) DO UPDATE SET
        mark = excluded.mark, ground = excluded.ground, sub_code_id = excluded.sub_code_id,
        late_minutes = excluded.late_minutes, approved_by_id = excluded.approved_by_id,
        approved_at = excluded.approved_at, verification = '', certificate_id = NULL, source = excluded.source,
        entered_by_id = excluded.entered_by_id, entered_at = now(), enrolment_id = excluded.enrolment_id,
        version = excluded.version
    WHERE h.version = excluded.version - 1
    RETURNING pupil_id, mark, version, late_minutes, ground, entered_by_id, entered_at
), removed AS (
    DELETE FROM attendance_halfday h USING wanted w
    WHERE w.mark = '.' AND h.school_year = %(year)s AND h.pupil_id = w.pupil_id AND h.date = %(date)s
      AND h.part = %(part)s AND h.version = w.seen
    RETURNING h.pupil_id
), done AS (
    SELECT pupil_id, mark, version, late_minutes, ground, entered_by_id, entered_at FROM stored
    UNION ALL SELECT pupil_id, '.', 0, NULL, '', NULL, NULL FROM removed
), taken AS (
    INSERT INTO attendance_register (class_group_id, date, part, taken_by_id, taken_at)
    SELECT %(class)s, %(date)s, %(part)s, %(user)s, now() WHERE %(taken)s
    ON CONFLICT (class_group_id, date, part) DO NOTHING
    RETURNING id
), noticed AS (
    INSERT INTO facts_change (pupil_id) SELECT pupil_id FROM done
), logged AS (
    INSERT INTO access_logentry (actor_id, actor, act, kind, object_id, pupil_id, organisation_id, why, detail)
    SELECT %(user)s, %(actor)s, 'register.take', 'attendance.halfday', %(label)s, pupil_id, %(school)s, %(why)s,
           jsonb_build_object('mark', mark, 'version', version)
    FROM done
    UNION ALL
    SELECT %(user)s, %(actor)s, 'register.take', 'attendance.register', %(label)s, NULL, %(school)s, %(why)s,
           jsonb_build_object('class', %(class)s::bigint)
    FROM taken
)
SELECT pupil_id, mark, version, late_minutes, ground, entered_by_id, entered_at FROM done
"""


def save_register(
    *, by: Principal, class_group_id: int, date: Date, part: str, entries: Sequence[Entry], taken: bool
) -> Saved:
    """Save what a person entered for one class and half-day; ``taken`` notes that the register is complete.

    Raises ``Denied``, and ``ValidationError`` with a message in Dutch: no lessons on that half-day,
    a date ahead for something nobody can know yet, a pupil who is not in the class, a code that the
    level or the role does not have. Nothing is written then.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        scope = _open(cursor, by=by, class_group_id=class_group_id, date=date, part=part)
        rows = _roster(cursor, scope, [entry.pupil_id for entry in entries])
        _check(entries, rows, by=by, scope=scope, complete=taken)
        wanted = [entry for entry in entries if not rows[entry.pupil_id].holds(entry)]
        ready = [entry for entry in wanted if rows[entry.pupil_id].cell.version == entry.seen]
        changed: tuple[Cell, ...] = ()
        if ready or (taken and scope["taken_at"] is None):
            changed = _write(cursor, scope, ready, rows, taken=taken)
        done = {cell.pupil_id for cell in changed}
        missed = [entry.pupil_id for entry in wanted if entry.pupil_id not in done]
        conflicts = tuple(row.cell for row in _roster(cursor, scope, missed).values()) if missed else ()
        if changed:
            changes.wake(waiting=scope["waiting"])
    settled = done.union(missed)
    return Saved(
        changed=changed,
        unchanged=tuple(entry.pupil_id for entry in entries if entry.pupil_id not in settled),
        conflicts=conflicts,
        taken_at=scope["taken_at"] or (timezone.now() if taken else None),
    )


def _open(cursor: Any, *, by: Principal, class_group_id: int, date: Date, part: str) -> dict[str, Any]:
    """The class, the right to write in it, and whether lessons are held; one query."""
    cursor.execute(
        _CLASS,
        {
            "class": class_group_id,
            "user": by.user_id,
            "user_text": str(by.user_id or ""),
            "today": timezone.localdate(),
            "date": date,
            "part": part,
        },
    )
    found = cursor.fetchone()
    if found is None:
        raise Denied(_("Deze klas bestaat niet, of u hebt er geen toegang toe."))
    school, year, own, free, taken_at, waiting, _user = found
    own = own and school in by.places(acts.REGISTER_TAKE, Reach.CLASSES)
    if not (by.system or own or school in by.places(acts.REGISTER_TAKE)):
        raise Denied(_("Deze klas bestaat niet, of u hebt er geen toegang toe."))
    reason = law.why_free(date, part) or free
    if reason:
        raise ValidationError(
            _("Op %(date)s (%(part)s) is er geen les: %(reason)s. Kies een andere halve dag.")
            % {"date": f"{date:%d/%m/%Y}", "part": part, "reason": reason}
        )
    if law.school_year(date) != year:
        raise ValidationError(_("Deze klas hoort bij een ander schooljaar dan deze datum."))
    return {
        "class": class_group_id, "school": school, "year": year, "date": date, "part": part, "taken_at": taken_at,
        "waiting": waiting, "user": by.user_id, "actor": by.name, "why": by.why(acts.REGISTER_TAKE, school),
        "label": f"{class_group_id}/{date}/{part}", "approves": school in by.places(acts.P_APPROVE),
    }  # fmt: skip


def _roster(cursor: Any, scope: dict[str, Any], pupils: Iterable[int]) -> dict[int, _Row]:
    cursor.execute(_ROSTER, {**scope, "pupils": list(pupils)})
    return {
        pupil: _Row(
            enrolment_id=enrolment,
            level=level,
            kind=kind,
            birth_date=born,
            cell=Cell(pupil, mark or PRESENT, version or 0, minutes, ground or "", entered_by, entered_at),
            sub_code_id=sub_code,
        )
        for (
            pupil, enrolment, level, kind, born, mark, version, minutes, ground, sub_code, entered_by, entered_at,
        ) in cursor.fetchall()
    }  # fmt: skip


def _check(
    entries: Sequence[Entry], rows: dict[int, _Row], *, by: Principal, scope: dict[str, Any], complete: bool
) -> None:
    strangers = [entry.pupil_id for entry in entries if entry.pupil_id not in rows]
    if strangers:
        raise ValidationError(
            _("Een leerling zit op die dag niet in deze klas. Laad de pagina opnieuw om de juiste lijst te zien.")
        )
    if len({entry.pupil_id for entry in entries}) != len(entries):
        raise ValidationError(_("Een leerling staat twee keer in dezelfde ingave. Laad de pagina opnieuw."))
    ahead = scope["date"] > timezone.localdate()
    if ahead and (complete or any(entry.mark not in KNOWN_AHEAD | {PRESENT} for entry in entries)):
        raise ValidationError(
            _("Deze datum ligt in de toekomst. Vooraf kunt u alleen een gekende afwezigheid ingeven, zoals ziekte (Z).")
        )
    for entry in entries:
        row = rows[entry.pupil_id]
        if entry.mark != PRESENT and entry.mark != row.cell.mark:
            check_mark(
                by=by, school_id=scope["school"], mark=entry.mark, level=row.level, kind=row.kind,
                birth_date=row.birth_date, on=scope["date"],
            )  # fmt: skip


def _write(
    cursor: Any, scope: dict[str, Any], ready: Sequence[Entry], rows: dict[int, _Row], *, taken: bool
) -> tuple[Cell, ...]:
    cursor.execute(
        _WRITE,
        {
            **scope,
            "taken": taken,
            "pupils": [entry.pupil_id for entry in ready],
            "enrolments": [rows[entry.pupil_id].enrolment_id for entry in ready],
            "marks": [entry.mark for entry in ready],
            "minutes": [entry.minutes for entry in ready],
            "grounds": [entry.ground for entry in ready],
            "sub_codes": [entry.sub_code_id for entry in ready],
            "seen": [entry.seen for entry in ready],
        },
    )
    return tuple(Cell(*row) for row in cursor.fetchall())
