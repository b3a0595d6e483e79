"""One signal with its answers, and what a school brought to its CLB with what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.access.roles import ROLES, Reach
from leerrecht.duties.models import Outcome, Side
from leerrecht.enrolment.models import Enrolment
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Membership, School
from leerrecht.people.models import Pupil
from leerrecht.people.rules import cases
from leerrecht.trajectories.domain.common import vaults_of
from leerrecht.trajectories.domain.queries.presence import Presence, presence
from leerrecht.trajectories.domain.queries.queue import brought_by, reasons_of, without_school
from leerrecht.trajectories.models import OPEN, Answer, Signal, State
from leerrecht.trajectories.rules import OF_CENTRE

PAGE_SIZE = 50
LATEST = 20
REPORT_RULES = ("b5.melding_clb", "z.melding_clb")


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, with its text where the reader may read that."""

    answer: Answer
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A signal as the centre sees it. ``asks`` are open duties of the CLB that an answer does not take away."""

    signal: Signal
    reasons: tuple[str, ...]
    brought: tuple[str, ...]
    text: str
    hidden: bool
    answers: Sequence[Told]
    presence: Presence
    asks: Sequence[Outcome]
    on_case: bool
    divides: bool
    days_to_answer: int | None


def open_signal(pk: object, *, by: Principal, on: date) -> Opened:
    """A signal, with the look at it in the log. A fixed number of queries. Raises ``Http404``."""
    signal = policy.find(Signal, pk, by=by, act=acts.CLB_DOOR)
    signal = Signal.objects.select_related("pupil", "school", "centre").get(pk=signal.pk)
    answers = list(visible(Answer, to=by, act=acts.CLB_DOOR).filter(signal=signal).order_by("at", "pk"))
    texts = _texts([signal.note_id, *(one.note_id for one in answers)], by)
    log.record(
        by=by, act="clb.look", on=signal, pupil_id=signal.pupil_id, organisation_id=signal.centre_id,
        why=by.why(acts.CLB_DOOR), compartments=vaults_of(signal),
    )  # fmt: skip
    first = next((one for one in answers if one.kind in (State.TAKEN, State.DECLINED, State.WAITING)), None)
    begin = signal.reported_on or signal.arisen_on
    return Opened(
        signal=signal,
        reasons=reasons_of(signal, to=by, on=on),
        brought=(*without_school([signal], to=by).get(signal.pupil_id, ()), *brought_by(signal)),
        text=texts.get(signal.note_id, ""),
        hidden=signal.note_id is not None and signal.note_id not in texts,
        answers=[Told(one, texts.get(one.note_id, "")) for one in answers],
        presence=presence(signal.pupil_id, to=by, on=on),
        asks=list(
            visible(Outcome, to=by, act=acts.DUTY_VIEW).filter(
                pupil_id=signal.pupil_id, regel="clb.traject", status="open"
            )
        ),
        on_case=cases(by, signal.centre_id).filter(pupil_id=signal.pupil_id).exists(),
        divides=signal.centre_id in by.organisations(acts.CASE_ASSIGN),
        days_to_answer=(first.on - begin).days if first else None,
    )


def _texts(keys: Sequence[Any], by: Principal) -> dict[Any, str]:
    wanted = [key for key in keys if key is not None]
    if not wanted:
        return {}
    found = visible(Aantekening, to=by, act=acts.NOTE_VIEW).filter(pk__in=wanted, withdrawn_at=None)
    return dict(found.values_list("pk", "text"))


def colleagues(by: Principal, centre_id: int, on: date) -> list[tuple[int, str]]:
    """Accounts and names of who works at the centre today, by name: one query."""
    rows = (
        Membership.objects.filter(
            organisation_id=centre_id, role__in=OF_CENTRE, period__contains=on, user__is_active=True
        )
        .select_related("user")
        .order_by("user__last_name", "user__first_name", "pk")
    )
    if centre_id not in by.organisations(acts.CLB_DOOR):
        raise policy.Denied
    found: dict[int, str] = {}
    for row in rows:
        found.setdefault(row.user_id, f"{row.user.get_full_name()}, {ROLES[row.role].name}")
    return list(found.items())


def eligible(by: Principal, signal: Signal, opened: Opened, on: date) -> list[tuple[int, str]]:
    """Who of the centre ``by`` may have take this up: anybody, where ``by`` divides or is on the case; else nobody."""
    return colleagues(by, signal.centre_id, on) if opened.divides or opened.on_case else []


@dataclass(frozen=True, slots=True)
class Reported:
    """A pupil that the school brought to the CLB, with what it answered."""

    signal: Signal
    brought: tuple[str, ...]
    answers: Sequence[Told]
    overdue: bool


def of_school(
    *, to: Principal, school: School | None, on: date, page: int | str = 1
) -> tuple[Page[Any], list[Reported]]:
    """Signals of the reader's school(s) with each answer, those that wait first and in the school's order.

    A fixed number of queries; the look is logged.
    """
    found = visible(Signal, to=to, act=acts.CLB_REPORT)
    if school is not None:
        found = found.filter(school=school)
    waits = Case(When(state__in=OPEN, then=Value(0)), When(state=State.TAKEN, then=Value(1)), default=Value(2))
    own = visible(Answer, to=to, act=acts.CLB_REPORT).order_by("at", "pk")
    found = (
        found.annotate(waits=Case(*waits.cases, default=waits.default, output_field=IntegerField()))
        .select_related("pupil", "school", "centre")
        .prefetch_related(Prefetch("answers", own, to_attr="told"))
        .order_by("waits", "rank", "-reported_on", "-arisen_on", "pupil__sort_key", "pk")
    )
    shown = Paginator(found, PAGE_SIZE).get_page(page)
    signals: list[Any] = list(shown)
    texts = _texts([one.note_id for signal in signals for one in signal.told], to)
    log.record_list(
        by=to, act="clb.list", kind=Signal._meta.label_lower, compartments=(Gedeeld.key,),
        shown=[(one.pupil_id, one.school_id) for one in signals], why=to.why(acts.CLB_REPORT),
    )  # fmt: skip
    return shown, [
        Reported(
            one,
            brought_by(one, Side.SCHOOL),
            [Told(answer, texts.get(answer.note_id, "")) for answer in one.told],
            one.state == State.WAITING and one.by_when is not None and one.by_when < on,
        )
        for one in signals
    ]


def to_report(*, to: Principal, on: date) -> "QuerySet[Outcome]":
    """Pupils whom the rules ask the school to report, and whom nobody reported yet."""
    return (
        visible(Outcome, to=to, act=acts.DUTY_VIEW)
        .filter(school_id__in=to.places(acts.CLB_REPORT, Reach.SCHOOL), regel__in=REPORT_RULES, status="open")
        .filter(sinds__lte=on)
        .select_related("pupil", "school")
        .order_by("sinds", "pupil__sort_key", "pk")
    )


def school_of(pupil: Pupil, *, by: Principal, act: str, on: date) -> int:
    """The school of the reader at which the pupil is today, or was last. Raises ``Denied``."""
    places = by.schools(act)
    found = (
        visible(Enrolment, to=by, act=acts.PUPIL_VIEW)
        .filter(pupil=pupil, school_id__in=places, period__startswith__lte=on + timedelta(days=1))
        .order_by("-period")
        .values_list("school_id", flat=True)
        .first()
    )
    if found is None:
        raise policy.Denied
    return found


def key_of(text: str) -> UUID:
    """The key of a signal as a form sends it. Raises ``ValueError``."""
    return UUID(text)


def discreet(*, to: Principal) -> list[Signal]:
    """What the reader told discreetly, and whether the CLB saw it: the latest."""
    found = visible(Signal, to=to, act=acts.SUPPORT_SIGNAL).select_related("pupil", "centre")
    rows = list(found.order_by("-reported_on", "pk")[:LATEST])
    if rows:
        log.record_list(
            by=to, act="clb.list", kind=Signal._meta.label_lower, compartments=[Clb.key],
            shown=[(one.pupil_id, one.school_id) for one in rows], why=to.why(acts.SUPPORT_SIGNAL),
        )  # fmt: skip
    return rows
