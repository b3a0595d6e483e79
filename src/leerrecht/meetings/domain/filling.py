"""The agenda fills itself: who is due, and why, from the law, the plans and the former meeting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld, Team, Zorg
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.sql import among
from leerrecht.access.standing import stand
from leerrecht.duties.domain.queries import worklist
from leerrecht.duties.domain.queries.urgency import in_order
from leerrecht.duties.models import Outcome, Side
from leerrecht.duties.rules import SCHOOL_SIDE
from leerrecht.enrolment.models import Enrolment
from leerrecht.guidance.domain.queries.today import back_after_long
from leerrecht.guidance.models import Plan
from leerrecht.meetings.models import Item, Meeting, Reason, State, Task

OF_SCHOOL = (Team.key, Zorg.key, Gedeeld.key)
# From so long before a meeting its agenda is filled each day.
AHEAD = timedelta(days=14)
_ORDER: dict[str, int] = {reason.value: place for place, reason in enumerate(Reason)}


@dataclass(slots=True)
class Found:
    """What speaks for a pupil on the agenda; ``shared`` where the CLB sees one of these grounds itself."""

    reasons: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    shared: bool = False

    @property
    def in_order(self) -> list[str]:
        return sorted(self.reasons, key=_ORDER.__getitem__)


@transaction.atomic
def fill(*, by: Principal, meeting: Meeting) -> int:
    """Put on the agenda who is due, after who stands there; how many were added.

    First what was agreed (tasks, what was left, plans), then who is away or back, then new signals; each part by
    urgency. Who was taken off stays off; who stands there gets new reasons. Raises ``Denied``.
    """
    policy.require(by, acts.MEETING_HOLD, meeting)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.closed_at is not None:
        return 0
    found = _found(by, meeting)
    there = {item.pupil_id: item for item in Item.objects.filter(meeting=meeting)}
    for pupil_id in found.keys() & there.keys():
        _renew(there[pupil_id], found[pupil_id])
    first = max((item.order for item in there.values()), default=0) + 1
    new = by_urgency(by, meeting, {pupil_id: one.in_order for pupil_id, one in found.items() if pupil_id not in there})
    new.sort(key=lambda pupil_id: _ORDER[found[pupil_id].in_order[0]])
    name = name_of(by)
    Item.objects.bulk_create(
        Item(
            meeting=meeting, school_id=meeting.school_id, pupil_id=pupil_id, order=first + place, added_by=name,
            reasons=found[pupil_id].in_order, rules=sorted(found[pupil_id].rules), shared=found[pupil_id].shared,
        )
        for place, pupil_id in enumerate(new)
    )  # fmt: skip
    if new:
        log.record_list(
            by=by, act=acts.MEETING_HOLD, kind=Item._meta.label_lower, compartments={Zorg.key},
            shown=[(pupil_id, meeting.school_id) for pupil_id in new],
        )  # fmt: skip
    return len(new)


def fill_coming(today: date) -> int:
    """The agendas of the coming days, as a job; how many pupils were added."""
    by = command("overleg", today, vaults=OF_SCHOOL)
    with stand(by):
        coming = Meeting.objects.filter(closed_at=None, on__range=(today, today + AHEAD))
        return sum(fill(by=by, meeting=meeting) for meeting in coming)


def by_urgency(by: Principal, meeting: Meeting, reasons: dict[int, list[str]]) -> list[int]:
    """These pupils in the order of the worklist; of whom the law asks nothing, by what speaks for them."""
    if not reasons:
        return []
    asked = _asked(by, meeting).filter(pupil_id__in=among(reasons))
    places = {one.pupil_id: place for place, one in enumerate(in_order(asked, to=by, on=by.on))}
    return sorted(
        reasons, key=lambda pupil_id: (places.get(pupil_id, len(places)), _ORDER[reasons[pupil_id][0]], pupil_id)
    )


def former(by: Principal, meeting: Meeting) -> Meeting | None:
    """The meeting of this school before this one."""
    earlier = Q(on__lt=meeting.on) | Q(on=meeting.on, starts_at__lt=meeting.starts_at)
    found = policy.visible(Meeting, to=by, act=acts.MEETING_HOLD).filter(earlier, school=meeting.school_id)
    return found.order_by("-on", "-starts_at").first()


def _renew(item: Item, found: Found) -> None:
    reasons: set[str] = found.reasons.union(item.reasons)
    rules: set[str] = found.rules.union(item.rules)
    if item.state == State.OPEN and (reasons != set(item.reasons) or rules != set(item.rules)):
        ordered: list[str] = sorted(reasons, key=_ORDER.__getitem__)
        item.reasons, item.rules = ordered, sorted(rules)
        item.save(update_fields=["reasons", "rules"])


def _asked(by: Principal, meeting: Meeting) -> "QuerySet[Outcome]":
    """What is open for the school; what is the CLB's alone stays with the CLB, also where a job fills."""
    found = worklist.needing(to=by, on=by.on, filters=worklist.Filters(school_id=meeting.school_id))
    return found.filter(voor__overlap=SCHOOL_SIDE)


