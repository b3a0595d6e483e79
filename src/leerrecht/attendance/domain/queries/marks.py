"""The half-days of one pupil: the year strip, the counts, and everything that they ever held."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, timedelta

from django.db.models import QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay, HalfDayHistory, LessonMark, Mark
from leerrecht.enrolment.domain.queries.calendar import free_days_of
from leerrecht.enrolment.models import Enrolment
from leerrecht.law import calendar, codes
from leerrecht.law import strip as strips
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class State:
    """What a half-day held; an empty mark is no row: present, or nothing known yet."""

    mark: str = ""
    ground: str = ""
    minutes: int | None = None
    verification: str = ""
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one half-day: when, by whom, from what to what."""

    date: Date
    part: str
    at: datetime
    by: str
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Remark:
    """What a half-day of the strip says beside its letter."""

    mark: str
    ground: str
    minutes: int | None
    waiting: bool
    certificate_id: int | None


def strip_of(principal: Principal, pupil: Pupil, school_year: int) -> bytes:
    """The strip of a school year as ``law.strip`` describes it: 732 bytes, over the enrolments that are seen.

    A P without the director's approval stands as unknown. Three queries.
    """
    rows = seen(principal, pupil, school_year).values_list("date", "part", "mark", "approved_at")
    return _strip(principal, pupil, school_year, rows)


def shown_of(principal: Principal, pupil: Pupil, school_year: int) -> tuple[bytes, dict[tuple[Date, str], Remark]]:
    """:func:`strip_of` and :func:`remarks_of` for one page, which reads the half-days once. Three queries."""
    rows = list(seen(principal, pupil, school_year))
    marks = [(row.date, row.part, row.mark, row.approved_at) for row in rows]
    return _strip(principal, pupil, school_year, marks), _remarks(principal, rows)


def _strip(
    principal: Principal, pupil: Pupil, school_year: int, rows: Iterable[tuple[Date, str, str, datetime | None]]
) -> bytes:
    marks = (
        (day, part, Mark.UNKNOWN.value if mark == Mark.P and approved_at is None else mark)
        for day, part, mark, approved_at in rows
    )
    return strips.mark(strips.base(school_year, _segments(principal, pupil, school_year)), school_year, marks)


def remarks_of(principal: Principal, pupil: Pupil, school_year: int) -> dict[tuple[Date, str], Remark]:
    """What the half-days say beside their letter; grounds and certificates only for who may see certificates."""
    return _remarks(principal, seen(principal, pupil, school_year))


def _remarks(principal: Principal, rows: Iterable[HalfDay]) -> dict[tuple[Date, str], Remark]:
    return {
        (row.date, row.part): Remark(
            mark=row.mark,
            ground=ground_label(row.ground) if sees_grounds(principal, row.school_id) else "",
            minutes=row.late_minutes,
            waiting=row.mark == Mark.P and row.approved_at is None,
            certificate_id=row.certificate_id if sees_grounds(principal, row.school_id) else None,
        )
        for row in rows
    }


def history_of(principal: Principal, pupil: Pupil, school_year: int) -> list[Step]:
    """Every change of every half-day of a school year that is kept, latest first. Three queries."""
    former = policy.visible(HalfDayHistory, to=principal, act=acts.REGISTER_VIEW).filter(
        pupil_id=pupil.pk, school_year=school_year
    )
    return _history(principal, [*former.order_by("id"), *seen(principal, pupil, school_year)])


def history_at(principal: Principal, pupil: Pupil, day: Date, part: str) -> list[Step]:
    """The same of one half-day. Three queries."""
    here = {"pupil_id": pupil.pk, "school_year": calendar.school_year(day), "date": day, "part": part}
    former = policy.visible(HalfDayHistory, to=principal, act=acts.REGISTER_VIEW).filter(**here)
    now = policy.visible(HalfDay, to=principal, act=acts.REGISTER_VIEW).filter(**here)
    return _history(principal, [*former.order_by("id"), *now])


def _history(principal: Principal, rows: Sequence[HalfDay | HalfDayHistory]) -> list[Step]:
    """The changes that former states, in order, and present ones tell, latest first."""
    chains: dict[tuple[Date, str], list[HalfDay | HalfDayHistory]] = {}
    for row in rows:
        chains.setdefault((row.date, row.part), []).append(row)
    steps = [step for chain in chains.values() for step in _steps(principal, chain)]
    names = _names(step[2] for step in steps)
    found = [
        Step(date=key[0], part=key[1], at=at, by=names.get(by, ""), before=before, after=after)
        for key, at, by, before, after in steps
    ]
    return sorted(found, key=lambda step: (step.at, step.date, step.part == "nm"), reverse=True)


