"""What a token reads: each list begins with what its principal may see."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.models import LogEntry
from leerrecht.access.principal import Principal, command
from leerrecht.access.sql import among
from leerrecht.access.standing import stand
from leerrecht.api.domain import events
from leerrecht.api.domain.paging import page_of
from leerrecht.api.rules import EVENT_OF_ACT, OF_THE_REGISTER
from leerrecht.attendance.models import Certificate, HalfDay, Register, SubCode
from leerrecht.duties.domain.queries.worklist import needing
from leerrecht.duties.models import Outcome
from leerrecht.enrolment.models import ClassGroup, Enrolment, FreeDay, Placement, YearResult
from leerrecht.indicators.models import Audience, Figure
from leerrecht.organisations.models import School
from leerrecht.people.domain.queries.pupils import visible_pupils
from leerrecht.people.models import Contact, Pupil, PupilNumber

LOOK = "api.read"
# An entry carries the moment at which its transaction began: one with a later number may have an earlier moment.
_AT_ONCE = timedelta(days=1)
_RULES = [name for name in law.REGELS if name.startswith(OF_THE_REGISTER)]


def schools(by: Principal) -> QuerySet[School]:
    return policy.visible(School, to=by, act=acts.SCHOOL_VIEW)


def classes(by: Principal, *, school_year: int | None) -> QuerySet[ClassGroup]:
    found = policy.visible(ClassGroup, to=by, act=acts.SCHOOL_VIEW).select_related("location")
    return found if school_year is None else found.filter(school_year=school_year)


def pupils(by: Principal, *, class_id: int | None = None, number: str = "", on: date) -> QuerySet[Pupil]:
    """Pupils of the school; of a class those who sit in it on a day, by the number of the school package one."""
    found = visible_pupils(by)
    if class_id is not None:
        seats = policy.visible(Placement, to=by, act=acts.PUPIL_VIEW).filter(
            class_group=class_id, period__contains=on, enrolment__pupil_id=OuterRef("pk")
        )
        found = found.filter(Exists(seats))
    if number:
        named = policy.visible(PupilNumber, to=by, act=acts.PUPIL_VIEW).filter(
            number=number, board__schools__in=by.places(acts.PUPIL_VIEW)
        )
        found = found.filter(pk__in=named.values("pupil_id"))
    return found


def numbers_of(by: Principal, pupil_ids: Iterable[int]) -> dict[int, list[str]]:
    """The numbers by which the board of the school knows pupils: one query."""
    found: dict[int, list[str]] = {}
    rows = policy.visible(PupilNumber, to=by, act=acts.PUPIL_VIEW).filter(
        pupil_id__in=among(pupil_ids), board__schools__in=by.places(acts.PUPIL_VIEW)
    )
    for pupil_id, number in rows.order_by("number").values_list("pupil_id", "number").distinct():
        found.setdefault(pupil_id, []).append(number)
    return found


def seats_of(by: Principal, pupil_ids: Iterable[int], *, on: date) -> dict[int, int]:
    """The class of pupils on a day: one query."""
    rows = policy.visible(Placement, to=by, act=acts.PUPIL_VIEW).filter(
        enrolment__pupil_id__in=among(pupil_ids), period__contains=on
    )
    return dict(rows.order_by("pk").values_list("enrolment__pupil_id", "class_group_id"))


def enrolments(by: Principal, *, pupil_id: int | None, school_year: int | None) -> QuerySet[Enrolment]:
    found = policy.visible(Enrolment, to=by, act=acts.PUPIL_VIEW)
    if pupil_id is not None:
        found = found.filter(pupil_id=pupil_id)
    return found if school_year is None else found.filter(school_year=school_year)


def results(by: Principal, *, pupil_id: int | None, school_year: int | None) -> QuerySet[YearResult]:
    found = policy.visible(YearResult, to=by, act=acts.PUPIL_VIEW).select_related("enrolment")
    if pupil_id is not None:
        found = found.filter(enrolment__pupil=pupil_id)
    return found if school_year is None else found.filter(enrolment__school_year=school_year)


def contacts(by: Principal, *, pupil_id: int | None) -> QuerySet[Contact]:
    found = policy.visible(Contact, to=by, act=acts.PUPIL_VIEW)
    return found if pupil_id is None else found.filter(pupil_id=pupil_id)


def half_days(
    by: Principal, *, first: date, last: date, pupil_id: int | None, class_id: int | None
) -> QuerySet[HalfDay]:  # fmt: skip
    years = range(law.school_year(first), law.school_year(last) + 1)
    found = policy.visible(HalfDay, to=by, act=acts.REGISTER_VIEW).filter(
        school_year__in=years, date__range=(first, last)
    )
    if pupil_id is not None:
        found = found.filter(pupil_id=pupil_id)
    if class_id is not None:
        seats = policy.visible(Placement, to=by, act=acts.REGISTER_VIEW).filter(
            class_group=class_id, enrolment=OuterRef("enrolment_id"), period__contains=OuterRef("date")
        )
        found = found.filter(Exists(seats))
    return found


def registers(by: Principal, *, first: date, last: date, class_id: int | None) -> QuerySet[Register]:
    found = policy.visible(Register, to=by, act=acts.REGISTER_VIEW).filter(date__range=(first, last))
    return found if class_id is None else found.filter(class_group=class_id)


def certificates(by: Principal, *, pupil_id: int | None) -> QuerySet[Certificate]:
    found = policy.visible(Certificate, to=by, act=acts.CERTIFICATE_VIEW).defer("note")
    return found if pupil_id is None else found.filter(pupil_id=pupil_id)


def duties(by: Principal, *, pupil_id: int | None, on: date, open_only: bool) -> QuerySet[Outcome]:
    """Outcomes of rules that follow from the register; ``open_only``: those on the worklist of the school."""
    found = needing(to=by, on=on) if open_only else policy.visible(Outcome, to=by, act=acts.DUTY_VIEW)
    found = found.filter(regel__in=_RULES)
    return found if pupil_id is None else found.filter(pupil_id=pupil_id)


def own_codes(by: Principal) -> QuerySet[SubCode]:
    return policy.visible(SubCode, to=by, act=acts.REGISTER_VIEW)


def free_days(by: Principal, *, first: date, last: date) -> QuerySet[FreeDay]:
    """Days of the school's own without lessons, beside the Flemish calendar."""
    return policy.visible(FreeDay, to=by, act=acts.REGISTER_VIEW).filter(date__range=(first, last))


