"""The meldpunt: refusals as reported, and what is done until there is an answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.people.models import Pupil
from leerrecht.places.domain import refusing
from leerrecht.places.domain.queries import pages, refusals
from leerrecht.places.interfaces.forms import AnswerForm, GroundForm, SearchForm, StepForm, TellForm
from leerrecht.places.models import Refusal

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Reports that one follows up; with ``alles`` also those with an answer."""
    by = request.principal
    _allowed(request)
    whole = request.GET.get("alles") == "1"
    page, rows = refusals.refusal_list(by, by.on, whole=whole, number=request.GET.get("pagina", "1"))
    return render(request, "places/refusals.html", {"page": page, "rows": rows, "whole": whole})


@login_required
@require_GET
def choose(request: SignedRequest) -> HttpResponse:
    """For which pupil."""
    _allowed(request)
    form = SearchForm(request.GET)
    text = form.cleaned_data["zoek"].strip() if form.is_valid() else ""
    found = pages.found_by_name(request.principal, text)
    return render(request, "places/choose.html", {"form": form, "text": text, "found": found})


@login_required
@form_view
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """A school did not let this pupil in."""
    by = request.principal
    _allowed(request)
    pupil = policy.find(Pupil, pk, by=by, act=acts.PUPIL_VIEW)
    form = TellForm(request.POST or None, schools=pages.schools_near(by), initial={"on": by.on})
    if form.is_valid() and form.attempt(refusing.report_refusal, by=by, pupil=pupil, told=form.told()):
        messages.success(request, _("Gemeld. Noteer hier wat u eraan doet."))
        return redirect("refusal", form.result.pk)
    return _form(request, form, _("Weigering melden: %(pupil)s") % {"pupil": pupil}, reverse("refusal-list"))


@login_required
@require_GET
def refusal(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One report, with what the law says and what was done."""
    by = request.principal
    found = policy.find(Refusal, pk, by=by, act=acts.REFUSAL_VIEW)
    page = refusals.refusal_page(by, found)
    return render(request, "places/refusal.html", {"page": page, "one": found, "today": by.on})


@login_required
@form_view
def step(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Something was done."""
    by = request.principal
    found = refusals.kept_refusal(by, pk)
    form = StepForm(request.POST or None, initial={"on": by.on})
    if form.is_valid() and form.attempt(refusing.take_step, by=by, refusal=found, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect("refusal", pk)
    return _form(request, form, _("Stap noteren: %(school)s") % {"school": found.school_name}, _back(pk))


@login_required
@form_view
def ground(request: SignedRequest, pk: UUID) -> HttpResponse:
    """The school gave a reason after all."""
    by = request.principal
    found = refusals.kept_refusal(by, pk)
    form = GroundForm(request.POST or None)
    if form.is_valid() and form.attempt(refusing.give_ground, by=by, refusal=found, refused=form.refused()):
        messages.success(request, _("Bewaard."))
        return redirect("refusal", pk)
    return _form(request, form, _("De school gaf een reden: %(school)s") % {"school": found.school_name}, _back(pk))


@login_required
@form_view
def answer(request: SignedRequest, pk: UUID) -> HttpResponse:
    """How it ended."""
    by = request.principal
    found = refusals.kept_refusal(by, pk)
    form = AnswerForm(request.POST or None, initial={"on": by.on})
    if form.is_valid() and form.attempt(refusing.answer, by=by, refusal=found, **form.cleaned_data):
        messages.success(request, _("Afgesloten."))
        return redirect("refusal", pk)
    return _form(request, form, _("Antwoord noteren: %(school)s") % {"school": found.school_name}, _back(pk))


def _allowed(request: SignedRequest) -> None:
    if not request.principal.can(acts.REFUSAL_KEEP):
        raise policy.Denied(_("Weigeringen meldt en volgt op wie leerlingen begeleidt."))


def _back(pk: UUID) -> str:
    return reverse("refusal", args=[pk])


def _form(request: SignedRequest, form: object, title: str, back: str) -> HttpResponse:
    return render(request, "places/form.html", {"form": form, "title": title, "back": back})
