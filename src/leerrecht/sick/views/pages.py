"""Who is ill and needs somebody; the page of one pupil; telling the parents, and asking."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.numbers import wholes
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil
from leerrecht.sick import rules
from leerrecht.sick.domain import asking
from leerrecht.sick.domain.queries.choices import earlier_of, offers_of
from leerrecht.sick.domain.queries.page import houses, log_pupil, sick_page, side_of
from leerrecht.sick.domain.queries.worklist import sick_list
from leerrecht.sick.interfaces.forms import AskForm, ListFilter, TellForm, half_day_words
from leerrecht.sick.models import Kind
from leerrecht.ui.explanation import explain

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Pupils who are ill: those with a right and no lesson first."""
    by = request.principal
    if not by.can(acts.SICK_VIEW):
        raise policy.Denied(_("Deze lijst is voor de school en haar CLB."))
    form = ListFilter(request.GET)
    pupils = wholes(request.GET.getlist("leerling"))
    alarm = form.is_valid() and form.cleaned_data["alarm"]
    page, rows = sick_list(by, by.on, pupils=pupils, alarm=alarm, number=request.GET.get("pagina", "1"))
    return render(request, "sick/list.html", {"form": form, "page": page, "rows": rows, "some": bool(pupils)})


@login_required
@require_GET
def pupil(request: SignedRequest, pk: int) -> HttpResponse:
    """Everything about the education of one pupil who is ill; the family reads along."""
    by = request.principal
    found, side = _pupil(by, pk)
    if found.merged_into_id:
        return redirect("sick", found.merged_into_id)
    page = sick_page(by, found, side)
    context = {
        "pupil": found, "page": page, "outcomes": [explain(outcome) for outcome in page.outcomes],
        "shown": [(one, [half_day_words(key) for key in one.sick.at_school]) for one in page.shown],
        "kinds": _kinds(page.organises) if page.schools else [], "today": by.on,
    }  # fmt: skip
    return render(request, "sick/pupil.html", context)


@login_required
@form_view
def tell(request: SignedRequest, pk: int) -> HttpResponse:
    """The parents were told what there is."""
    by = request.principal
    found, school = _keeping(by, pk)
    form = TellForm(request.POST or None)
    if form.is_valid() and form.attempt(asking.tell_parents, by=by, pupil=found, school=school, **form.cleaned_data):
        messages.success(request, _("Bewaard: de school lichtte de ouders in."))
        return redirect("sick", pk)
    return _form(request, found, form, _("De ouders inlichten"))


@login_required
@form_view
def ask(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask for one kind, named in ``soort``."""
    by = request.principal
    found, school = _keeping(by, pk)
    asked = request.GET.get("soort", Kind.TOAH.value)
    if asked not in Kind.values:
        raise Http404
    kind = Kind(asked)
    form = AskForm(
        request.POST or None, kind=kind, offers=offers_of(by, kind), earlier=earlier_of(by, found, kind),
        initial={"distance_km": found.distance_km},
    )  # fmt: skip
    if form.is_valid() and form.attempt(asking.ask, by=by, pupil=found, school=school, request=form.request()):
        messages.success(request, _("De aanvraag is genoteerd."))
        return redirect("sick", pk)
    return _form(request, found, form, _("Vragen: %(kind)s") % {"kind": kind.label})


def _pupil(by: Principal, pk: int) -> tuple[Pupil, str]:
    """The pupil, and as whom this person reads. Raises ``Http404`` where not at all."""
    found = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    side = side_of(by, found)
    if not side:
        raise policy.missing(Pupil)
    return found, side


def _keeping(by: Principal, pk: int) -> tuple[Pupil, School]:
    found, _side = _pupil(by, pk)
    schools = houses(by, found)
    if not schools:
        raise policy.Denied(_("Dit houdt de school van de leerling bij."))
    return found, schools[0]


def _kinds(organises: bool) -> list[Kind]:
    return [kind for kind in Kind if organises or kind in rules.ASKED_BY_ANYBODY]


def _form(request: SignedRequest, found: Pupil, form: Any, title: str) -> HttpResponse:
    log_pupil(request.principal, found)
    context = {"pupil": found, "form": form, "title": title, "back": reverse("sick", args=[found.pk])}
    return render(request, "sick/form.html", context)