def changes(
    by: Principal, school_id: int, *, heard: Collection[str], after: int | None, since: date, cursor: str, most: int
) -> tuple[list[LogEntry], str | None, int]:
    """What happened at a school after a number of the log, or since a day, of the events that are ``heard``.

    Gives rows, the cursor after them, and the number up to which this is all of it. The log itself stands behind a
    wall; what comes out are numbers of records whose kind the token reads.
    """
    kinds = [act for act, event in EVENT_OF_ACT.items() if event in heard]
    with stand(command("wijzigingen", by.on)):
        bound = events.settled_until()
        found = events.entries(school_id, after=after or 0, until=bound).filter(act__in=kinds)
        if after is None:
            found = found.filter(at__gte=timezone.make_aware(datetime.combine(since, time.min)))
        elif (last := LogEntry.objects.filter(pk__lte=after).order_by("-pk").first()) is not None:
            found = found.filter(at__gte=last.at - _AT_ONCE)
        rows, next_page = page_of(found, cursor=cursor, most=most)
    return rows, next_page, rows[-1].pk if next_page else max(bound, after or 0)


def figures(by: Principal, *, school_year: int | None, indicator: str) -> QuerySet[Figure]:
    """Published figures, from which small numbers are taken out."""
    own = by.organisations(acts.FIGURES_VIEW)
    found = policy.visible(Figure, to=by, act=acts.FIGURES_VIEW).filter(Q(organisation__in=own), audience=Audience.OPEN)
    if school_year is not None:
        found = found.filter(school_year=school_year)
    return found.filter(indicator=indicator) if indicator else found


def look(
    by: Principal, what: str, shown: Iterable[tuple[int, int | None]], *, act: str = LOOK,
    compartments: Iterable[str] = (), ground: str,
) -> None:  # fmt: skip
    """Write in the log which pupils were on a page that went out."""
    log.record_list(by=by, act=act, kind=what, shown=shown, compartments=compartments, why=by.why(ground))
