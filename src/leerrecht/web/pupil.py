"""Everything that the page of one pupil shows to one principal, put together from what the rooms let see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries import marks
from leerrecht.attendance.models import Certificate, LessonMark
from leerrecht.duties.domain.queries import worklist
from leerrecht.duties.models import PupilAnswer
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.law import calendar
from leerrecht.people.models import Contact, Pupil, PupilNumber
from leerrecht.thuiszitters.domain.queries import pupil as register
from leerrecht.thuiszitters.domain.queries.register import Line as Sitting
from leerrecht.ui.strip import HalfDay, Note, YearStrip, year_strip

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Year:
    """A school year to choose."""

    year: int
    label: str


@dataclass(frozen=True, slots=True)
class School:
    """An enrolment with the classes in it, latest first."""

    enrolment: Enrolment
    first: date
    last: date
    placements: Sequence[Placement]


@dataclass(frozen=True, slots=True)
class May:
    """What this principal may do for this pupil, at a school where the pupil is or was enrolled."""

    edit: bool
    see_contacts: bool
    see_certificates: bool
    add_certificate: bool
    enter_absence: bool
    see_duties: bool


@dataclass(frozen=True, slots=True)
class Lessons:
    """Lesson hours missed, and what comes back among them."""

    marks: Sequence[LessonMark]
    repeated: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class PupilPage:
    """What the page shows. Lists are empty where the principal may not see them; ``may`` tells which."""

    pupil: Pupil
    age: int
    year: int
    years: Sequence[Year]
    current: School | None
    schools: Sequence[School]
    numbers: Sequence[str]
    strip: YearStrip
    open: Sequence[worklist.Line]
    rights: Sequence[worklist.Line]
    done: Sequence[worklist.Line]
    answer: PupilAnswer | None
    certificates: Sequence[Certificate]
    contacts: Sequence[Contact]
    siblings: Sequence[Pupil]
    lessons: Lessons
    may: May
    sitting: Sitting | None


def pupil_page(principal: Principal, pupil: Pupil, *, on: date, year: int | None = None) -> PupilPage:
    """The page of a pupil whom the caller found by ``policy.find``: a fixed number of queries.

    ``year`` is the school year of strip, certificates and lessons; without it, the current one, or the
    last one in which an enrolment is seen.
    """
    schools = _schools(principal, pupil)
    known = sorted({school.enrolment.school_year for school in schools}, reverse=True)
    now = calendar.school_year(on)
    chosen = year if year in known else (now if now in known or not known else known[0])
    may = _may(principal, schools)
    lines = worklist.of_pupil(pupil.pk, to=principal) if may.see_duties else worklist.OfPupil((), (), ())
    return PupilPage(
        pupil=pupil,
        age=_age(pupil.birth_date, on),
        year=chosen,
        years=[Year(number, calendar.label(number)) for number in known],
        current=next((school for school in schools if school.first <= on <= school.last), None),
        schools=schools,
        numbers=_numbers(principal, pupil),
        strip=_strip(principal, pupil, chosen, on, schools),
        open=lines.open,
        rights=lines.rights,
        done=lines.done,
        answer=visible(PupilAnswer, to=principal, act=acts.DUTY_VIEW).filter(pupil=pupil).first(),
        certificates=list(_certificates(principal, pupil, chosen)),
        contacts=list(_contacts(principal, pupil)),
        siblings=list(visible(Pupil, to=principal, act=acts.PUPIL_VIEW).filter(siblings=pupil, merged_into=None)),
        lessons=_lessons(principal, pupil, chosen),
        may=may,
        sitting=register.card(pupil, to=principal, on=on),
    )


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _schools(principal: Principal, pupil: Pupil) -> list[School]:
    """The enrolments that are seen with the classes that are seen, latest first: two queries."""
    enrolments = (
        visible(Enrolment, to=principal, act=acts.PUPIL_VIEW).filter(pupil=pupil).select_related("school", "location")
    )
    placements: dict[int, list[Placement]] = {}
    for placement in (
        visible(Placement, to=principal, act=acts.PUPIL_VIEW)
        .filter(enrolment__pupil=pupil)
        .select_related("class_group")
        .order_by("-period")
    ):
        placements.setdefault(placement.enrolment_id, []).append(placement)
    return [
        School(enrolment, enrolment.period.lower, enrolment.period.upper - DAY, placements.get(enrolment.pk, []))
        for enrolment in enrolments.order_by("-period", "share")
    ]


def _may(principal: Principal, schools: Sequence[School]) -> May:
    here = {school.enrolment.school_id for school in schools}

    def at(act: str) -> bool:
        return principal.system or not here.isdisjoint(principal.places(act))

    return May(
        edit=at(acts.PUPIL_EDIT),
        see_contacts=at(acts.PUPIL_EDIT) or at(acts.DUTY_VIEW),
        see_certificates=at(acts.CERTIFICATE_VIEW),
        add_certificate=at(acts.CERTIFICATE_ADD),
        enter_absence=at(acts.ABSENCE_EDIT),
        see_duties=at(acts.DUTY_VIEW),
    )


def _numbers(principal: Principal, pupil: Pupil) -> list[str]:
    found = visible(PupilNumber, to=principal, act=acts.PUPIL_VIEW).filter(pupil=pupil)
    return list(found.order_by("number").values_list("number", flat=True))


def _contacts(principal: Principal, pupil: Pupil) -> QuerySet[Contact]:
    act = acts.PUPIL_EDIT if principal.can(acts.PUPIL_EDIT) else acts.DUTY_VIEW
    return visible(Contact, to=principal, act=act).filter(pupil=pupil)


def _certificates(principal: Principal, pupil: Pupil, year: int) -> QuerySet[Certificate]:
    return visible(Certificate, to=principal, act=acts.CERTIFICATE_VIEW).filter(
        pupil=pupil, first_day__lte=calendar.last_day(year), last_day__gte=calendar.first_day(year)
    )


def _lessons(principal: Principal, pupil: Pupil, year: int) -> Lessons:
    found = list(marks.lessons_of(principal, pupil, year))
    return Lessons(found, marks.repeated_lessons(found))


def _strip(principal: Principal, pupil: Pupil, year: int, on: date, schools: Sequence[School]) -> YearStrip:
    strip, remarks = marks.shown_of(principal, pupil, year)
    sits = [placement for school in schools for placement in school.placements]
    notes = {at: Note(_remark(remark), _register_of(at, sits)) for at, remark in remarks.items()}
    return year_strip(year=year, strip=strip, today=on, notes=notes)


def _remark(remark: marks.Remark) -> str:
    parts = [remark.ground] if remark.ground else []
    if remark.minutes:
        parts.append(_("%(n)d minuten") % {"n": remark.minutes})
    if remark.waiting:
        parts.append(_("P gevraagd, wacht op beslissing"))
    if remark.certificate_id:
        parts.append(_("attest aanwezig"))
    return ", ".join(parts)


def _register_of(at: HalfDay, placements: Sequence[Placement]) -> str:
    """The register in which a half-day stands, where the class of that day is seen."""
    day, part = at
    for placement in placements:
        if placement.period.lower <= day and (placement.period.upper is None or day < placement.period.upper):
            return reverse("register", args=[placement.class_group_id, day, part])
    return ""
