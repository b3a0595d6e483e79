"""Children of the list as somebody sees them: the list, one child, and what was read written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.attendance.models import HalfDay
from leerrecht.discipline.models import Report, ReportKind, ReportState
from leerrecht.enrolment.models import Enrolment
from leerrecht.law import antwoord
from leerrecht.law.calendar import first_day
from leerrecht.law.casus import Casus, Leerling, Periode
from leerrecht.law.leerplicht import leerplicht
from leerrecht.law.regels import REGELS
from leerrecht.law.tucht import NAMEN
from leerrecht.leerplicht.contributors import facts_of
from leerrecht.leerplicht.domain.path import NAMES, Next, next_of, next_step
from leerrecht.leerplicht.models import (
    Candidate,
    Check,
    CheckKind,
    ListedChild,
    State,
    Step,
    Where,
)
from leerrecht.organisations.domain.periods import in_words, last_day
from leerrecht.organisations.models import Centre
from leerrecht.people.domain.names import fold

PAGE_SIZE = 25
MOST_HANDED = 40
TOPIC = "leerplichtcontrole"
_SHOWN_CODES = "BZRPMHA"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to. ``step`` is a key of the path; empty: all that wait."""

    check: str = ""
    step: str = ""
    words: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    child: ListedChild
    next: Next


def visible(by: Principal, act: str = acts.LEERPLICHT_VIEW) -> "QuerySet[Any, Any]":
    """Children whom somebody sees, with ``next``, the key of what comes next."""
    rows = policy.visible(ListedChild, to=by, act=act).select_related("check_list", "municipality", "centre")
    return rows.annotate(next=next_step(by.on))


def child_list(by: Principal, narrowed: Narrowed, number: Any) -> tuple["Page[ListedChild]", list[Line]]:
    """One page of children, and the look at it written down: four statements."""
    rows = visible(by)
    if narrowed.check:
        rows = rows.filter(check_list=UUID(narrowed.check))
    rows = rows.filter(next=narrowed.step) if narrowed.step else rows.filter(state__in=(State.DOUBT, State.OPEN))
    for word in fold(narrowed.words).split():
        rows = rows.filter(sort_key__contains=word)
    if narrowed.town:
        rows = rows.filter(Q(postcode=narrowed.town) | Q(town__iexact=narrowed.town))
    page = Paginator(rows.order_by("sort_key", "pk"), PAGE_SIZE).get_page(number)
    lines = [Line(child, next_of(child, child.next)) for child in page]
    looked(by, [line.child for line in lines])
    return page, lines


