"""Plans: goals in the pupil's words, actions of persons with a date, steps back to school, evaluations, the end."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.consent.models import Answer, Consent, Giver
from leerrecht.enrolment.domain.queries.calendar import free_days_of
from leerrecht.guidance.domain.places import columns
from leerrecht.guidance.models import Action, Ending, Evaluation, Goal, Plan, PlanKind, Step, Verdict
from leerrecht.guidance.rules import LONGEST_WEEKS
from leerrecht.law.begeleiding import SLOTS, Slot, Stap, te_grote_stappen
from leerrecht.law.calendar import BuitenKalender
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import place_of
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Membership
from leerrecht.people.models import Pupil

CLASS = "klas"


@transaction.atomic
def begin_plan(
    *,
    by: Principal,
    pupil: Pupil,
    compartment: str,
    organisation_id: int,
    kind: str,
    begins_on: dt.date,
    weeks: int,
    goals: Sequence[str],
    trust: str = "",
    contact_days: int | None = None,
) -> Plan:
    """Begin a plan with at least one goal, in the pupil's words. The first evaluation comes after ``weeks`` weeks.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    place = place_of(by, pupil, compartment, organisation_id)
    words = [goal.strip() for goal in goals if goal.strip()]
    wrong = {}
    if kind not in PlanKind.values:
        wrong["kind"] = _("Kies welk plan het is.")
    if not words:
        wrong["goals"] = _("Schrijf minstens één doel, in de woorden van de leerling.")
    if not 1 <= weeks <= LONGEST_WEEKS:
        wrong["weeks"] = _("Kies van 1 tot %(most)d weken.") % {"most": LONGEST_WEEKS}
    if kind == PlanKind.RETURN and not trust.strip():
        wrong["trust"] = _("Wie terugkomt, kiest iemand op school bij wie die terechtkan. Schrijf de naam.")
    if wrong:
        raise ValidationError(wrong)
    plan = Plan(
        **columns(by, pupil, place), kind=kind, begins_on=begins_on, weeks=weeks,
        evaluate_on=begins_on + dt.timedelta(weeks=weeks), trust=" ".join(trust.split()), contact_days=contact_days,
    )  # fmt: skip
    plan.save(force_insert=True)
    _log(by, "guidance.plan", plan, place.why, kind=kind)
    for text in words:
        _goal(by, plan, text)
    return plan


@transaction.atomic
def add_goal(*, by: Principal, plan: Plan, text: str) -> Goal:
    """One more goal. Raises ``Denied``, ``ValidationError``."""
    plan, why = _open(by, plan)
    if not text.strip():
        raise ValidationError({"text": _("Schrijf het doel in de woorden van de leerling.")})
    _log(by, "guidance.plan", plan, why)
    return _goal(by, plan, text)


def _goal(by: Principal, plan: Plan, text: str) -> Goal:
    last = plan.goals.aggregate(last=Max("order"))["last"] or 0
    return Goal.objects.create(plan=plan, order=last + 1, note=_note(by, plan, _("Doel"), text))


@transaction.atomic
def reach_goal(*, by: Principal, goal: Goal, on: dt.date) -> Goal:
    """The goal is reached. Raises ``Denied``, ``ValidationError``."""
    plan, why = _open(by, goal.plan)
    goal.reached_on = _past(on)
    goal.save(update_fields=["reached_on"])
    _log(by, "guidance.plan", plan, why)
    return goal


