"""Who has no school, the searches of one pupil, and one search."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.law.tables import waarde
from leerrecht.people.models import Pupil
from leerrecht.placement.domain import ending, searches, steps
from leerrecht.placement.domain.common import is_centre
from leerrecht.placement.domain.queries import choices
from leerrecht.placement.domain.queries.page import of_pupil, search_page
from leerrecht.placement.domain.queries.worklist import worklist
from leerrecht.placement.interfaces.forms import AppealForm, BeginForm, EndForm, StepForm, WishesForm
from leerrecht.placement.models import SchoolSearch, StepKind
from leerrecht.ui.asking import do_and_say
from leerrecht.ui.explanation import explain

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Open searches, longest without school first, and pupils for whom nobody searches."""
    by = request.principal
    if not by.can(acts.PLACEMENT_KEEP):
        if by.can(acts.PLACEMENT_LOP):
            return redirect("placement-lop")
        raise policy.Denied(_("Deze lijst is voor wie op school of bij het CLB mee zoekt."))
    long_only = request.GET.get("lang") == "ja"
    page, unsought, high = worklist(by, risen_only=long_only, number=request.GET.get("pagina", "1"))
    context = {"page": page, "unsought": unsought, "high": high, "long_only": long_only, "most": waarde("du.thuis")}
    return render(request, "placement/list.html", context)


@login_required
@require_GET
def pupil(request: SignedRequest, pk: int) -> HttpResponse:
    """The searches of one pupil; staff can begin one where none is open."""
    by = request.principal
    found = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    if found.merged_into_id:
        return redirect("pupil-placement", found.merged_into_id)
    lines = of_pupil(by, found)
    running = any(line.search.ended_on is None for line in lines)
    context = {
        "pupil": found, "lines": lines, "most": waarde("du.thuis"),
        "begins": not running and by.can(acts.PLACEMENT_KEEP) and choices.may_begin(by, found),
        "sees_page": policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk=found.pk).exists(),
    }  # fmt: skip
    return render(request, "placement/pupil.html", context)


@login_required
@form_view
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin a search."""
    by = request.principal
    found = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    if not by.can(acts.PLACEMENT_KEEP) or not choices.may_begin(by, found):
        raise policy.Denied(_("Een zoektocht begint de school of het CLB van de leerling."))
    start = choices.suggested(by, found)
    form = BeginForm(request.POST or None, regions=choices.regions_of(by), initial=start)
    if form.is_valid() and form.attempt(
        searches.begin_search, by=by, pupil=found, why=form.cleaned_data["why"], since=form.cleaned_data["since"],
        wishes=form.wishes(),
    ):  # fmt: skip
        messages.success(request, _("De zoektocht is begonnen. Noteer elke school die u vraagt."))
        return redirect("placement", form.result.pk)
    log.record(by=by, act=acts.CASE_VIEW, on=found, pupil_id=found.pk, why=policy.ground_of(by, acts.CASE_VIEW, found))
    context = {
        "pupil": found, "form": form, "title": _("Een school zoeken"), "back": reverse("pupil-placement", args=[pk]),
        "crumb": _("Zoeken naar een school"),
    }  # fmt: skip
    return render(request, "placement/form.html", context)


@login_required
@require_GET
def search(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One search: how long, who searches, which schools, what the law says."""
    by = request.principal
    found = policy.find(SchoolSearch, pk, by=by, act=acts.NOTE_VIEW)
    page = search_page(by, found)
    context: dict[str, Any] = {
        "page": page, "search": found, "pupil": found.pupil, "most": waarde("du.thuis"), "today": by.on,
        "outcomes": [explain(one) for one in page.outcomes],
        "asked": [(one, [explain(told) for told in one.outcomes]) for one in page.asked],
        "places": choices.places_known(by, found) if page.keeps and page.open else [],
        "mine": page.keeps and not (found.centre_who if is_centre(by, found) else found.school_who),
    }  # fmt: skip
    return render(request, "placement/search.html", context)


@login_required
@require_POST
def join(request: SignedRequest, pk: UUID) -> HttpResponse:
    found = _kept(request.principal, pk)
    return do_and_say(
        request, lambda: searches.join(by=request.principal, search=found), done=_("U zoekt mee."),
        back=reverse("placement", args=[pk]),
    )  # fmt: skip


@login_required
@form_view
def wishes(request: SignedRequest, pk: UUID) -> HttpResponse:
    """What is looked for."""
    by = request.principal
    found = _kept(by, pk)
    known = {name: getattr(found, name) for name in WishesForm.base_fields if hasattr(found, name)}
    form = WishesForm(request.POST or None, regions=choices.regions_of(by), initial=known)
    if form.is_valid() and form.attempt(searches.change_wishes, by=by, search=found, wishes=form.wishes()):
        messages.success(request, _("Bewaard."))
        return redirect("placement", pk)
    return form_of(request, found, form, _("Wat voor school zoekt u?"))


@login_required
@form_view
def step(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Something that was done beside asking a school."""
    by = request.principal
    found = _kept(by, pk)
    own = found.excluded_on is not None and found.school_id is not None and not is_centre(by, found)
    kinds = [one for one in StepKind if own or one not in steps.OF_THE_SCHOOL]
    form = StepForm(request.POST or None, rota=choices.rota_for(by, found), regions=choices.regions_of(by), kinds=kinds)
    if form.is_valid() and form.attempt(steps.take_step, by=by, search=found, **form.values()):
        messages.success(request, _("Bewaard."))
        return redirect("placement", pk)
    return form_of(request, found, form, _("Een stap noteren"))


@login_required
@form_view
def end(request: SignedRequest, pk: UUID) -> HttpResponse:
    """How it ended: there is no closing without an outcome."""
    by = request.principal
    found = _kept(by, pk)
    form = EndForm(request.POST or None)
    if form.is_valid() and form.attempt(ending.end_search, by=by, search=found, **form.cleaned_data):
        messages.success(request, _("De zoektocht is afgerond."))
        return redirect("placement", pk)
    lead = _(
        "Een zoektocht eindigt met een inschrijving of met wat er anders gebeurde. Vond u nog niets, dan loopt ze door."
    )
    return form_of(request, found, form, _("Hoe liep het af?"), lead)


@login_required
@form_view
def appeal(request: SignedRequest, pk: UUID) -> HttpResponse:
    """What the end of an appeal meant for an enrolment elsewhere."""
    by = request.principal
    found = _kept(by, pk)
    form = AppealForm(request.POST or None)
    if form.is_valid() and form.attempt(ending.settle_appeal, by=by, search=found, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect("placement", pk)
    return form_of(request, found, form, _("Het beroep is afgelopen"))


def _kept(by: Principal, pk: UUID) -> SchoolSearch:
    return policy.find(SchoolSearch, pk, by=by, act=acts.PLACEMENT_KEEP)


def form_of(request: SignedRequest, found: SchoolSearch, form: Any, title: str, lead: str = "") -> HttpResponse:
    """A form of one search; that the pupil's name was on it is logged."""
    log.record(
        by=request.principal, act="placement.view", on=found, pupil_id=found.pupil_id,
        organisation_id=found.organisation_id, detail={"compartment": found.compartment},
    )  # fmt: skip
    context = {
        "pupil": found.pupil, "form": form, "title": title, "lead": lead, "crumb": _("Zoeken naar een school"),
        "back": reverse("placement", args=[found.pk]),
    }  # fmt: skip
    return render(request, "placement/form.html", context)
