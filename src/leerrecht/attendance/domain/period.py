"""Absence over a period, for one or more pupils: the marks of every half-day held, in one statement.

The marks are the absence: nothing else is stored, so there is nothing that can disagree with them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain import half_days
from leerrecht.attendance.domain.details import check_ground, check_sub_code
from leerrecht.attendance.domain.entries import KNOWN_AHEAD
from leerrecht.attendance.domain.marks import check_mark
from leerrecht.attendance.models import HalfDay, Mark, Source
from leerrecht.enrolment.domain.queries.calendar import ONE_DAY, PARTS, SchoolDays, school_days
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.domain import changes

MOST_PUPILS = 300
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Period:
    """What somebody wants to enter. ``seen_at`` is when the preview was made: later marks are left alone."""

    pupil_ids: tuple[int, ...]
    first: Date
    last: Date
    parts: tuple[str, ...]
    mark: str
    ground: str = ""
    sub_code_id: int | None = None
    replace: bool = False
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One half-day that the period touches; ``now`` is the mark that stands there, empty for none."""

    pupil_id: int
    date: Date
    part: str
    enrolment_id: int
    school_id: int
    now: str
    seen: int


@dataclass(frozen=True, slots=True)
class PeriodResult:
    """What a period changes: new marks, marks replaced, marks kept because they stood there, marks equal already."""

    new: tuple[Planned, ...]
    replaced: tuple[Planned, ...]
    kept: tuple[Planned, ...]
    equal: tuple[Planned, ...]

    @property
    def written(self) -> int:
        return len(self.new) + len(self.replaced)

    def of(self, pupil_id: int) -> "PeriodResult":
        """The same for one pupil."""
        return PeriodResult(*(tuple(item for item in items if item.pupil_id == pupil_id) for items in self._groups()))

    def _groups(self) -> tuple[tuple[Planned, ...], ...]:
        return (self.new, self.replaced, self.kept, self.equal)


def plan_period(*, by: Principal, period: Period) -> PeriodResult:
    """What :func:`enter_period` would do, without writing.

    Raises ``Denied`` for a pupil on whose absences ``by`` does not work, and ``ValidationError``
    (by field) for a period, mark or ground that cannot be.
    """
    _check_span(period.first, period.last, len(period.pupil_ids))
    enrolments = _enrolments(by, period)
    _check(by, period, enrolments)
    calendars = school_days(
        to=by, act=acts.ABSENCE_EDIT, schools=sorted({item.school_id for item in enrolments}),
        first=period.first, last=period.last,
    )  # fmt: skip
    years = range(law.school_year(period.first), law.school_year(period.last) + 1)
    stored = {
        (half.pupil_id, half.date, half.part): half
        for half in HalfDay.objects.filter(
            school_year__in=years, pupil_id__in=period.pupil_ids, date__range=(period.first, period.last)
        )
    }
    new: list[Planned] = []
    replaced: list[Planned] = []
    kept: list[Planned] = []
    equal: list[Planned] = []
    for enrolment, day, part in _occasions(period, enrolments, calendars):
        half = stored.get((enrolment.pupil_id, day, part))
        planned = Planned(
            enrolment.pupil_id, day, part, enrolment.pk, enrolment.school_id,
            half.mark if half else "", half.version if half else 0,
        )  # fmt: skip
        if half is None:
            new.append(planned)
        elif _same(half, period):
            equal.append(planned)
        elif period.replace and (period.seen_at is None or half.entered_at <= period.seen_at):
            replaced.append(planned)
        else:
            kept.append(planned)
    if not (new or replaced or kept or equal):
        raise ValidationError(
            {"first": _("In deze periode heeft geen van deze leerlingen les. Kies andere dagen of een ander dagdeel.")}
        )
    return PeriodResult(tuple(new), tuple(replaced), tuple(kept), tuple(equal))


@transaction.atomic
def enter_period(*, by: Principal, period: Period) -> PeriodResult:
    """Enter a mark for pupils on every half-day held in a period; marks that stand there stay unless ``replace``.

    Raises as :func:`plan_period`; nothing is written then. What somebody else entered between the
    preview and now is kept and told in the result.
    """
    plan = plan_period(by=by, period=period)
    wanted = (*plan.new, *plan.replaced)
    done = _write(by, period, wanted)
    result = PeriodResult(
        tuple(item for item in plan.new if _key(item) in done),
        tuple(item for item in plan.replaced if _key(item) in done),
        (*plan.kept, *(item for item in wanted if _key(item) not in done)),
        plan.equal,
    )
    touched = sorted({pupil for pupil, _day, _part in done})
    for pupil in touched:
        mine = result.of(pupil)
        log.record(
            by=by, act="absence.period", kind="attendance.halfday", pupil_id=pupil,
            organisation_id=(mine.new or mine.replaced)[0].school_id,
            detail={
                "first": str(period.first), "last": str(period.last), "mark": period.mark,
                "new": len(mine.new), "replaced": len(mine.replaced),
            },
        )  # fmt: skip
    if touched:
        changes.notify(touched)
    return result