@transaction.atomic
def add_action(
    *, by: Principal, plan: Plan, what: str, due_on: dt.date, who: str = "", user: User | None = None
) -> Action:
    """Somebody does something by a day; ``user`` where it is one of the staff, who then finds it among the tasks.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    plan, why = _open(by, plan)
    text, name = " ".join(what.split()), user.get_full_name() if user else " ".join(who.split())
    wrong = {}
    if not text:
        wrong["what"] = _("Schrijf wat er gebeurt.")
    if not name:
        wrong["who"] = _("Schrijf wie het doet.")
    if due_on < plan.begins_on:
        wrong["due_on"] = _("Kies een dag na het begin van het plan.")
    if wrong:
        raise ValidationError(wrong)
    action = Action.objects.create(plan=plan, what=text, who=name, who_id=user.pk if user else None, due_on=due_on)
    _log(by, "guidance.plan", plan, why)
    return action


@transaction.atomic
def finish_action(*, by: Principal, action: Action, on: dt.date, result: str = "") -> Action:
    """It was done. Raises ``Denied``, ``ValidationError``."""
    plan, why = _open(by, action.plan)
    action.done_on, action.result = _past(on), result
    action.save(update_fields=["done_on", "result"])
    _log(by, "guidance.plan", plan, why)
    return action


@transaction.atomic
def add_step(*, by: Principal, plan: Plan, first: dt.date, half_days: Iterable[str]) -> Step:
    """From a day on the pupil comes on these half-days of each week.

    In a plan for school refusal no big new step falls right after a weekend or holiday. Raises ``Denied``,
    ``ValidationError`` by field.
    """
    plan, why = _open(by, plan)
    chosen = sorted(set(half_days))
    if not chosen or not set(chosen) <= SLOT_KEYS.keys():
        raise ValidationError({"half_days": _("Kies minstens één halve dag.")})
    if first < plan.begins_on:
        raise ValidationError({"first": _("Kies een dag na het begin van het plan.")})
    with refusals({"step_once_a_day": {"first": _("Op die dag begint al een stap. Haal die eerst weg.")}}):
        step = Step.objects.create(plan=plan, first=first, half_days=chosen)
    if plan.kind == PlanKind.REFUSAL:
        _check_steps(plan)
    _log(by, "guidance.plan", plan, why)
    return step


@transaction.atomic
def drop_step(*, by: Principal, step: Step) -> None:
    """Take a step away. Raises ``Denied``, ``ValidationError`` where the next one would become too big."""
    plan, why = _open(by, step.plan)
    step.delete()
    if plan.kind == PlanKind.REFUSAL:
        _check_steps(plan)
    _log(by, "guidance.plan", plan, why)


def _key(slot: Slot) -> str:
    return f"{slot[0]}{slot[1]}"


SLOT_KEYS: dict[str, Slot] = {_key(slot): slot for slot in SLOTS}


def stappen(plan: Plan) -> list[Stap]:
    """The steps of a plan as the law reads them."""
    return [Stap(step.first, frozenset(SLOT_KEYS[key] for key in step.half_days)) for step in plan.steps.all()]


def _check_steps(plan: Plan) -> None:
    free = free_days_of([plan.organisation_id])[plan.organisation_id]
    try:
        wrong = te_grote_stappen(stappen(plan), free.days)
    except BuitenKalender as error:
        raise ValidationError({"first": _("Voor die dag is er nog geen schoolkalender.")}) from error
    if wrong:
        raise ValidationError(
            {
                "half_days": _(
                    "Bij schoolweigering komt geen grote stap net na een weekend, vakantie of vrije dag. Dat zou zo "
                    "zijn op "
                    "%(days)s. Laat de stap op een andere dag beginnen, of maak hem kleiner."
                )
                % {"days": ", ".join(date_format(day, "l j F Y") for day in wrong)}
            }
        )


@transaction.atomic
def evaluate(
    *, by: Principal, plan: Plan, on: dt.date, verdict: str, text: str, pupil_present: bool, next_on: dt.date | None
) -> Evaluation:
    """Look back together; the next evaluation comes by itself, ``next_on`` where another day was agreed.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    plan, why = _open(by, plan)
    if verdict not in Verdict.values:
        raise ValidationError({"verdict": _("Kies wat u besluit.")})
    if not text.strip():
        raise ValidationError({"text": _("Schrijf wat hielp en wat niet.")})
    if next_on is not None and next_on <= on:
        raise ValidationError({"next_on": _("Kies een dag na deze evaluatie.")})
    made = Evaluation.objects.create(
        plan=plan, due_on=plan.evaluate_on or on, on=_past(on), verdict=verdict, pupil_present=pupil_present,
        note=_note(by, plan, _("Evaluatie"), text), by=name_of(by),
    )  # fmt: skip
    plan.evaluate_on = next_on or on + dt.timedelta(weeks=plan.weeks)
    plan.save(update_fields=["evaluate_on"])
    _log(by, "guidance.evaluate", plan, why, verdict=verdict)
    return made


