"""The file of the CLB of one pupil, trajects that run, and what the page of the case shows of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Max, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb
from leerrecht.access.domain import log
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.cases.models import Case
from leerrecht.cases.panels import Panel
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.tables import waarde
from leerrecht.notes.domain.places import places
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Grant, GrantKind, Pupil
from leerrecht.trajectories.models import CareStep, HomeEducation, Signal, Traject

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Kept:
    """A step with its words, where the reader may read them."""

    step: CareStep
    text: str


@dataclass(frozen=True, slots=True)
class File:
    """``centre_id`` is the CLB for which the reader works on the case; None for who only sees what stands outside."""

    centre_id: int | None
    signals: Sequence[Signal]
    trajects: Sequence[Traject]
    steps: Sequence[Kept]
    page: "Page[CareStep] | None"
    home: HomeEducation | None
    trust: Sequence[Grant]
    enrolled: bool
    divides: bool


@transaction.atomic(savepoint=False)
def file_of(pupil: Pupil, *, by: Principal, on: date, page: int | str = 1) -> File:
    """What the CLB keeps of a pupil whom the caller found: a fixed number of queries, the look is logged with it."""
    centre_id = writes_at(by, pupil)
    trajects = visible(Traject, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil)
    steps = visible(CareStep, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil)
    shown = Paginator(steps.order_by("-on", "-written_at", "pk"), PAGE_SIZE).get_page(page)
    texts = dict(
        visible(Aantekening, to=by, act=acts.NOTE_VIEW)
        .filter(pk__in=[one.note_id for one in shown if one.note_id], withdrawn_at=None)
        .values_list("pk", "text")
    )
    centres = by.organisations(acts.CLB_DOOR)
    log.record(
        by=by, act="clb.look", kind=Traject._meta.label_lower, pupil_id=pupil.pk,
        organisation_id=centre_id or min(centres, default=None), why=policy.ground_of(by, acts.CASE_VIEW, pupil),
        compartments=[Clb.key] if centre_id else [],
    )  # fmt: skip
    return File(
        centre_id=centre_id,
        signals=list(
            visible(Signal, to=by, act=acts.CLB_DOOR)
            .filter(pupil=pupil)
            .select_related("school")
            .order_by("-arisen_on")
        ),
        trajects=list(trajects.select_related("signal", "track").order_by("-began_on", "pk")),
        steps=[Kept(one, texts.get(one.note_id, "") if one.note_id else "") for one in shown],
        page=shown,
        home=visible(HomeEducation, to=by, act=acts.CLB_DOOR).filter(pupil=pupil, ends_on=None).first(),
        trust=_trust(pupil, by, on),
        enrolled=visible(Enrolment, to=by, act=acts.PUPIL_VIEW).filter(pupil=pupil, period__contains=on).exists(),
        divides=bool(centres & by.organisations(acts.CASE_ASSIGN)),
    )


def writes_at(by: Principal, pupil: Pupil) -> int | None:
    """The CLB in whose file of this pupil the reader writes; None where nowhere."""
    return next((place.organisation_id for place in places(by, pupil) if place.compartment == Clb.key), None)


def _trust(pupil: Pupil, by: Principal, on: date) -> list[Grant]:
    """That somebody is trusted, for who names one: never what was said."""
    if not by.can(acts.CASE_ASSIGN):
        return []
    found = visible(Grant, to=by, act=acts.GRANT_VIEW).filter(
        pupil=pupil, kind=GrantKind.TRUST, withdrawn_at=None, period__contains=on
    )
    return list(found.select_related("user"))


@dataclass(frozen=True, slots=True)
class Running:
    """A traject with the day of the last step."""

    traject: Traject
    last: date | None
    late: bool


def trajects_of(*, to: Principal, mine: bool, page: int | str = 1) -> tuple["Page[Any]", list[Running]]:
    """Trajects that run and that the reader may read, those that must be looked at first. The look is logged."""
    found = visible(Traject, to=to, act=acts.NOTE_VIEW).filter(closed_on=None)
    if mine:
        found = found.filter(lead_id=to.user_id)
    found = found.select_related("pupil", "signal__school").order_by("review_on", "began_on", "pk")
    shown = Paginator(found, PAGE_SIZE).get_page(page)
    rows = list(shown)
    last = dict(last_acts([one.pupil_id for one in rows], to=to))
    log.record_list(
        by=to, act="clb.list", kind=Traject._meta.label_lower, compartments=[Clb.key],
        shown=[(one.pupil_id, one.organisation_id) for one in rows], why=to.why(acts.CLB_DOOR),
    )  # fmt: skip
    return shown, [
        Running(one, last.get(one.pupil_id), one.review_on is not None and one.review_on < to.on) for one in rows
    ]


def last_acts(pupil_ids: Collection[int], *, to: Principal) -> "QuerySet[CareStep, tuple[int, date]]":
    """The day of the last step of the CLB by pupil, of what the reader may see."""
    found = visible(CareStep, to=to, act=acts.NOTE_VIEW).filter(pupil_id__in=list(pupil_ids))
    return found.order_by().values_list("pupil_id").annotate(last=Max("on"))


def panel(case: Case, *, to: Principal) -> Panel | None:
    """On the page of the case: what school and CLB said to each other, and for the CLB its traject."""
    act = acts.CLB_DOOR if to.can(acts.CLB_DOOR) else acts.CLB_REPORT
    if not to.can(act):
        return None
    signals = list(
        visible(Signal, to=to, act=act)
        .filter(pupil_id=case.pupil_id)
        .select_related("centre")
        .order_by("-arisen_on")[:3]
    )
    running = visible(Traject, to=to, act=acts.NOTE_VIEW).filter(pupil_id=case.pupil_id, closed_on=None).first()
    if not signals and running is None:
        return None
    context = {"signals": signals, "traject": running, "pupil_id": case.pupil_id, "door": act == acts.CLB_DOOR}
    return Panel(title="School en CLB", template="trajectories/_panel.html", context=context)


def traject_of(pk: object, *, by: Principal, act: str = acts.NOTE_VIEW) -> Traject:
    """A traject with its pupil, signal and decision; the look is logged. Raises ``Http404``."""
    found = policy.find(Traject, pk, by=by, act=act)
    log.record(
        by=by, act="clb.look", on=found, pupil_id=found.pupil_id, organisation_id=found.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, found),
    )  # fmt: skip
    return Traject.objects.select_related("pupil", "signal", "note", "track").get(pk=found.pk)


def home_of(pk: object, *, by: Principal) -> HomeEducation:
    """A time of home education; the look is logged. Raises ``Http404``."""
    found = policy.find(HomeEducation, pk, by=by, act=acts.CLB_DOOR)
    log.record(
        by=by, act="clb.look", on=found, pupil_id=found.pupil_id, organisation_id=found.centre_id,
        why=by.why(acts.CLB_DOOR),
    )  # fmt: skip
    return found


def pupils(keys: Sequence[int], *, by: Principal) -> list[Pupil]:
    """Pupils found by a search, in its order: one query."""
    found = visible(Pupil, to=by, act=acts.CASE_VIEW).in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def gone_home(*, to: Principal, on: date, within: timedelta) -> "QuerySet[Enrolment]":
    """Who left a school for home education, by the reason that the school gave, and of whom nothing is noted yet."""
    noted = visible(HomeEducation, to=to, act=acts.CLB_DOOR).order_by().values("pupil_id")
    return (
        visible(Enrolment, to=to, act=acts.PUPIL_VIEW)
        .filter(
            leave_reason__icontains="huisonderwijs", period__endswith__gt=on - within, period__endswith__lte=on,
            school_id__in=to.places(acts.CLB_DOOR),
        )
        .exclude(pupil_id__in=noted)
        .select_related("pupil", "school")
        .order_by("-period", "pk")
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A child educated at home, and whether that began after many B."""

    home: HomeEducation
    alarm: bool


def home_rows(*, to: Principal) -> list[HomeRow]:
    """Children educated at home now, those with most B before first; the look is logged."""
    found = visible(HomeEducation, to=to, act=acts.CLB_DOOR).filter(ends_on=None)
    rows = list(found.select_related("pupil").order_by("-b_before", "-begins_on", "pk"))
    log.record_list(
        by=to, act="clb.list", kind=HomeEducation._meta.label_lower, compartments=(),
        shown=[(one.pupil_id, one.centre_id) for one in rows], why=to.why(acts.CLB_DOOR),
    )  # fmt: skip
    return [HomeRow(one, one.b_before >= waarde("b.melding", one.begins_on)) for one in rows]