def _key(item: Planned) -> tuple[int, Date, str]:
    return item.pupil_id, item.date, item.part


def _write(by: Principal, period: Period, wanted: Sequence[Planned]) -> set[half_days.HalfDayId]:
    approving = by.schools(acts.P_APPROVE) if period.mark == Mark.P else frozenset()
    rows = [
        half_days.Change(
            law.school_year(item.date), item.pupil_id, item.date, item.part, item.enrolment_id, item.school_id,
            mark=period.mark, ground=period.ground, sub_code_id=period.sub_code_id,
            approved=item.school_id in approving, seen=item.seen,
        )
        for item in wanted
    ]  # fmt: skip
    return half_days.write(rows, by=by, source=Source.PERIOD)


def _same(half: HalfDay, period: Period) -> bool:
    return (half.mark, half.ground, half.sub_code_id) == (
        period.mark,
        period.ground or half.ground,
        period.sub_code_id or half.sub_code_id,
    )


def _enrolments(by: Principal, period: Period) -> list[Enrolment]:
    found = list(
        policy.visible(Enrolment, to=by, act=acts.ABSENCE_EDIT)
        .filter(
            pupil_id__in=period.pupil_ids,
            period__overlap=(period.first, period.last + ONE_DAY),
        )
        .select_related("pupil")
        .order_by("pupil__sort_key", "pupil_id", "pk")
    )
    if missing := set(period.pupil_ids) - {item.pupil_id for item in found}:
        raise Denied(
            _("%(number)s van de gekozen leerlingen zijn in deze periode niet ingeschreven waar u werkt.")
            % {"number": len(missing)}
        )
    return found


def _check(by: Principal, period: Period, enrolments: Collection[Enrolment]) -> None:
    if period.last > timezone.localdate() and period.mark not in KNOWN_AHEAD:
        raise ValidationError(
            {"last": _("Deze datum ligt in de toekomst. Vooraf kunt u alleen een gekende afwezigheid ingeven.")}
        )
    for enrolment in enrolments:
        for on in _ends(enrolment, period):
            check_mark(
                by=by, school_id=enrolment.school_id, mark=period.mark, level=enrolment.level, kind=enrolment.kind,
                birth_date=enrolment.pupil.birth_date, on=on,
            )  # fmt: skip
            check_ground(ground=period.ground, mark=period.mark, level=enrolment.level, kind=enrolment.kind, on=on)
    check_sub_code(
        by=by, sub_code_id=period.sub_code_id, mark=period.mark, schools={item.school_id for item in enrolments}
    )


def _ends(enrolment: Enrolment, period: Period) -> tuple[Date, Date]:
    """The first and last day of the period on which the enrolment holds."""
    return (
        max(enrolment.period.lower, period.first),
        min(enrolment.period.upper - ONE_DAY, period.last),
    )


def _occasions(
    period: Period, enrolments: Iterable[Enrolment], calendars: dict[int, SchoolDays]
) -> Iterable[tuple[Enrolment, Date, str]]:
    """Each half-day once per pupil: of two part-time enrolments the first."""
    seen: set[tuple[int, Date, str]] = set()
    for enrolment in enrolments:
        first, last = _ends(enrolment, period)
        for half in calendars[enrolment.school_id].held_between(first, last, period.parts or PARTS):
            key = (enrolment.pupil_id, half.date, half.part)
            if key not in seen:
                seen.add(key)
                yield enrolment, half.date, half.part


def _check_span(first: Date, last: Date, pupils: int) -> None:
    """Raise ``ValidationError`` by field where the period or the number of pupils is not one to enter."""
    for field, day in (("first", first), ("last", last)):
        try:
            law.why_free(day)
        except law.BuitenKalender as error:
            raise ValidationError({field: _("Voor deze datum is er geen schoolkalender.")}) from error
    if last < first:
        raise ValidationError({"last": _("De laatste dag valt voor de eerste.")})
    if (last - first).days >= MOST_DAYS:
        raise ValidationError({"last": _("Een periode is hoogstens een schooljaar lang.")})
    if not pupils:
        raise ValidationError({"pupils": _("Kies minstens één leerling.")})
    if pupils > MOST_PUPILS:
        raise ValidationError({"pupils": _("Kies hoogstens %(most)s leerlingen.") % {"most": MOST_PUPILS}})
