"""Saving the register of a class: the busiest verb of the house, so three statements and no models.

Every mark is compare-and-set: the writer says which version it saw. What is stored already
counts as saved, so sending the same thing twice is safe; what somebody else changed meanwhile
is handed back as a conflict and left as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from leerrecht import law
from leerrecht.access import acts
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.access.sql import prepared
from leerrecht.attendance.domain.details import check_entries
from leerrecht.attendance.domain.entries import KNOWN_AHEAD, PRESENT, Cell, Entry, Saved
from leerrecht.attendance.domain.half_days import partition
from leerrecht.attendance.domain.marks import check_mark
from leerrecht.attendance.models import Mark
from leerrecht.facts.domain import changes
from leerrecht.people.models import Pupil

NO_ACCESS = _l("Deze klas bestaat niet, of u hebt er geen toegang toe.")


@dataclass(frozen=True, slots=True)
class _Row:
    """A pupil of the class with what is stored, as the database gives it."""

    enrolment_id: int
    level: str
    kind: str
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


# The half-days of one school year stand in one partition; naming it spares the server the search among all.
# Lists instead of rows: a class travels as a handful of values.
_READ = f"""
SELECT c.school_id, c.school_year,
       (SELECT count(*) FROM enrolment_classteam t
        WHERE t.class_group_id = %(class)s::bigint AND t.user_id = %(user)s::bigint AND t.period @> %(today)s::date),
       (SELECT f.reason FROM enrolment_freeday f
        WHERE f.school_id = c.school_id AND f.date = %(date)s::date AND f.part IN ('', %(part)s::text)),
       (SELECT r.taken_at FROM attendance_register r
        WHERE r.class_group_id = %(class)s::bigint AND r.date = %(date)s::date AND r.part = %(part)s::text),
       {changes.WAITING_SQL},
       p.*
