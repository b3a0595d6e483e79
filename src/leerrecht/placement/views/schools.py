"""Schools that were asked: ask, remind, note the answer, do something about a refusal."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.placement.domain import approaches as verbs
from leerrecht.placement.domain import passing_on
from leerrecht.placement.domain.queries.page import schools_to_ask
from leerrecht.placement.interfaces.forms import AnswerForm, AskForm, ContestForm
from leerrecht.placement.models import Approach, SchoolSearch
from leerrecht.placement.views.searches import form_of, form_view
from leerrecht.ui.asking import do_and_say


@login_required
@form_view
def ask(request: SignedRequest, pk: UUID) -> HttpResponse:
    """A school was asked; ``?school=`` names one from the list of places."""
    by = request.principal
    search = policy.find(SchoolSearch, pk, by=by, act=acts.PLACEMENT_KEEP)
    form = AskForm(
        request.POST or None, schools=schools_to_ask(by, search), initial={"school_id": request.GET.get("school", "")}
    )
    if form.is_valid() and form.attempt(verbs.ask_school, by=by, search=search, asked=form.asked()):
        messages.success(request, _("Genoteerd. Antwoordt de school niet, dan verschijnt dit in uw taken."))
        return redirect("placement", pk)
    lead = _("De school die u hier noteert, ziet daar niets van.")
    return form_of(request, search, form, _("Een school vragen"), lead)


@login_required
@form_view
def answer(request: SignedRequest, pk: int) -> HttpResponse:
    """What the school answered."""
    by = request.principal
    found = policy.find(Approach, pk, by=by, act=acts.PLACEMENT_KEEP)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and form.attempt(verbs.answer, by=by, approach=found, answered=form.answered()):
        messages.success(request, _("Het antwoord is genoteerd."))
        return redirect("placement", found.search_id)
    return form_of(request, found.search, form, _("Antwoord van %(school)s") % {"school": found.name})


@login_required
@form_view
def contest(request: SignedRequest, pk: int) -> HttpResponse:
    """What was done about a refusal."""
    by = request.principal
    found = policy.find(Approach, pk, by=by, act=acts.PLACEMENT_KEEP)
    known = {name: getattr(found, name) for name in ContestForm.base_fields}
    form = ContestForm(request.POST or None, initial=known)
    if form.is_valid() and form.attempt(verbs.contest, by=by, approach=found, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect("placement", found.search_id)
    return form_of(request, found.search, form, _("Weigering van %(school)s opvolgen") % {"school": found.name})


@login_required
@require_POST
def remind(request: SignedRequest, pk: int) -> HttpResponse:
    """The school was reminded today."""
    by = request.principal
    found = policy.find(Approach, pk, by=by, act=acts.PLACEMENT_KEEP)
    return do_and_say(
        request, lambda: verbs.remind(by=by, approach=found, on=by.on), done=_("De herinnering is genoteerd."),
        back=reverse("placement", args=[found.search_id]),
    )  # fmt: skip


@login_required
@require_POST
def pass_on(request: SignedRequest, pk: int) -> HttpResponse:
    """The refusal goes to the meldpunt as it stands here."""
    by = request.principal
    found = policy.find(Approach, pk, by=by, act=acts.PLACEMENT_KEEP)
    back = [reverse("placement", args=[found.search_id])]

    def tell() -> None:
        back[0] = reverse("refusal", args=[passing_on.pass_on(by=by, approach=found).pk])

    return do_and_say(request, tell, done=_("Gemeld. Noteer hier wat u eraan doet."), back=lambda: back[0])


@login_required
@require_POST
def take_back(request: SignedRequest, pk: int) -> HttpResponse:
    """Noted by mistake."""
    by = request.principal
    found = policy.find(Approach, pk, by=by, act=acts.PLACEMENT_KEEP)
    return do_and_say(
        request, lambda: verbs.take_back(by=by, approach=found), done=_("Weggehaald."),
        back=reverse("placement", args=[found.search_id]),
    )  # fmt: skip
