"""What waits for somebody: registers, reasons, decisions over P. Each list is one set-based query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries import notes
from leerrecht.attendance.domain.queries.scoped import rows_of
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.enrolment.domain.queries import calendar as held
from leerrecht.enrolment.models import ClassGroup
from leerrecht.law import calendar


@dataclass(frozen=True, slots=True)
class OpenClass:
    """A class with registers that were not taken: how many today and before, and the oldest."""

    class_group_id: int
    class_name: str
    school_id: int
    school: str
    today: int
    before: int
    oldest: Date


@dataclass(frozen=True, slots=True)
class OpenRegister:
    """A register that was not taken."""

    class_group_id: int
    class_name: str
    school: str
    date: Date
    part: str
    age: int


@dataclass(frozen=True, slots=True)
class Absence:
    """Half-days in a row (as the school holds them) of one pupil with the same mark; ``age`` in days."""

    pupil_id: int
    first_name: str
    last_name: str
    sort_key: str
    school_id: int
    school: str
    class_name: str
    first: Date
    first_part: str
    last: Date
    last_part: str
    half_days: int
    ground: str
    entered_at: datetime
    age: int

    @property
    def name(self) -> str:
        return f"{self.last_name} {self.first_name}"

    @property
    def key(self) -> str:
        """What a form sends back to name this absence."""
        return f"{self.pupil_id}:{self.school_id}:{self.first:%Y-%m-%d}:{self.last:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class WorklistCounts:
    """Numbers for the start page. A list that the principal does not work on is None."""

    registers_today: int | None = None
    registers_before: int | None = None
    registers_oldest: Date | None = None
    unknown_half_days: int | None = None
    unknown_pupils: int | None = None
    unknown_oldest: Date | None = None
    p_half_days: int | None = None
    p_pupils: int | None = None
    notes: int | None = None


_HELD = """
, held AS (
    SELECT * FROM unnest(%(held_schools)s::bigint[], %(held_dates)s::date[], %(held_parts)s::text[], %(held_n)s::int[])
    AS t (school_id, date, part, n)
)
"""

# A class of which no pupil is placed on a day has no register to take then. EXCEPT compares sets at
# once; an outer join would look up each of some twenty thousand half-days by itself.
_OPEN = f"""{_HELD}
, spans AS (
    SELECT p.class_group_id AS id, range_agg(p.period) AS period FROM enrolment_placement p
    WHERE p.class_group_id IN (SELECT id FROM seen) GROUP BY p.class_group_id
), waiting AS (
    SELECT s.id, h.date, h.part
    FROM seen s JOIN spans USING (id) JOIN held h ON h.school_id = s.school_id AND spans.period @> h.date
    EXCEPT
    SELECT r.class_group_id, r.date, r.part FROM attendance_register r WHERE r.class_group_id IN (SELECT id FROM seen)
)
"""

_OPEN_CLASSES = f"""{_OPEN}
, by_class AS (
    SELECT id, count(*) FILTER (WHERE date = %(today)s) AS today, count(*) FILTER (WHERE date < %(today)s) AS before,
           min(date) AS oldest
    FROM waiting GROUP BY id
)
SELECT s.id, s.name, s.school_id, o.name, c.today, c.before, c.oldest
FROM by_class c JOIN seen s USING (id) JOIN organisations_organisation o ON o.id = s.school_id
ORDER BY c.oldest, o.name, s.name
"""

_OPEN_REGISTERS = f"""{_OPEN}
SELECT w.id, s.name, o.name, w.date, w.part, %(today)s - w.date
FROM waiting w JOIN seen s USING (id) JOIN organisations_organisation o ON o.id = s.school_id
ORDER BY w.date, w.part DESC, o.name, s.name
"""

_OPEN_COUNT = f"""{_OPEN}
SELECT count(*) FILTER (WHERE date = %(today)s), count(*) FILTER (WHERE date < %(today)s), min(date) FROM waiting
"""

_ABSENCES = f"""{_HELD}
, numbered AS (
    SELECT s.*, h.n, h.n - row_number() OVER (PARTITION BY s.pupil_id, s.school_id ORDER BY h.n) AS island
    FROM seen s JOIN held h USING (school_id, date, part)
), absences AS (
    SELECT pupil_id, school_id, min(date) AS first, (array_agg(part ORDER BY n))[1] AS first_part, max(date) AS last,
           (array_agg(part ORDER BY n DESC))[1] AS last_part, count(*) AS half_days, max(ground) AS ground,
           min(entered_at) AS entered_at, (array_agg(enrolment_id ORDER BY n DESC))[1] AS enrolment_id
    FROM numbered GROUP BY pupil_id, school_id, island
)
SELECT a.pupil_id, u.first_name, u.last_name, u.sort_key, a.school_id, o.name, coalesce(g.name, ''), a.first,
       a.first_part, a.last, a.last_part, a.half_days, a.ground, a.entered_at, greatest(0, %(today)s - a.first)
FROM absences a
JOIN people_pupil u ON u.id = a.pupil_id
JOIN organisations_organisation o ON o.id = a.school_id
LEFT JOIN enrolment_placement p ON p.enrolment_id = a.enrolment_id AND p.period @> a.last
LEFT JOIN enrolment_classgroup g ON g.id = p.class_group_id
ORDER BY a.first, u.sort_key
"""

_ABSENCE_COUNT = """
SELECT count(*) FILTER (WHERE mark = '-'), count(DISTINCT pupil_id) FILTER (WHERE mark = '-'),
       min(date) FILTER (WHERE mark = '-'),
       count(*) FILTER (WHERE mark = 'P'), count(DISTINCT pupil_id) FILTER (WHERE mark = 'P')
