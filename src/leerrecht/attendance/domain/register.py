"""Saving the register of a class: the busiest verb of the house, so three statements and no models.

Every mark is compare-and-set: the writer says which version it saw. What is stored already
counts as saved, so sending the same thing twice is safe; what somebody else changed meanwhile
is handed back as a conflict and left as it is.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

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
from leerrecht.access.sql import ask
from leerrecht.attendance.domain.details import check_entries
from leerrecht.attendance.domain.entries import KNOWN_AHEAD, PRESENT, Cell, Entry, Saved
from leerrecht.attendance.domain.half_days import partition
from leerrecht.attendance.domain.marks import check_mark
from leerrecht.attendance.models import Mark
from leerrecht.facts.domain import changes
from leerrecht.people.models import Pupil

NO_ACCESS = _l("Deze klas bestaat niet, of u hebt er geen toegang toe.")


class _Place(NamedTuple):
    """The enrolment of a pupil of the class."""

    enrolment_id: int
    level: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Class:
    """The pupils of a class, and what is stored for some of them on one half-day."""

    pupils: dict[int, _Place]
    cells: dict[int, Cell]
    sub_codes: dict[int, int | None]

    def cell(self, pupil_id: int) -> Cell:
        return self.cells.get(pupil_id) or Cell(pupil_id, PRESENT, 0, None, "", None, None)

    def holds(self, entry: Entry) -> bool:
        cell = self.cells.get(entry.pupil_id)
        if cell is None or entry.mark == PRESENT:
            return cell is None and entry.mark == PRESENT
        sub_code = self.sub_codes[entry.pupil_id]
        return (cell.mark, cell.minutes, cell.ground, sub_code) == (
            entry.mark,
            entry.minutes,
            entry.ground or cell.ground,
            entry.sub_code_id or sub_code,
        )


# The half-days of one school year stand in one partition; naming it spares the server the search among all.
# Lists instead of rows: a class travels as a handful of values.
_READ = f"""
SELECT json_build_array(c.school_id, c.school_year,
       EXISTS (SELECT FROM enrolment_classteam t
               WHERE t.class_group_id = c.id AND t.user_id = $2::bigint AND t.period @> $3::date),
       (SELECT f.reason FROM enrolment_freeday f
        WHERE f.school_id = c.school_id AND f.date = $4::date AND f.part IN ('', $5::text)),
       (SELECT r.taken_at FROM attendance_register r
        WHERE r.class_group_id = c.id AND r.date = $4::date AND r.part = $5::text),
       {changes.WAITING_SQL},
       p.pupils, p.enrolments, p.levels, p.kinds, p.cells)::text
