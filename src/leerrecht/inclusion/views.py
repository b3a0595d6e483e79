"""The lights of schools, what a school settles and answers, and numbers for who sees no school."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.inclusion.domain import keeping
from leerrecht.inclusion.domain.queries.shown import aggregates, school_lights, schools_of
from leerrecht.inclusion.interfaces.forms import AnswerForm, ThresholdForm
from leerrecht.inclusion.lights import BY_KEY, Kind
from leerrecht.law.calendar import label, school_year
from leerrecht.organisations.models import School
from leerrecht.ui.asking import ask_then_do

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def lights(request: SignedRequest) -> HttpResponse:
    """The own schools; numbers for a LOP and AGODI."""
    by = request.principal
    year = label(school_year(by.on))
    if by.can(acts.INCLUSION_VIEW):
        schools = school_lights(by, schools_of(by))
        keeps = by.schools(acts.INCLUSION_KEEP)
        return render(request, "inclusion/lights.html", {"schools": schools, "keeps": keeps, "year": year})
    return render(request, "inclusion/aggregates.html", {"rows": aggregates(by), "year": year})


@login_required
@form_view
def threshold(request: SignedRequest, pk: int, light: str) -> HttpResponse:
    """From which number a light burns at this school."""
    by = request.principal
    school, kind = _place(request, pk, light)
    now = next(one for one in school_lights(by, [school])[0].lights if one.kind.key == light)
    form = ThresholdForm(request.POST or None, initial={"value": now.threshold, "why": now.why})
    if form.is_valid() and form.attempt(keeping.set_threshold, by=by, school=school, light=light, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect("inclusion-list")
    context = {
        "form": form, "school": school, "kind": kind, "title": _("Drempel wijzigen"), "own": now.own,
        "default": kind.default,
    }  # fmt: skip
    return render(request, "inclusion/form.html", context)


@login_required
@form_view
def default(request: SignedRequest, pk: int, light: str) -> HttpResponse:
    """Back to the number that comes along."""
    by = request.principal
    school, kind = _place(request, pk, light)
    return ask_then_do(
        request, lambda: keeping.take_default(by=by, school=school, light=light),
        title=_("De standaarddrempel nemen: %(light)s") % {"light": kind.name},
        lead=_("De eigen drempel van %(school)s en de uitleg daarbij verdwijnen.") % {"school": school},
        submit=_("De standaard nemen"), done=_("De standaarddrempel geldt weer."), back=reverse("inclusion-list"),
        kind="primary",
    )  # fmt: skip


@login_required
@form_view
def answer(request: SignedRequest, pk: int, light: str) -> HttpResponse:
    """What the school does about it."""
    by = request.principal
    school, kind = _place(request, pk, light)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and form.attempt(keeping.answer, by=by, school=school, light=light, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect("inclusion-list")
    context = {"form": form, "school": school, "kind": kind, "title": _("Wat we ermee doen")}
    return render(request, "inclusion/form.html", context)


def _place(request: SignedRequest, pk: int, light: str) -> tuple[School, Kind]:
    by = request.principal
    school = next((one for one in schools_of(by, acts.INCLUSION_KEEP) if one.pk == pk), None)
    if school is None:
        raise policy.missing(School)
    if light not in BY_KEY:
        raise Http404
    return school, BY_KEY[light]