@transaction.atomic
def inform_class(*, by: Principal, plan: Plan) -> Plan:
    """The class was prepared for the return, with the pupil's own consent. Raises ``Denied``, ``ValidationError``."""
    plan, why = _open(by, plan)
    if not may_inform_class(by, plan):
        raise ValidationError(
            _("De klas wordt alleen ingelicht als de leerling dat wil. Noteer eerst de toestemming van de leerling.")
        )
    plan.class_informed = True
    plan.save(update_fields=["class_informed"])
    _log(by, "guidance.plan", plan, why)
    return plan


def may_inform_class(by: Principal, plan: Plan) -> bool:
    """Whether the pupil said yes to that, and did not take it back."""
    found = policy.visible(Consent, to=by, act=acts.CONSENT_VIEW).filter(
        pupil_id=plan.pupil_id, purpose=CLASS, answer=Answer.CONSENT, giver=Giver.PUPIL, withdrawn_on=None,
        period__contains=by.on,
    )  # fmt: skip
    return found.exists()


@transaction.atomic
def close_plan(*, by: Principal, plan: Plan, ending: str, worked: str) -> Plan:
    """Close a plan, with how it ended and a look at what worked. Raises ``Denied``, ``ValidationError`` by field."""
    plan, why = _open(by, plan)
    wrong = {}
    if ending not in Ending.values:
        wrong["ending"] = _("Kies hoe het plan eindigt.")
    if not worked.strip():
        wrong["worked"] = _("Schrijf wat werkte en wat niet: een volgende begeleider begint daarmee.")
    if wrong:
        raise ValidationError(wrong)
    plan.worked = _note(by, plan, _("Wat werkte"), worked)
    plan.closed_on, plan.ending, plan.closed_by, plan.evaluate_on = by.on, ending, name_of(by), None
    plan.save(update_fields=["worked", "closed_on", "ending", "closed_by", "evaluate_on"])
    _log(by, "guidance.finish", plan, why, ending=ending)
    return plan


def staff_of(plan: Plan, on: dt.date) -> list[User]:
    """Who works at the place of the plan, or at the CLB that reads along: for whom an action can be."""
    places = [pk for pk in (plan.organisation_id, plan.counterpart_id) if pk]
    working = Membership.objects.filter(organisation_id__in=places, period__contains=on).values("user")
    return list(User.objects.filter(pk__in=working, is_active=True).order_by("last_name", "first_name"))


def _open(by: Principal, plan: Plan) -> tuple[Plan, str]:
    """The plan, locked, where it may be kept and is open."""
    why = policy.require(by, acts.GUIDANCE_KEEP, plan)
    plan = Plan.objects.select_for_update().select_related(None).get(pk=plan.pk)
    if plan.closed_on is not None:
        raise ValidationError(_("Dit plan is afgesloten op %(day)s.") % {"day": date_format(plan.closed_on, "j F Y")})
    return plan, why


def _note(by: Principal, plan: Plan, title: str, text: str) -> Aantekening:
    return write_note(
        by=by, pupil=plan.pupil, compartment=plan.compartment, organisation_id=plan.organisation_id, title=title,
        text=text,
    )  # fmt: skip


def _past(on: dt.date) -> dt.date:
    if on > timezone.localdate():
        raise ValidationError({"on": _("De dag ligt in de toekomst. Leg vast wat al gebeurd is.")})
    return on


def _log(by: Principal, act: str, plan: Plan, why: str, **detail: str) -> None:
    log.record(
        by=by, act=act, on=plan, pupil_id=plan.pupil_id, organisation_id=plan.organisation_id, why=why,
        detail={"compartment": plan.compartment} | detail,
    )  # fmt: skip
