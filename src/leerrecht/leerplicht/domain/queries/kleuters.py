"""Five-year-olds who will not reach the half-days that they need, or will not at this pace. Source: 000:2386-2390."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.attendance.models import HalfDay
from leerrecht.duties.domain.casus import casus_of
from leerrecht.duties.models import Outcome, Seen
from leerrecht.enrolment.models import Enrolment, Level
from leerrecht.law.calendar import first_day, school_year
from leerrecht.law.kleuter import LEEFTIJD, Aanwezigheid, aanwezigheid
from leerrecht.people.models import Pupil

PAGE_SIZE = 25
REGEL = "kleuter290"
LOST = ("B", "-")


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A five-year-old with what counted; ``outcome_id`` where the law signals it, ``seen_on`` when it was answered."""

    pupil: Pupil
    school: str
    stand: Aanwezigheid
    outcome_id: int | None
    seen_on: date | None

    @property
    def when(self) -> date:
        """Since or from when it is out of reach."""
        return self.stand.sinds or self.stand.verwacht or date.max


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the list; ``looked_at`` is how many five-year-olds lost a half-day or came late."""

    page: "Page[AtRisk]"
    looked_at: int
    needed: int


def at_risk(by: Principal, number: Any) -> Shown:
    """Of the schools that somebody follows, the soonest first; the look is written down."""
    year = school_year(by.on)
    enrolments = _candidates(by, year)
    with stand(command("vijfjarigen", by.on)):
        # Also what was lost at a former school counts; of that only the sum is shown.
        known = casus_of([one.pupil_id for one in enrolments], by.on)
    stands = {pupil: found for pupil, casus in known.items() if (found := aanwezigheid(casus, by.on)) is not None}
    wanted = {pupil: one for pupil, one in stands.items() if one.sinds or one.verwacht}
    outcomes = _outcomes(by, list(wanted))
    seen = _seen(by, list(wanted), year)
    rows = [
        AtRisk(
            one.pupil, one.school.name, wanted[one.pupil_id], outcomes.get(one.pupil_id), seen.get(one.pupil_id),
        )
        for one in enrolments
        if one.pupil_id in wanted
    ]  # fmt: skip
    rows.sort(key=lambda row: (row.when, row.pupil.sort_key, row.pupil.pk))
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    if page.object_list and by.user_id is not None:
        schools = {one.pupil_id: one.school_id for one in enrolments}
        log.record_list(
            by=by, act="leerplicht.kleuters", kind="people.pupil", compartments=(), why=by.why(acts.DUTY_VIEW),
            shown=[(row.pupil.pk, schools[row.pupil.pk]) for row in page],
        )  # fmt: skip
    needed = next((one.nodig for one in stands.values()), 0)
    return Shown(page, len(enrolments), needed)


def _candidates(by: Principal, year: int) -> list[Enrolment]:
    """Five-year-olds in kleuter today who lost a half-day this year, or came after its first day."""
    first = first_day(year)
    lost = HalfDay.objects.filter(
        pupil_id=OuterRef("pupil_id"), school_year=year, date__range=(first, by.on), mark__in=LOST
    )
    rows = policy.visible(Enrolment, to=by, act=acts.DUTY_VIEW).filter(
        school_id__in=by.places(acts.DUTY_VIEW), level=Level.KLEUTER, period__contains=by.on,
        pupil__birth_date__year=year - LEEFTIJD,
    )  # fmt: skip
    found = rows.filter(Q(Exists(lost)) | Q(period__startswith__gt=first)).select_related("pupil", "school")
    return list({one.pupil_id: one for one in found.order_by("pk")}.values())


def _outcomes(by: Principal, pupils: list[int]) -> dict[int, int]:
    rows = policy.visible(Outcome, to=by, act=acts.DUTY_VIEW).filter(pupil_id__in=pupils, regel=REGEL)
    return dict(rows.values_list("pupil_id", "pk"))


def _seen(by: Principal, pupils: list[int], year: int) -> dict[int, date]:
    rows = policy.visible(Seen, to=by, act=acts.DUTY_VIEW).filter(pupil_id__in=pupils, regel=REGEL, school_year=year)
    return dict(rows.order_by("on").values_list("pupil_id", "on"))