def _found(by: Principal, meeting: Meeting) -> dict[int, Found]:
    last = former(by, meeting)
    found: dict[int, Found] = {}
    for pupil_id, reason, shared in _grounds(by, meeting, last):
        one = found.setdefault(pupil_id, Found())
        one.reasons.add(reason)
        one.shared |= shared
    # As many as fit, of whom nothing but a new signal speaks for.
    news = _asked(by, meeting)
    if last is not None:
        news = news.filter(sinds__gte=last.on)
    for pupil_id in [one.pupil_id for one in in_order(news, to=by, on=by.on) if one.pupil_id not in found][
        : meeting.most
    ]:
        found[pupil_id] = Found()
    for pupil_id, rule, addressed in news.filter(pupil_id__in=among(found)).values_list("pupil_id", "regel", "voor"):
        one = found[pupil_id]
        one.reasons.add(Reason.SIGNAL)
        one.rules.add(rule)
        one.shared |= Side.CLB in addressed
    here = Enrolment.objects.filter(school=meeting.school_id, pupil_id__in=among(found), period__contains=by.on)
    enrolled = set(here.values_list("pupil_id", flat=True))
    return {pupil_id: one for pupil_id, one in found.items() if pupil_id in enrolled and one.reasons}


def _grounds(by: Principal, meeting: Meeting, last: Meeting | None) -> Iterator[tuple[int, str, bool]]:
    """Pupil, reason, and whether a CLB on the case sees that ground itself."""
    school = meeting.school_id
    tasks = open_tasks(by).filter(item__school_id=school, entry__compartment__in=OF_SCHOOL)
    for pupil_id, compartment in (
        tasks.exclude(item__meeting=meeting).values_list("entry__pupil_id", "entry__compartment")
    ):  # fmt: skip
        yield pupil_id, Reason.TASK, compartment == Gedeeld.key
    if last is not None:
        waiting = Q(state=State.POSTPONED) | Q(state=State.OPEN, meeting__closed_at__isnull=False)
        for pupil_id, shared in Item.objects.filter(waiting, meeting=last).values_list("pupil_id", "shared"):
            yield pupil_id, Reason.CARRIED, shared
    plans = policy.visible(Plan, to=by, act=acts.GUIDANCE_KEEP).filter(
        organisation_id=school, compartment__in=OF_SCHOOL, closed_on=None, evaluate_on__lte=meeting.on
    )
    for pupil_id, compartment in plans.values_list("pupil_id", "compartment"):
        yield pupil_id, Reason.PLAN, compartment == Gedeeld.key
    yield from _attendance(by, school)


def _attendance(by: Principal, school: int) -> Iterable[tuple[int, str, bool]]:
    away = policy.visible(Outcome, to=by, act=acts.DUTY_VIEW).filter(
        school_id=school, regel="thuiszitter", status__in=("open", "geldt"), voor__overlap=SCHOOL_SIDE
    )
    for pupil_id, addressed in away.values_list("pupil_id", "voor"):
        yield pupil_id, Reason.AWAY, Side.CLB in addressed
    for pupil_id in back_after_long(by, by.on, school_id=school):
        # Half-days are seen by the CLB of the school as well.
        yield pupil_id, Reason.BACK, True


def open_tasks(by: Principal) -> "QuerySet[Task]":
    """Decisions that somebody may read and nobody carried out yet."""
    return policy.visible(Task, to=by, act=acts.NOTE_VIEW).filter(entry__done_on=None, entry__withdrawn_at=None)
