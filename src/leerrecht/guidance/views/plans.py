"""Plans, agreements and contracts of a pupil."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld, Zorg
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.guidance.domain import agreements, plans
from leerrecht.guidance.domain.queries.plans import agreement_page, plan_page
from leerrecht.guidance.domain.queries.timeline import log_look
from leerrecht.guidance.interfaces import plan_forms as forms
from leerrecht.guidance.models import Action, Agreement, Goal, Plan, Step
from leerrecht.guidance.views.file import form_view, pupil_of
from leerrecht.notes.domain.places import Place, places
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.people.models import Pupil

_OF_PLANS = (Gedeeld.key, Zorg.key, Clb.key)


def keeping(by: Principal, pupil: Pupil) -> list[Place]:
    """Places for a plan or agreement, shared first. Raises ``Denied``."""
    found = places(by, pupil) if by.can(acts.GUIDANCE_KEEP) else []
    chosen = sorted(
        (place for place in found if place.compartment in _OF_PLANS), key=lambda one: _OF_PLANS.index(one.compartment)
    )
    if not chosen:
        raise policy.Denied(_("Plannen en afspraken van deze leerling houdt u niet bij."))
    return chosen


@login_required
@form_view
def plan_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin a plan."""
    by = request.principal
    pupil = pupil_of(by, pk)
    form = forms.PlanForm(request.POST or None, places=keeping(by, pupil))
    if form.is_valid() and form.attempt(plans.begin_plan, by=by, pupil=pupil, **form.values()):
        messages.success(request, _("Het plan is begonnen. Voeg nu acties en stappen toe."))
        return redirect("guidance-plan", form.result.pk)
    context = {"pupil": pupil, "form": form, "back": reverse("guidance", args=[pupil.pk]), "title": _("Nieuw plan")}
    return render(request, "guidance/entry_form.html", context)


@login_required
@form_view
def plan(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One plan with everything that may be done to it; each form says in ``doe`` what it does."""
    by = request.principal
    found = policy.find(Plan, pk, by=by, act=acts.NOTE_VIEW)
    bound: dict[str, Any] = {}
    if request.method == "POST":
        kept = policy.find(Plan, pk, by=by, act=acts.GUIDANCE_KEEP)
        what = request.POST.get("doe", "")
        if what in _BUTTONS:
            _press(request, by, kept, what)
            return redirect("guidance-plan", pk)
        if what in _FORMS:
            form = _form(what, kept, by, request.POST)
            if form.is_valid() and form.attempt(_FORMS[what][1], by=by, plan=kept, **form.cleaned_data):
                messages.success(request, _("Bewaard."))
                return redirect("guidance-plan", pk)
            bound[what] = form
    page = plan_page(by, found)
    context = {
        "page": page, "plan": found, "pupil": found.pupil, "today": by.on, "wrong": next(iter(bound), ""),
        "forms": {name: bound.get(name) or _form(name, found, by) for name in _FORMS} if page.may_keep else {},
    }  # fmt: skip
    return render(request, "guidance/plan.html", context)


Verb = Callable[..., Any]
_FORMS: dict[str, tuple[type[VerbForm], Verb]] = {
    "doel": (forms.GoalForm, plans.add_goal),
    "actie": (forms.TaskForm, plans.add_action),
    "stap": (forms.StepForm, plans.add_step),
    "evaluatie": (forms.EvaluationForm, plans.evaluate),
    "afsluiten": (forms.CloseForm, plans.close_plan),
}


def _form(name: str, found: Plan, by: Principal, data: Any = None) -> VerbForm:
    options: dict[str, Any] = {"staff": plans.staff_of(found, by.on)} if name == "actie" else {}
    return _FORMS[name][0](data, auto_id=f"{name}_%s", **options)


def _goal_reached(by: Principal, _plan: Plan, pk: str) -> None:
    plans.reach_goal(by=by, goal=policy.find(Goal, pk, by=by, act=acts.GUIDANCE_KEEP), on=by.on)


def _action_done(by: Principal, _plan: Plan, pk: str) -> None:
    plans.finish_action(by=by, action=policy.find(Action, pk, by=by, act=acts.GUIDANCE_KEEP), on=by.on)


def _step_gone(by: Principal, _plan: Plan, pk: str) -> None:
    plans.drop_step(by=by, step=policy.find(Step, pk, by=by, act=acts.GUIDANCE_KEEP))


def _class_informed(by: Principal, found: Plan, _pk: str) -> None:
    plans.inform_class(by=by, plan=found)


_BUTTONS: dict[str, Callable[[Principal, Plan, str], None]] = {
    "doel-bereikt": _goal_reached, "actie-klaar": _action_done, "stap-weg": _step_gone, "klas": _class_informed,
}  # fmt: skip


def _press(request: SignedRequest, by: Principal, found: Plan, what: str) -> None:
    try:
        _BUTTONS[what](by, found, request.POST.get("wat", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Bewaard."))


@login_required
@form_view
def agreement_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Write down agreements or a contract."""
    by = request.principal
    pupil = pupil_of(by, pk)
    form = forms.AgreementForm(request.POST or None, places=keeping(by, pupil))
    plan_key = request.GET.get("plan", "")
    of_plan = policy.find(Plan, plan_key, by=by, act=acts.GUIDANCE_KEEP) if plan_key else None
    if of_plan is not None and of_plan.pupil_id != pupil.pk:
        raise policy.missing(Plan)
    if of_plan is not None:
        log_look(by, pupil, [(of_plan.organisation_id, of_plan.compartment)])
    if form.is_valid() and form.attempt(agreements.agree, by=by, pupil=pupil, plan=of_plan, **form.values()):
        messages.success(request, _("Bewaard. Noteer nu wie ondertekent."))
        return redirect("guidance-agreement", form.result.pk)
    context = {"pupil": pupil, "form": form, "back": reverse("guidance", args=[pupil.pk]), "title": _("Afspraken")}
    return render(request, "guidance/entry_form.html", context)


@login_required
@form_view
def agreement(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One agreement: its versions and signatures, with a new version or a signature to add."""
    by = request.principal
    found = policy.find(Agreement, pk, by=by, act=acts.NOTE_VIEW)
    signing, revising = forms.SignatureForm(auto_id="teken_%s"), forms.VersionForm(auto_id="versie_%s")
    wrong = ""
    if request.method == "POST":
        kept = policy.find(Agreement, pk, by=by, act=acts.GUIDANCE_KEEP)
        wrong = request.POST.get("doe", "")
        if wrong == "teken":
            signing = forms.SignatureForm(request.POST, auto_id="teken_%s")
            latest = kept.versions.order_by("-number")[0]
            done = signing.is_valid() and signing.attempt(
                agreements.sign, by=by, version=latest, **signing.cleaned_data
            )
        else:
            revising = forms.VersionForm(request.POST, auto_id="versie_%s")
            done = revising.is_valid() and revising.attempt(
                agreements.revise, by=by, agreement=kept, **revising.cleaned_data
            )
        if done:
            messages.success(request, _("Bewaard."))
            return redirect("guidance-agreement", pk)
    context = {
        "page": agreement_page(by, found), "agreement": found, "pupil": found.pupil, "signing": signing,
        "revising": revising, "wrong": wrong, "today": by.on,
    }  # fmt: skip
    return render(request, "guidance/agreement.html", context)
