"""The climate survey as the school sees it: opening, codes, closing, the result."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.quality.domain import surveying
from leerrecht.quality.domain.queries import surveys
from leerrecht.quality.interfaces.forms import CloseForm, CodesForm, SurveyForm
from leerrecht.quality.models import Group, Survey
from leerrecht.quality.views.audits import own_school

form_view = require_http_methods(["GET", "POST"])


@login_required
@form_view
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """Open a survey for a period."""
    by = request.principal
    school = own_school(request, pk, acts.QUALITY_FIX)
    form = SurveyForm(request.POST or None, initial={"opens_on": by.on})
    if form.is_valid() and form.attempt(surveying.open_survey, by=by, school=school, **form.cleaned_data):
        messages.success(request, _("De bevraging staat klaar. Maak nu codes voor leerlingen en personeel."))
        return redirect("quality-survey", form.result.pk)
    context = {
        "form": form,
        "title": _("Klimaatbevraging openen"),
        "lead": school.name,
        "back": reverse("quality-home"),
    }
    return render(request, "quality/form.html", context)


@login_required
@require_GET
def show(request: SignedRequest, pk: str) -> HttpResponse:
    """How many answered; after closing, the place of each group."""
    by = request.principal
    survey = policy.find(Survey, pk, by=by, act=acts.QUALITY_KEEP)
    context = {
        "survey": survey, "today": by.on, "least": surveys.least(), "fixes": by.can(acts.QUALITY_FIX),
        "over": by.on > survey.closes_on,
    }  # fmt: skip
    if survey.closed_on is None:
        return render(request, "quality/survey.html", {**context, "taking": surveys.taking(survey, by.on)})
    context |= {
        "results": surveys.results(survey), "points": surveys.points(survey),
        "acting": surveys.actions_of(by, survey), "axes": survey.content["axes"].values(),
    }  # fmt: skip
    return render(request, "quality/survey.html", context)


@login_required
@form_view
def codes(request: SignedRequest, pk: str) -> HttpResponse:
    """Make codes, and show them once: nobody finds them back."""
    by = request.principal
    survey = policy.find(Survey, pk, by=by, act=acts.QUALITY_KEEP)
    form = CodesForm(request.POST or None)
    if form.is_valid() and form.attempt(surveying.make_codes, by=by, survey=survey, **form.cleaned_data):
        context = {
            "survey": survey, "codes": form.result, "group": Group(form.cleaned_data["group"]).label,
            "address": request.build_absolute_uri(reverse("survey-answer")),
        }  # fmt: skip
        return render(request, "quality/codes.html", context)
    back = reverse("quality-survey", args=[survey.pk])
    context = {
        "form": form, "title": _("Codes maken"), "back": back, "submit": _("Codes maken en tonen"),
        "lead": _("Eén code per persoon. Deel ze door elkaar uit, zodat niemand weet wie welke code kreeg."),
    }  # fmt: skip
    return render(request, "quality/form.html", context)


@login_required
@form_view
def close(request: SignedRequest, pk: str) -> HttpResponse:
    """Close the survey and make its result."""
    by = request.principal
    survey = policy.find(Survey, pk, by=by, act=acts.QUALITY_FIX)
    back = reverse("quality-survey", args=[survey.pk])
    made = {one.group: one.made for one in surveys.taking(survey, by.on)}
    form = CloseForm(request.POST or None, made=made)
    if form.is_valid() and form.attempt(surveying.close_survey, by=by, survey=survey, handed=form.given()):
        messages.success(request, _("De bevraging is afgesloten. De antwoorden zelf zijn weg, het resultaat blijft."))
        return redirect(back)
    context = {
        "form": form, "title": _("Bevraging afsluiten"), "back": back, "submit": _("Afsluiten en resultaat maken"),
        "lead": _("Daarna kan niemand nog antwoorden. De antwoorden worden geteld en gewist."),
    }  # fmt: skip
    return render(request, "quality/form.html", context)