def steps_of(by: Principal, check: Check | None = None) -> list[tuple[str, Any, int]]:
    """How many children wait for each step, in the order of the path: one query."""
    rows = visible(by)
    if check is not None:
        rows = rows.filter(check_list=check)
    counts = dict(rows.order_by().values_list("next").annotate(Count("pk")))
    return [(key, name, counts[key]) for key, name in NAMES.items() if key in counts]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law asks in this check: in words, since when, until when, and from where."""

    title: str
    since: date
    until: date | None
    done: date | None
    because: Sequence[str]
    source: Sequence[str]


@dataclass(slots=True)
class ChildPage:
    child: ListedChild
    next: Next
    steps: list[Step]
    candidates: list[Candidate]
    law: list[Answer]
    compulsory: tuple[date, date, date] | None
    enrolments: list[str] = field(default_factory=list)
    codes: list[tuple[str, int]] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)


def child_page(by: Principal, child: ListedChild) -> ChildPage:
    """One child with its steps; for who leads the check also who it may be, and what is known of the pupil.

    AGODI sees per pupil the enrolments, the codes and the measures that were reported to it (contract/access).
    """
    steps = policy.visible(Step, to=by, act=acts.LEERPLICHT_VIEW).filter(child=child).defer("content")
    shown = ChildPage(
        child=child,
        next=next_of(child, child.next),  # type: ignore[attr-defined]
        steps=list(steps.select_related("organisation")),
        candidates=list(policy.visible(Candidate, to=by, act=acts.LEERPLICHT_KEEP).filter(child=child)),
        law=asked_by_law(child, by.on),
        compulsory=leerplicht(_pupil(child), by.on),
    )
    leads = policy.visible(ListedChild, to=by, act=acts.LEERPLICHT_KEEP).filter(pk=child.pk).exists()
    if leads and child.pupil_id is not None:
        _known(shown, child.pupil_id, by.on)
    looked(by, [child])
    return shown


def asked_by_law(child: ListedChild, on: date) -> list[Answer]:
    """What the rules of the check ask on a day, for a child that need not be a pupil."""
    if child.check_list.kind != CheckKind.COMPULSORY or child.state == State.DOUBT:
        return []
    facts = facts_of(child)
    casus = Casus(_pupil(child), meer={TOPIC: (facts,)})
    found = antwoord(casus, on, verandert=False).uitkomsten
    return [
        Answer(REGELS[one.regel].titel, one.sinds, one.uiterlijk, one.vervuld_op, one.omdat, one.bron)
        for one in found
        if one.regel.startswith(TOPIC)
    ]


def _pupil(child: ListedChild) -> Leerling:
    home: tuple[Periode, ...] = ()
    if not child.waits and child.where == Where.HOME and child.settled_on is not None:
        home = (Periode(child.settled_on),)
    return Leerling(child.birth_date, child.nationality, child.register_entry, huisonderwijs=home)


def _known(shown: ChildPage, pupil_id: int, on: date) -> None:
    year = shown.child.check_list.school_year
    with stand(command(TOPIC, on)):
        for one in Enrolment.objects.filter(pupil_id=pupil_id, school_year=year).select_related("school"):
            until = last_day(one.period)
            shown.enrolments.append(
                f"{one.school}, {one.get_level_display()}, {in_words(one.period.lower)}"
                + (f" – {in_words(until)}" if until else "")
            )
        marks = HalfDay.objects.filter(
            pupil_id=pupil_id, school_year=year, date__range=(first_day(year), on), mark__in=list(_SHOWN_CODES)
        ).exclude(mark="P", approved_at=None)
        shown.codes = sorted(marks.order_by().values_list("mark").annotate(Count("date")))
        told = Report.objects.filter(pupil_id=pupil_id, state=ReportState.ACKNOWLEDGED, kind=ReportKind.REPORT)
        names = dict(NAMEN)
        shown.measures = [
            f"{names[kind]}, {in_words(day)}"
            for kind, day in told.order_by("acknowledged_on").values_list("procedure__kind", "acknowledged_on")
            if day is not None
        ]


def children_for(by: Principal, check: Check, day: date, kind: str) -> list[bytes]:
    """The letters of one day, to print one behind the other; in the order of the addresses."""
    rows = policy.visible(Step, to=by, act=acts.LEERPLICHT_KEEP).filter(child__check_list=check, on=day, kind=kind)
    rows = rows.exclude(content=None).select_related("child").order_by("child__postcode", "child__sort_key", "pk")
    found = list(rows)
    looked(by, [step.child for step in found])
    return [bytes(step.content or b"") for step in found]


def handed(by: Principal, check: Check, day: date, town: str = "") -> list[ListedChild]:
    """The names that were handed on a day: to one municipality, by its name, or to Kind en Gezin."""
    name = "family_service_on" if check.kind == CheckKind.TODDLERS else "handed_on"
    rows = visible(by, acts.LEERPLICHT_KEEP).filter(check_list=check, **{name: day})
    if check.kind == CheckKind.COMPULSORY:
        rows = rows.filter(Q(municipality__name=town) | Q(municipality=None, town=town))
    found = list(rows.order_by("postcode", "sort_key", "pk"))
    looked(by, found)
    return found


def handed_days(by: Principal, check: Check) -> list[tuple[date, str]]:
    """On which days names were handed, and to which municipality ("" for Kind en Gezin); the newest first."""
    name = "family_service_on" if check.kind == CheckKind.TODDLERS else "handed_on"
    rows = visible(by, acts.LEERPLICHT_KEEP).filter(check_list=check, **{f"{name}__isnull": False})
    pairs = set(rows.order_by().values_list(name, "municipality__name", "town").distinct())
    whole = check.kind == CheckKind.TODDLERS
    found = {(day, "" if whole else known or town) for day, known, town in pairs}
    return sorted(found, key=lambda one: (-one[0].toordinal(), one[1]))[:MOST_HANDED]


def centres() -> "QuerySet[Centre, Centre]":
    """To which CLBs a name may go: which there are is public."""
    return Centre.objects.order_by("name")


def looked(by: Principal, children: Sequence[ListedChild]) -> None:
    """Write that these rows were read: of children of the list, and of the pupils among them in their own log."""
    if not children or by.user_id is None:
        return
    log.record(
        by=by, act="leerplicht.look", kind="leerplicht.listedchild", why=by.why(acts.LEERPLICHT_VIEW),
        detail={"children": [str(child.pk) for child in children]},
    )  # fmt: skip
    pupils = [(child.pupil_id, None) for child in children if child.pupil_id is not None]
    if pupils:
        log.record_list(
            by=by, act="leerplicht.look", kind="leerplicht.listedchild", shown=pupils, compartments=(),
            why=by.why(acts.LEERPLICHT_VIEW),
        )  # fmt: skip


def looked_at_letter(by: Principal, step: Step) -> None:
    """A letter was opened: write it down."""
    looked(by, [step.child])