FROM enrolment_classgroup c, LATERAL (
    SELECT array_agg(e.pupil_id) AS pupils, array_agg(e.id) AS enrolments,
           array_agg(e.level) AS levels, array_agg(e.kind) AS kinds,
           json_agg(json_build_array(h.pupil_id, h.mark, h.version, h.late_minutes, h.ground, h.entered_by_id,
                                     h.entered_at, h.sub_code_id)) FILTER (WHERE h.mark IS NOT NULL) AS cells
    FROM enrolment_placement p
    JOIN enrolment_enrolment e ON e.id = p.enrolment_id
    LEFT JOIN {{table}} h ON h.school_year = c.school_year AND h.pupil_id = e.pupil_id
          AND h.date = $4::date AND h.part = $5::text
    WHERE p.class_group_id = c.id AND p.period @> $4::date AND e.period @> $4::date
) p
WHERE c.id = $1::bigint
"""

_WRITE = """
WITH writer AS (
    SELECT set_config('leerrecht.user', coalesce($6::bigint::text, ''), true) AS name
), wanted AS (
    SELECT t.* FROM writer, json_to_recordset($1::json) AS t (
        pupil_id bigint, enrolment_id bigint, mark text, minutes smallint, ground text, sub_code_id bigint,
        seen integer)
), stored AS (
    INSERT INTO {table} AS h (school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground,
        sub_code_id, late_minutes, approved_by_id, approved_at, source, entered_by_id, version)
    SELECT $2::smallint, pupil_id, $3::date, $4::text, enrolment_id, $5::bigint,
           mark, ground, sub_code_id, minutes,
           CASE WHEN mark = 'P' AND $7::boolean THEN $6::bigint END,
           CASE WHEN mark = 'P' AND $7::boolean THEN now() END, 'register', $6::bigint, seen + 1
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
    WHERE w.mark = '.' AND h.school_year = $2::smallint AND h.pupil_id = w.pupil_id AND h.date = $3::date
      AND h.part = $4::text AND h.version = w.seen
    RETURNING h.pupil_id
), done AS (
    SELECT pupil_id, mark, version, late_minutes, ground, entered_by_id, entered_at FROM stored
    UNION ALL SELECT pupil_id, '.', 0, NULL, '', NULL, NULL FROM removed
{taken}), noticed AS (
    INSERT INTO facts_change (pupil_id) SELECT pupil_id FROM done
), logged AS (
    INSERT INTO access_logentry (actor_id, actor, act, kind, object_id, pupil_id, organisation_id, why, detail)
    SELECT $6::bigint, $8::text, 'register.take', 'attendance.halfday', $9::text,
           pupil_id, $5::bigint, $10::text, jsonb_build_object('mark', mark, 'version', version)
    FROM done{taken_logged}
)
SELECT json_agg(json_build_array(pupil_id, mark, version, late_minutes, ground, entered_by_id, entered_at))::text
FROM done
"""

# Only where the register was not taken before: most saves come later, and to open a table costs as much as a row.
_TAKEN = """), taken AS (
    INSERT INTO attendance_register (class_group_id, date, part, taken_by_id, taken_at)
    SELECT $11::bigint, $3::date, $4::text, $6::bigint, now()
    ON CONFLICT (class_group_id, date, part) DO NOTHING
    RETURNING id
"""
_TAKEN_LOGGED = """
    UNION ALL
    SELECT $6::bigint, $8::text, 'register.take', 'attendance.register', $9::text,
           NULL, $5::bigint, $10::text, jsonb_build_object('class', $11::bigint)
    FROM taken"""


@cache
def _writing(table: str, *, taken: bool) -> str:
    parts = {"taken": _TAKEN, "taken_logged": _TAKEN_LOGGED} if taken else {"taken": "", "taken_logged": ""}
    return _WRITE.format(table=table, **parts)


@cache
def _reading(table: str) -> str:
    return _READ.format(table=table)


def save_register(
    *, by: Principal, class_group_id: int, date: Date, part: str, entries: Sequence[Entry], taken: bool
) -> Saved:
    """Save what a person entered for one class and half-day; ``taken`` notes that the register is complete.

    Raises ``Denied``, and ``ValidationError`` with a message in Dutch: no lessons on that half-day,
    a date ahead for something nobody can know yet, a pupil who is not in the class, a code that the
    level or the role does not have. Nothing is written then.
    """
    asked = _Asked(by=by, class_id=class_group_id, date=date, part=part, today=timezone.localdate())
    scope, found = _read(asked)
    _check(entries, found, asked=asked, scope=scope, complete=taken)
    wanted = [entry for entry in entries if not found.holds(entry)]
    ready = [entry for entry in wanted if found.cell(entry.pupil_id).version == entry.seen]
    changed: tuple[Cell, ...] = ()
    first = taken and scope.taken_at is None
    if ready or first:
        changed = _write(asked, scope, ready, found, taken=first)
    settled = {cell.pupil_id for cell in changed}
    missed = [entry.pupil_id for entry in wanted if entry.pupil_id not in settled]
    now = _read(asked)[1] if missed else found
    settled.update(missed)
    return Saved(
        changed=changed,
        unchanged=tuple(entry.pupil_id for entry in entries if entry.pupil_id not in settled),
        conflicts=tuple(now.cell(pupil_id) for pupil_id in missed),
        taken_at=scope.taken_at or (timezone.now() if taken else None),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    by: Principal
    class_id: int
    date: Date
    part: str
    today: Date


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where is written, and ``waiting``: whether a job will look at changes anyway."""

    school_id: int
    school_year: int
    taken_at: datetime | None
    waiting: bool


def _read(asked: _Asked) -> tuple[_Scope, _Class]:
    """The class with the right to write in it, and its pupils with what is stored; one query."""
    by, date, part = asked.by, asked.date, asked.part
    on = law.school_year(date)
    found = ask(
        _reading(partition(on)),
        str(asked.class_id), _text(by.user_id), asked.today.isoformat(), date.isoformat(), part,
    )  # fmt: skip
    if found is None:
        raise Denied(NO_ACCESS)
    school, year, own, free, taken_at, waiting, *columns = found
    own = own and school in by.places(acts.REGISTER_TAKE, Reach.CLASSES)
    if not (by.system or own or school in by.places(acts.REGISTER_TAKE)):
        raise Denied(NO_ACCESS)
    reason = law.why_free(date, part) or free
    if reason:
        raise ValidationError(
            _("Op %(date)s (%(part)s) is er geen les: %(reason)s. Kies een andere halve dag.")
            % {"date": f"{date:%d/%m/%Y}", "part": part, "reason": reason}
        )
    if on != year:
        raise ValidationError(_("Deze klas hoort bij een ander schooljaar dan deze datum."))
    return _Scope(school, year, datetime.fromisoformat(taken_at) if taken_at else None, waiting), _class(*columns)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _class(
    pupils: list[int] | None, enrolments: list[int], levels: list[str], kinds: list[str], marked: list[Any] | None
) -> _Class:
    if not pupils:
        return _Class({}, {}, {})
    return _Class(
        dict(zip(pupils, map(_Place, enrolments, levels, kinds), strict=True)),
        {cell[0]: _cell(*cell[:-1]) for cell in marked or ()},
        {cell[0]: cell[-1] for cell in marked or ()},
    )


def _cell(
    pupil_id: int, mark: str, version: int, minutes: int | None, ground: str, entered_by: int | None, at: str | None
) -> Cell:
    return Cell(pupil_id, mark, version, minutes, ground, entered_by, datetime.fromisoformat(at) if at else None)


def _check(entries: Sequence[Entry], found: _Class, *, asked: _Asked, scope: _Scope, complete: bool) -> None:
    by = asked.by
    named = {entry.pupil_id for entry in entries}
    if not named <= found.pupils.keys():
        raise ValidationError(
            _("Een leerling zit op die dag niet in deze klas. Laad de pagina opnieuw om de juiste lijst te zien.")
        )
    if len(named) != len(entries):
        raise ValidationError(_("Een leerling staat twee keer in dezelfde ingave. Laad de pagina opnieuw."))
    ahead = asked.date > asked.today
    if ahead and (complete or any(entry.mark not in KNOWN_AHEAD | {PRESENT} for entry in entries)):
        raise ValidationError(
            _("Deze datum ligt in de toekomst. Vooraf kunt u alleen een gekende afwezigheid ingeven, zoals ziekte (Z).")
        )
    check_entries(by=by, school_id=scope.school_id, entries=entries)
    absent = [entry for entry in entries if entry.mark != PRESENT]
    born = _birth_dates([entry.pupil_id for entry in absent if entry.mark == Mark.A])
    for entry in absent:
        if entry.mark != found.cell(entry.pupil_id).mark:
            place = found.pupils[entry.pupil_id]
            check_mark(
                by=by, school_id=scope.school_id, mark=entry.mark, level=place.level, kind=place.kind,
                birth_date=born.get(entry.pupil_id), on=asked.date,
            )  # fmt: skip


def _birth_dates(pupils: list[int]) -> dict[int, Date]:
    """Code A asks for the age; hardly any register holds one."""
    return dict(Pupil.objects.filter(pk__in=pupils).values_list("pk", "birth_date")) if pupils else {}


def _write(asked: _Asked, scope: _Scope, ready: Sequence[Entry], found: _Class, *, taken: bool) -> tuple[Cell, ...]:
    if scope.waiting or not ready:
        # One statement is one transaction: marks, register, log and notice stand or fall together.
        return _written(asked, scope, ready, found, taken=taken)
    with transaction.atomic():
        written = _written(asked, scope, ready, found, taken=taken)
        changes.wake()
    return written


def _written(asked: _Asked, scope: _Scope, ready: Sequence[Entry], found: _Class, *, taken: bool) -> tuple[Cell, ...]:
    by, school = asked.by, scope.school_id
    wanted = [
        {
            "pupil_id": entry.pupil_id, "enrolment_id": found.pupils[entry.pupil_id].enrolment_id, "mark": entry.mark,
            "minutes": entry.minutes, "ground": entry.ground, "sub_code_id": entry.sub_code_id, "seen": entry.seen,
        }
        for entry in ready
    ]  # fmt: skip
    written = ask(
        _writing(partition(scope.school_year), taken=taken),
        json.dumps(wanted), str(scope.school_year), asked.date.isoformat(), asked.part, str(school),
        _text(by.user_id), str(school in by.places(acts.P_APPROVE)),
        by.name, f"{asked.class_id}/{asked.date}/{asked.part}", by.why(acts.REGISTER_TAKE, school),
        *((str(asked.class_id),) if taken else ()),
    )  # fmt: skip
    return tuple(_cell(*cell) for cell in written or ())