FROM seen
"""

_CLASS_COLUMNS = ("id", "school_id", "name")
_ABSENCE_COLUMNS = ("pupil_id", "school_id", "enrolment_id", "date", "part", "ground", "entered_at")
WAITING_P = Q(mark=Mark.P, approved_at=None)
UNKNOWN = Q(mark=Mark.UNKNOWN)


def classes(principal: Principal, year: int) -> "QuerySet[ClassGroup]":
    """Classes of a school year whose register the principal may take."""
    return policy.visible(ClassGroup, to=principal, act=acts.REGISTER_TAKE).filter(school_year=year)


def open_classes(records: "QuerySet[ClassGroup]", now: datetime) -> list[OpenClass]:
    """Classes of ``records`` (from :func:`classes`) with registers not taken by ``now``, oldest first."""
    params = _register_params(_schools(records), now)
    return [OpenClass(*row) for row in rows_of(records, _CLASS_COLUMNS, _OPEN_CLASSES, params)]


def open_registers(records: "QuerySet[ClassGroup]", now: datetime) -> list[OpenRegister]:
    """The registers of ``records`` (from :func:`classes`) not taken by ``now``, oldest first."""
    params = _register_params(_schools(records), now)
    return [OpenRegister(*row) for row in rows_of(records, _CLASS_COLUMNS, _OPEN_REGISTERS, params)]


def unknown(principal: Principal, on: Date) -> "QuerySet[HalfDay]":
    """Half-days of this school year without a reason, for those who work on absences."""
    return _half_days(principal, on).filter(UNKNOWN, date__lte=on)


def waiting_p(principal: Principal, on: Date) -> "QuerySet[HalfDay]":
    """Half-days P of this school year on which the director has not decided, also those ahead."""
    return _half_days(principal, on).filter(WAITING_P)


def absences(records: "QuerySet[HalfDay]", principal: Principal, on: Date) -> list[Absence]:
    """The half-days of ``records`` as absences: per pupil, in a row; oldest first."""
    year = calendar.school_year(on)
    schools = principal.places(acts.ABSENCE_EDIT) if not principal.system else _schools(records)
    keys = {
        school_id: held.half_days(school, calendar.first_day(year), calendar.last_day(year))
        for school_id, school in held.calendars(schools, year).items()
    }
    return [Absence(*row) for row in rows_of(records, _ABSENCE_COLUMNS, _ABSENCES, {**_held(keys), "today": on})]


def counts(principal: Principal, now: datetime) -> WorklistCounts:
    """How much waits for the principal, for the start page: at most six queries."""
    on, year = now.date(), calendar.school_year(now.date())
    found: dict[str, Any] = {}
    if principal.can(acts.REGISTER_TAKE):
        records = classes(principal, year)
        schools = principal.schools(acts.REGISTER_TAKE) if not principal.system else _schools(records)
        rows = rows_of(records, _CLASS_COLUMNS, _OPEN_COUNT, _register_params(schools, now))
        today, before, oldest = rows[0] if rows else (0, 0, None)
        found |= {"registers_today": today, "registers_before": before, "registers_oldest": oldest}
    if principal.can(acts.ABSENCE_EDIT):
        records_of_pupils = _half_days(principal, on).filter(WAITING_P | UNKNOWN & Q(date__lte=on))
        rows = rows_of(records_of_pupils, ("mark", "pupil_id", "date"), _ABSENCE_COUNT, {})
        half_days, pupils, oldest, p_half_days, p_pupils = rows[0] if rows else (0, 0, None, 0, 0)
        found |= {
            "unknown_half_days": half_days, "unknown_pupils": pupils, "unknown_oldest": oldest,
            "p_half_days": p_half_days, "p_pupils": p_pupils,
        }  # fmt: skip
    if principal.can(acts.CERTIFICATE_VIEW):
        found["notes"] = notes.count(principal, year)
    return WorklistCounts(**found)


def _half_days(principal: Principal, on: Date) -> "QuerySet[HalfDay]":
    year = calendar.school_year(on)
    return policy.visible(HalfDay, to=principal, act=acts.ABSENCE_EDIT).filter(school_year=year)


def _schools(records: "QuerySet[Any]") -> frozenset[int]:
    return frozenset(records.order_by().values_list("school_id", flat=True).distinct())


def _register_params(schools: Iterable[int], now: datetime) -> dict[str, Any]:
    year = calendar.school_year(now.date())
    keys = {
        school_id: held.begun(held.half_days(school, calendar.first_day(year), now.date()), now)
        for school_id, school in held.calendars(schools, year).items()
    }
    return {**_held(keys), "today": now.date()}


def _held(keys: dict[int, list[held.HalfDayKey]]) -> dict[str, list[Any]]:
    """The half-days that schools hold, numbered in order, as arrays for ``unnest``."""
    rows = [(school_id, day, part, n) for school_id, days in keys.items() for n, (day, part) in enumerate(days)]
    return {
        "held_schools": [row[0] for row in rows],
        "held_dates": [row[1] for row in rows],
        "held_parts": [row[2] for row in rows],
        "held_n": [row[3] for row in rows],
    }
