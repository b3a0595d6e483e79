"""What the register screens show: classes of a day, one class on a half-day, a class in a week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.marks import marks_for
from leerrecht.attendance.models import HalfDay, HalfDayNote, Mark, Register, Source
from leerrecht.enrolment.domain.queries.calendar import PARTS, SchoolDays, school_days
from leerrecht.enrolment.models import ClassGroup, Placement
from leerrecht.people.models import Pupil

AROUND = timedelta(days=130)
"""Free days that are read around a day: enough to find the half-days before and after a long holiday."""
ABSENT = [mark.value for mark in Mark if mark is not Mark.LATE]


@dataclass(frozen=True, slots=True)
class Choice:
    """A mark that may be set, as a button shows it."""

    letter: str
    label: str


@dataclass(frozen=True, slots=True)
class CellNow:
    """What is stored for a pupil on a half-day, and how it came there; empty mark: nothing stored."""

    mark: str = ""
    version: int = 0
    minutes: int | None = None
    ground: str = ""
    sub_code_id: int | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One pupil of a register; ``present`` where the register of the own class says so already."""

    pupil_id: int
    name: str
    initials: str
    class_id: int
    class_name: str
    choices: tuple[Choice, ...]
    cell: CellNow
    present: bool = False
    noted: bool = False

    @property
    def foreign(self) -> bool:
        """A mark stands there that the one who looks may not set, such as a P for a teacher."""
        return bool(self.cell.mark) and self.cell.mark not in {choice.letter for choice in self.choices}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A class, or a group of pupils, on one half-day."""

    date: Date
    part: str
    rows: tuple[Row, ...]
    taken_at: datetime | None = None
    taken_by: str = ""
    closed: str = ""

    @property
    def legend(self) -> list[Choice]:
        """Every mark that occurs among the rows, once, in a fixed order."""
        found = {choice.letter: choice for row in self.rows for choice in row.choices}
        return [choice for choice in found.values() if choice.letter not in "-L"] + [
            found[letter] for letter in "-L" if letter in found
        ]


@dataclass(frozen=True, slots=True)
class HalfDayState:
    """How the register of a class stands on one half-day."""

    part: str
    closed: str
    taken: bool
    absent: int


@dataclass(frozen=True, slots=True)
class ClassState:
    group: ClassGroup
    pupils: int
    parts: tuple[HalfDayState, ...]


@dataclass(frozen=True, slots=True)
class DayOverview:
    """The classes whose register somebody may take on a day; ``closed`` says why there is no school."""

    date: Date
    classes: tuple[ClassState, ...]
    closed: str = ""
    school_day: Date | None = None


@dataclass(frozen=True, slots=True)
class WeekRow:
    row: Row
    cells: tuple["WeekCell", ...]


@dataclass(frozen=True, slots=True)
class WeekCell:
    date: Date
    part: str
    closed: str
    enrolled: bool
    taken: bool
    cell: CellNow
    noted: bool = False


@dataclass(frozen=True, slots=True)
class WeekColumn:
    date: Date
    part: str
    closed: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Week:
    monday: Date
    columns: tuple[WeekColumn, ...]
    rows: tuple[WeekRow, ...]

    @property
    def days(self) -> list[Date]:
        return sorted({column.date for column in self.columns})

    @property
    def sheet(self) -> Sheet:
        """The rows alone, for the legend of marks."""
        return Sheet(self.monday, "", tuple(row.row for row in self.rows))


def label(mark: str) -> str:
    """What a mark means, in words."""
    if mark == Mark.UNKNOWN:
        return _("afwezig, reden nog niet bekend")
    if mark == Mark.LATE:
        return _("te laat, wel aanwezig")
    if mark in law.CODES:
        return law.CODES[mark].naam
    return _("aanwezig")


def calendar_of(*, to: Principal, group: ClassGroup, day: Date, act: str = acts.REGISTER_VIEW) -> SchoolDays:
    """The calendar of the school of a class around a day."""
    found = school_days(to=to, act=act, schools=[group.school_id], first=day - AROUND, last=day + AROUND)
    return found[group.school_id]


def day_overview(*, to: Principal, day: Date, today: Date) -> DayOverview:
    """The classes that ``to`` sees on a day, with per half-day whether the register was taken and how many are absent.

    Without a school day that day, ``closed`` says why and ``school_day`` is the last one before it.
    """
    classes = list(
        policy.visible(ClassGroup, to=to, act=acts.REGISTER_VIEW)
        .filter(school_year=law.school_year(day))
        .select_related("school")
        .order_by("school__name", "school_id", "name")
    )
    schools = sorted({group.school_id for group in classes})
    calendars = school_days(to=to, act=acts.REGISTER_VIEW, schools=schools, first=day - AROUND, last=day)
    open_here = [group for group in classes if calendars[group.school_id].held(day)]
    if not open_here:
        anyone = next(iter(calendars.values()), SchoolDays({}))
        return DayOverview(day, (), anyone.why_free_day(day), anyone.last_school_day(min(day, today)))
    counts, taken, absent = _day_counts(open_here, to=to, day=day)
    return DayOverview(
        day,
        tuple(
            ClassState(
                group,
                counts.get(group.pk, 0),
                tuple(
                    HalfDayState(
                        part,
                        calendars[group.school_id].why_free(day, part),
                        (group.pk, part) in taken,
                        absent.get((group.pk, part), 0),
                    )
                    for part in PARTS
                ),
            )
            for group in open_here
        ),
    )


def _day_counts(
    classes: Sequence[ClassGroup], *, to: Principal, day: Date
) -> tuple[dict[int, int], set[tuple[int, str]], dict[tuple[int, str], int]]:
    """Pupils per class, registers taken, and absences per class and half-day: three queries."""
    placements = _placements(to=to, day=day).filter(class_group__in=classes)
    pupils = dict(placements.order_by().values_list("class_group_id").annotate(number=Count("pk")))
    registers = policy.visible(Register, to=to, act=acts.REGISTER_VIEW).filter(class_group__in=classes, date=day)
    taken = set(registers.values_list("class_group_id", "part"))
    class_of = Q(
        enrolment__placements__class_group__in=[group.pk for group in classes],
        enrolment__placements__period__contains=day,
    )
    half_days = (
        policy.visible(HalfDay, to=to, act=acts.REGISTER_VIEW)
        .filter(class_of, school_year=law.school_year(day), date=day, mark__in=ABSENT)
        .order_by()
        .values_list("enrolment__placements__class_group_id", "part")
        .annotate(number=Count("pupil_id"))
    )
    return pupils, taken, {(group, part): number for group, part, number in half_days}


def _placements(*, to: Principal, day: Date, act: str = acts.REGISTER_VIEW) -> QuerySet[Placement]:
    return policy.visible(Placement, to=to, act=act).filter(period__contains=day, enrolment__period__contains=day)


def class_sheet(*, to: Principal, group: ClassGroup, day: Date, part: str, calendar: SchoolDays) -> Sheet:
    """A class on a half-day with what is known already: four queries. ``closed`` says why there is no register."""
    closed = calendar.why_free(day, part)
    if not closed and law.school_year(day) != group.school_year:
        closed = _("deze klas bestond in een ander schooljaar")
    if closed:
        return Sheet(day, part, (), closed=closed)
    register = (
        policy.visible(Register, to=to, act=acts.REGISTER_VIEW).filter(class_group=group, date=day, part=part).first()
    )
    placements = _placements(to=to, day=day).filter(class_group=group)
    rows = rows_of(placements, to=to, day=day, part=part)
    return Sheet(
        day,
        part,
        rows,
        taken_at=register.taken_at if register else None,
        taken_by=names_of([register.taken_by_id]).get(register.taken_by_id or 0, "") if register else "",
    )


def rows_of(placements: QuerySet[Placement], *, to: Principal, day: Date, part: str) -> tuple[Row, ...]:
    """The pupils of placements (made by a caller from what ``to`` may see) on a half-day: three queries."""
    seats = list(_seats(placements))
    pupils = [seat.enrolment.pupil_id for seat in seats]
    cells = cells_of(pupils, first=day, last=day)
    notes = noted(to=to, pupils=pupils, first=day, last=day)
    return tuple(
        replace(
            _row(seat, to=to, day=day, cell=cells.get((seat.enrolment.pupil_id, day, part), CellNow())),
            noted=(seat.enrolment.pupil_id, day, part) in notes,
        )
        for seat in seats
    )


def noted(*, to: Principal, pupils: Iterable[int], first: Date, last: Date) -> frozenset[tuple[int, Date, str]]:
    """The half-days of pupils from ``first`` to ``last`` that carry a note now: one query."""
    latest: dict[tuple[int, Date, str], str] = {}
    found = policy.visible(HalfDayNote, to=to, act=acts.REGISTER_VIEW).filter(
        pupil_id__in=list(pupils), date__range=(first, last)
    )
    for pupil, day, part, text in found.order_by("id").values_list("pupil_id", "date", "part", "text"):
        latest[pupil, day, part] = text
    return frozenset(key for key, text in latest.items() if text)


def _seats(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    return placements.select_related("enrolment__pupil", "class_group").order_by(
        "enrolment__pupil__sort_key", "enrolment__pupil_id", "enrolment_id"
    )


def group_rows(placements: QuerySet[Placement], *, to: Principal, day: Date, part: str) -> tuple[Row, ...]:
    """As :func:`rows_of` for pupils of several classes: present where the register of the own class was taken."""
    rows = rows_of(placements, to=to, day=day, part=part)
    registers = policy.visible(Register, to=to, act=acts.REGISTER_VIEW)
    taken = set(
        registers.filter(class_group__in={row.class_id for row in rows}, date=day, part=part).values_list(
            "class_group_id", flat=True
        )
    )
    return tuple(replace(row, present=not row.cell.mark and row.class_id in taken) for row in rows)


def _row(seat: Placement, *, to: Principal, day: Date, cell: CellNow) -> Row:
    enrolment, pupil = seat.enrolment, seat.enrolment.pupil
    letters = marks_for(by=to, school_id=enrolment.school_id, level=enrolment.level, kind=enrolment.kind, on=day)
    obliged = law.is_leerplichtig(law.Leerling(geboortedatum=pupil.birth_date), day)
    return Row(
        pupil.pk,
        str(pupil),
        pupil.initials,
        seat.class_group_id,
        seat.class_group.name,
        tuple(Choice(letter, label(letter)) for letter in letters if not (letter == Mark.A and obliged)),
        cell,
    )


def cells_of(pupils: Iterable[int], *, first: Date, last: Date) -> dict[tuple[int, Date, str], CellNow]:
    """What is stored for pupils from ``first`` to ``last``: one query.

    Callers hand over pupils of placements that the user sees: the marks of a pupil who changed class
    meanwhile stay readable in the register of that day for who may read that register.
    """
    years = range(law.school_year(first), law.school_year(last) + 1)
    half_days = HalfDay.objects.filter(school_year__in=years, pupil_id__in=list(pupils), date__range=(first, last))
    return {(half.pupil_id, half.date, half.part): _cell(half) for half in half_days}


def _cell(half: HalfDay) -> CellNow:
    return CellNow(half.mark, half.version, half.late_minutes, half.ground, half.sub_code_id, _origin(half))


def _origin(half: HalfDay) -> str:
    """How a mark came there, in words that everybody who takes registers may read."""
    if half.certificate_id is not None or half.source == Source.CERTIFICATE:
        return _("attest aanwezig")
    if half.mark == Mark.P:
        return _("akkoord van de directeur") if half.approved_at else _("wacht op akkoord van de directeur")
    if half.source == Source.PERIOD:
        return _("vooraf ingegeven voor een periode")
    if half.source == Source.IMPORT:
        return _("uit een ingevoerd bestand")
    return ""


def names_of(users: Iterable[int | None]) -> dict[int, str]:
    """Names of users by id, to say who entered something."""
    wanted = {user for user in users if user is not None}
    if not wanted:
        return {}
    return {user.pk: user.get_full_name() for user in User.objects.filter(pk__in=wanted)}


def pupil_names(pupils: Iterable[int]) -> dict[int, str]:
    """Names of pupils by id, for a caller that was allowed to write about them."""
    wanted = set(pupils)
    return {pupil.pk: str(pupil) for pupil in Pupil.objects.filter(pk__in=wanted)} if wanted else {}


def week_sheet(*, to: Principal, group: ClassGroup, monday: Date, calendar: SchoolDays) -> Week:
    """A class from Monday to Friday: pupils by half-days, those without lessons with the reason; five queries."""
    days = [monday + timedelta(days=offset) for offset in range(5)]
    taken = set(
        policy.visible(Register, to=to, act=acts.REGISTER_VIEW)
        .filter(class_group=group, date__range=(days[0], days[-1]))
        .values_list("date", "part")
    )
    columns = tuple(
        WeekColumn(day, part, _why_closed(calendar, group, day, part), (day, part) in taken)
        for day in days
        for part in PARTS
    )
    placements = policy.visible(Placement, to=to, act=acts.REGISTER_VIEW).filter(
        class_group=group, period__overlap=(days[0], days[-1] + timedelta(days=1))
    )
    seats: dict[int, list[Placement]] = {}
    for seat in _seats(placements):
        seats.setdefault(seat.enrolment.pupil_id, []).append(seat)
    cells = cells_of(seats, first=days[0], last=days[-1])
    notes = noted(to=to, pupils=seats, first=days[0], last=days[-1])
    rows = tuple(
        WeekRow(
            _row(placed[0], to=to, day=days[0], cell=CellNow()),
            tuple(
                WeekCell(
                    column.date,
                    column.part,
                    column.closed,
                    any(_placed(seat, column.date) for seat in placed),
                    column.taken,
                    cells.get((pupil, column.date, column.part), CellNow()),
                    (pupil, column.date, column.part) in notes,
                )
                for column in columns
            ),
        )
        for pupil, placed in seats.items()
    )
    return Week(monday, columns, rows)


def _why_closed(calendar: SchoolDays, group: ClassGroup, day: Date, part: str) -> str:
    if law.school_year(day) != group.school_year:
        return _("ander schooljaar")
    return calendar.why_free(day, part)


def _placed(seat: Placement, day: Date) -> bool:
    return _within(seat.period, day) and _within(seat.enrolment.period, day)


def _within(period: Any, day: Date) -> bool:
    return (period.lower is None or period.lower <= day) and (period.upper is None or day < period.upper)