def lessons_of(principal: Principal, pupil: Pupil, school_year: int) -> "QuerySet[LessonMark]":
    """The lesson hours missed in a school year."""
    return (
        policy.visible(LessonMark, to=principal, act=acts.REGISTER_VIEW)
        .filter(pupil=pupil, date__range=(calendar.first_day(school_year), calendar.last_day(school_year)))
        .distinct()
    )


def repeated_lessons(marks: Iterable[LessonMark]) -> list[tuple[str, int]]:
    """Which weekday and lesson hour, or which subject, comes back: label and number, most first, from two on."""
    found: Counter[str] = Counter()
    for mark in marks:
        found[f"{WEEKDAYS[mark.date.weekday()]}, lesuur {mark.hour}"] += 1
        if mark.subject:
            found[mark.subject] += 1
    return [(label, number) for label, number in found.most_common() if number > 1]


WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def seen(principal: Principal, pupil: Pupil, school_year: int) -> "QuerySet[HalfDay]":
    """The half-days of a pupil in a school year that may be seen, in order."""
    return (
        policy.visible(HalfDay, to=principal, act=acts.REGISTER_VIEW)
        .filter(school_year=school_year, pupil_id=pupil.pk)
        .order_by("date", "-part")
    )


def sees_grounds(principal: Principal, school_id: int) -> bool:
    """A ground can tell of health, court or youth care: it is for those who may see certificates."""
    return principal.system or school_id in principal.places(acts.CERTIFICATE_VIEW)


def ground_label(slug: str) -> str:
    return codes.GRONDEN[slug].label if slug in codes.GRONDEN else slug


StepRow = tuple[tuple[Date, str], datetime, int | None, State, State]


def _steps(principal: Principal, chain: Sequence[HalfDay | HalfDayHistory]) -> Iterable[StepRow]:
    """The changes of one half-day: ``chain`` are its former states in order, then the present one if any."""
    before = State()
    previous: HalfDayHistory | None = None
    for row in chain:
        key, after = (row.date, row.part), _state(principal, row)
        if previous is not None and previous.change == "U":
            yield key, previous.replaced_at, previous.replaced_by_id, before, after
        else:
            yield key, row.entered_at, row.entered_by_id, State(), after
        before = after
        previous = row if isinstance(row, HalfDayHistory) else None
        if previous is not None and previous.change == "D":
            yield key, previous.replaced_at, previous.replaced_by_id, before, State()
            before = State()


def _state(principal: Principal, row: HalfDay | HalfDayHistory) -> State:
    return State(
        mark=row.mark,
        ground=ground_label(row.ground) if sees_grounds(principal, row.school_id) else "",
        minutes=row.late_minutes,
        verification=row.verification,
        approved=row.approved_at is not None,
    )


def _names(user_ids: Iterable[int | None]) -> dict[int | None, str]:
    wanted = {user_id for user_id in user_ids if user_id}
    return {user.pk: user.get_full_name() for user in User.objects.filter(pk__in=wanted)} if wanted else {}


def _segments(principal: Principal, pupil: Pupil, school_year: int) -> tuple[strips.Segment, ...]:
    """The enrolments that are seen, each with its school's own free days; of two at once the first goes before."""
    enrolments = list(
        policy.visible(Enrolment, to=principal, act=acts.PUPIL_VIEW)
        .filter(pupil=pupil, school_year=school_year)
        .order_by("period", "share")
        .values_list("school_id", "period")
    )
    year = calendar.first_day(school_year), calendar.last_day(school_year)
    free = free_days_of({school_id for school_id, _period in enrolments}, *year) if enrolments else {}
    segments: list[strips.Segment] = []
    end = calendar.first_day(school_year) - timedelta(days=1)
    for school_id, period in enrolments:
        last = (period.upper or calendar.first_day(school_year + 1)) - timedelta(days=1)
        first = max(period.lower, end + timedelta(days=1))
        if first <= last:
            segments.append((first, last, free[school_id].days, free[school_id].parts))
            end = last
    return tuple(segments)
