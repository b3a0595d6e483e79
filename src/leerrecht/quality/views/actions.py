"""Actions: agreeing on one, evaluating it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.quality.domain import acting
from leerrecht.quality.interfaces.forms import ActionForm, EvaluateForm
from leerrecht.quality.models import PolicyAction, Round, Survey
from leerrecht.quality.views.audits import place_of

form_view = require_http_methods(["GET", "POST"])


@login_required
@form_view
def from_cell(request: SignedRequest, pk: str, cell: str) -> HttpResponse:
    """An action about a cell of the audit."""
    by = request.principal
    round_ = policy.find(Round, pk, by=by, act=acts.QUALITY_KEEP)
    place = place_of(cell)
    form = ActionForm(request.POST or None)
    if form.is_valid() and form.attempt(
        acting.plan_action, by=by, school=round_.school, place=place.key, **form.cleaned_data
    ):
        messages.success(request, _("De actie is afgesproken."))
        return redirect("quality-cell", round_.pk, place.key)
    back = reverse("quality-cell", args=[round_.pk, place.key])
    context = {"form": form, "title": _("Actie afspreken"), "lead": place.title, "back": back}
    return render(request, "quality/form.html", context)


@login_required
@form_view
def from_survey(request: SignedRequest, pk: str) -> HttpResponse:
    """An action about what a survey showed."""
    by = request.principal
    survey = policy.find(Survey, pk, by=by, act=acts.QUALITY_KEEP)
    form = ActionForm(request.POST or None)
    if form.is_valid() and form.attempt(
        acting.plan_action, by=by, school=survey.school, survey=survey, **form.cleaned_data
    ):
        messages.success(request, _("De actie is afgesproken."))
        return redirect("quality-survey", survey.pk)
    back = reverse("quality-survey", args=[survey.pk])
    context = {"form": form, "title": _("Actie afspreken"), "lead": str(survey).capitalize(), "back": back}
    return render(request, "quality/form.html", context)


@login_required
@form_view
def evaluate(request: SignedRequest, pk: str) -> HttpResponse:
    """Say how an action worked out."""
    by = request.principal
    action = policy.find(PolicyAction, pk, by=by, act=acts.QUALITY_KEEP)
    initial = {"done": action.done, "worked": action.worked, "evaluation": action.evaluation}
    form = EvaluateForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(acting.evaluate_action, by=by, action=action, **form.cleaned_data):
        messages.success(request, _("De evaluatie is bewaard."))
        return redirect("quality-home")
    context = {
        "form": form, "title": _("Actie evalueren"), "lead": action.what, "back": reverse("quality-home"),
        "planned": action,
    }  # fmt: skip
    return render(request, "quality/form.html", context)