FROM enrolment_classgroup c, LATERAL (
    SELECT array_agg(e.pupil_id), array_agg(e.id), array_agg(e.level), array_agg(e.kind),
           array_agg(h.pupil_id) FILTER (WHERE h.mark IS NOT NULL),
           array_agg(h.mark) FILTER (WHERE h.mark IS NOT NULL),
           array_agg(h.version) FILTER (WHERE h.mark IS NOT NULL),
           array_agg(h.late_minutes) FILTER (WHERE h.mark IS NOT NULL),
           array_agg(h.ground) FILTER (WHERE h.mark IS NOT NULL),
           array_agg(h.sub_code_id) FILTER (WHERE h.mark IS NOT NULL),
           array_agg(h.entered_by_id) FILTER (WHERE h.mark IS NOT NULL),
           array_agg(h.entered_at) FILTER (WHERE h.mark IS NOT NULL)
    FROM enrolment_placement p
    JOIN enrolment_enrolment e ON e.id = p.enrolment_id
    LEFT JOIN {{table}} h ON h.school_year = %(year)s::smallint AND h.pupil_id = e.pupil_id
          AND h.date = %(date)s::date AND h.part = %(part)s::text
    WHERE p.class_group_id = c.id AND p.period @> %(date)s::date AND e.period @> %(date)s::date
) p
WHERE c.id = %(class)s::bigint
"""

_WRITE = """
WITH writer AS (
    SELECT set_config('leerrecht.user', %(user_text)s::text, true) AS name
), wanted AS (
    SELECT t.* FROM writer, unnest(
        %(pupils)s::bigint[], %(enrolments)s::bigint[], %(marks)s::text[],
        %(minutes)s::smallint[], %(grounds)s::text[], %(sub_codes)s::bigint[], %(seen)s::integer[])
    AS t (pupil_id, enrolment_id, mark, minutes, ground, sub_code_id, seen)
), stored AS (
    INSERT INTO {table} AS h (school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground,
        sub_code_id, late_minutes, approved_by_id, approved_at, source, entered_by_id, version)
    SELECT %(year)s::smallint, pupil_id, %(date)s::date, %(part)s::text, enrolment_id, %(school)s::bigint,
           mark, ground, sub_code_id, minutes,
           CASE WHEN mark = 'P' AND %(approves)s::boolean THEN %(user)s::bigint END,
           CASE WHEN mark = 'P' AND %(approves)s::boolean THEN now() END, 'register', %(user)s::bigint, seen + 1
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
    DELETE FROM {table} h USING wanted w
    WHERE w.mark = '.' AND h.school_year = %(year)s::smallint AND h.pupil_id = w.pupil_id AND h.date = %(date)s::date
      AND h.part = %(part)s::text AND h.version = w.seen
    RETURNING h.pupil_id
), done AS (
    SELECT pupil_id, mark, version, late_minutes, ground, entered_by_id, entered_at FROM stored
    UNION ALL SELECT pupil_id, '.', 0, NULL, '', NULL, NULL FROM removed
), taken AS (
    INSERT INTO attendance_register (class_group_id, date, part, taken_by_id, taken_at)
    SELECT %(class)s::bigint, %(date)s::date, %(part)s::text, %(user)s::bigint, now() WHERE %(taken)s::boolean
    ON CONFLICT (class_group_id, date, part) DO NOTHING
    RETURNING id
), noticed AS (
    INSERT INTO facts_change (pupil_id) SELECT pupil_id FROM done
), logged AS (
    INSERT INTO access_logentry (actor_id, actor, act, kind, object_id, pupil_id, organisation_id, why, detail)
    SELECT %(user)s::bigint, %(actor)s::text, 'register.take', 'attendance.halfday', %(label)s::text,
           pupil_id, %(school)s::bigint, %(why)s::text,
           jsonb_build_object('mark', mark, 'version', version)
    FROM done
    UNION ALL
    SELECT %(user)s::bigint, %(actor)s::text, 'register.take', 'attendance.register', %(label)s::text,
           NULL, %(school)s::bigint, %(why)s::text,
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
    asked = _asked(by=by, class_group_id=class_group_id, date=date, part=part)
    scope, rows = _read(asked, by=by)
    _check(entries, rows, by=by, scope=scope, complete=taken)
    wanted = [entry for entry in entries if not rows[entry.pupil_id].holds(entry)]
    ready = [entry for entry in wanted if rows[entry.pupil_id].cell.version == entry.seen]
    changed: tuple[Cell, ...] = ()
    if ready or (taken and scope["taken_at"] is None):
        changed = _write(scope, ready, rows, taken=taken)
    settled = {cell.pupil_id for cell in changed}
    missed = [entry.pupil_id for entry in wanted if entry.pupil_id not in settled]
    now = _read(asked, by=by)[1] if missed else {}
    settled.update(missed)
    return Saved(
        changed=changed,
        unchanged=tuple(entry.pupil_id for entry in entries if entry.pupil_id not in settled),
        conflicts=tuple(now[pupil_id].cell for pupil_id in missed),
        taken_at=scope["taken_at"] or (timezone.now() if taken else None),
    )


def _asked(*, by: Principal, class_group_id: int, date: Date, part: str) -> dict[str, Any]:
    return {
        "class": class_group_id, "date": date, "part": part, "year": law.school_year(date), "user": by.user_id,
        "today": timezone.localdate(), "label": f"{class_group_id}/{date}/{part}",
    }  # fmt: skip


def _read(asked: dict[str, Any], *, by: Principal) -> tuple[dict[str, Any], dict[int, _Row]]:
    """The class with the right to write in it, and its pupils with what is stored; one query."""
    found = prepared(_READ.format(table=partition(asked["year"])), asked)
    if not found:
        raise Denied(NO_ACCESS)
    school, year, own, free, taken_at, waiting = found[0][:6]
    own = own and school in by.places(acts.REGISTER_TAKE, Reach.CLASSES)
    if not (by.system or own or school in by.places(acts.REGISTER_TAKE)):
        raise Denied(NO_ACCESS)
    reason = law.why_free(asked["date"], asked["part"]) or free
    if reason:
        raise ValidationError(
            _("Op %(date)s (%(part)s) is er geen les: %(reason)s. Kies een andere halve dag.")
            % {"date": f"{asked['date']:%d/%m/%Y}", "part": asked["part"], "reason": reason}
        )
    if asked["year"] != year:
        raise ValidationError(_("Deze klas hoort bij een ander schooljaar dan deze datum."))
    scope = {
        **asked, "school": school, "taken_at": taken_at, "waiting": waiting, "actor": by.name,
        "user_text": str(by.user_id or ""), "why": by.why(acts.REGISTER_TAKE, school),
        "approves": school in by.places(acts.P_APPROVE),
    }  # fmt: skip
    return scope, _rows(*(column or () for column in found[0][6:]))


def _rows(
    pupils: Sequence[int], enrolments: Sequence[int], levels: Sequence[str], kinds: Sequence[str],
    marked: Sequence[int], *columns: Sequence[Any],
) -> dict[int, _Row]:  # fmt: skip
    """The pupils of the class; ``columns`` are what is stored for those in ``marked``."""
    stored = {
        pupil: (Cell(pupil, mark, version, minutes, ground, entered_by, entered_at), sub_code)
        for pupil, mark, version, minutes, ground, sub_code, entered_by, entered_at in zip(
            marked, *columns, strict=True
        )
    }
    return {
        pupil: _Row(
            enrolment, level, kind, *(stored.get(pupil) or (Cell(pupil, PRESENT, 0, None, "", None, None), None))
        )
        for pupil, enrolment, level, kind in zip(pupils, enrolments, levels, kinds, strict=True)
    }


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
    check_entries(by=by, school_id=scope["school"], entries=entries)
    born = _birth_dates([entry.pupil_id for entry in entries if entry.mark == Mark.A])
    for entry in entries:
        row = rows[entry.pupil_id]
        if entry.mark not in {PRESENT, row.cell.mark}:
            check_mark(
                by=by, school_id=scope["school"], mark=entry.mark, level=row.level, kind=row.kind,
                birth_date=born.get(entry.pupil_id), on=scope["date"],
            )  # fmt: skip


def _birth_dates(pupils: list[int]) -> dict[int, Date]:
    """Code A asks for the age; hardly any register holds one."""
    return dict(Pupil.objects.filter(pk__in=pupils).values_list("pk", "birth_date")) if pupils else {}


def _write(scope: dict[str, Any], ready: Sequence[Entry], rows: dict[int, _Row], *, taken: bool) -> tuple[Cell, ...]:
    parameters = {
        **scope,
        "taken": taken,
        "pupils": [entry.pupil_id for entry in ready],
        "enrolments": [rows[entry.pupil_id].enrolment_id for entry in ready],
        "marks": [entry.mark for entry in ready],
        "minutes": [entry.minutes for entry in ready],
        "grounds": [entry.ground for entry in ready],
        "sub_codes": [entry.sub_code_id for entry in ready],
        "seen": [entry.seen for entry in ready],
    }
    statement = _WRITE.format(table=partition(scope["year"]))
    if scope["waiting"] or not ready:
        # One statement is one transaction: marks, register, log and notice stand or fall together.
        return tuple(Cell(*row) for row in prepared(statement, parameters))
    with transaction.atomic():
        written = tuple(Cell(*row) for row in prepared(statement, parameters))
        changes.wake()
    return written
