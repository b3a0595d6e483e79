"""The school's worklist of what came from home, and the silence about a pupil."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.organisations.models import School
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import Pupil
from leerrecht.portal.domain import matters as verbs
from leerrecht.portal.domain import messages as message_verbs
from leerrecht.portal.domain import paper, preferences
from leerrecht.portal.domain.queries import matters as queries
from leerrecht.portal.interfaces.forms import AnswerForm, QuietForm, WordingForm
from leerrecht.portal.languages import DUTCH
from leerrecht.ui.asking import ask_then_do
from leerrecht.ui.choosing import to_school


@login_required
@require_GET
def worklist(request: SignedRequest) -> HttpResponse:
    """What pupils and parents asked, the first due first."""
    if away := to_school(request, "home-wordings"):
        return away
    by = request.principal
    if not by.can(acts.HOME_ANSWER):
        raise policy.Denied(_("Uw functie laat dit hier niet toe."))
    found = queries.worklist(by, request.GET.get("pagina", "1"))
    return render(request, "portal/staff_list.html", {"list": found, "today": by.on, "schools": queries.worded(by)})


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Read one and answer it."""
    by = request.principal
    found = queries.to_answer(by, pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and form.attempt(verbs.answer, by=by, matter=found, **form.cleaned_data):
        messages.success(request, _("Het antwoord staat op de pagina van wie het vroeg."))
        return redirect("home-matters")
    context = {"matter": found, "form": form, "pupil": found.pupil, "told": queries.how_told(found, by.on)}
    return render(request, "portal/staff_answer.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def on_paper(request: SignedRequest) -> HttpResponse:
    """Letters for who chose paper: print them, and say which left."""
    by = request.principal
    if request.method == "POST":
        number = paper.printed(by=by, keys=request.POST.getlist("brief"))
        messages.success(request, ngettext("%(n)d brief vertrok.", "%(n)d brieven vertrokken.", number) % {"n": number})
        return redirect("home-paper")
    return render(request, "portal/staff_paper.html", {"sheets": paper.sheets(by)})


@login_required
@require_http_methods(["GET", "POST"])
def quiet(request: SignedRequest, pk: int) -> HttpResponse:
    """Stop messages home about this pupil, or let them go again."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.QUIET_SET)
    back = reverse("pupil", args=[pupil.pk])
    if (now := queries.quiet_of(by, pupil)) is not None:
        return ask_then_do(
            request, lambda: preferences.speak_again(by=by, quiet=now), title=_("Berichten naar huis weer laten gaan"),
            lead=_("%(who)s legde ze stil op %(day)s. Reden: %(reason)s") % {
                "who": now.set_by, "day": f"{now.set_on:%d/%m/%Y}", "reason": now.reason},
            done=_("De berichten gaan weer naar huis."), back=back, kind="primary",
        )  # fmt: skip
    form = QuietForm(request.POST or None)
    school = min(schools_of(pupil.pk, by.on) & by.schools(acts.QUIET_SET), default=0)
    if form.is_valid() and form.attempt(
        preferences.be_quiet, by=by, pupil=pupil, organisation_id=school, **form.cleaned_data
    ):
        messages.success(request, _("Over deze leerling gaan geen berichten naar huis."))
        return redirect(back)
    return render(request, "portal/staff_quiet.html", {"pupil": pupil, "form": form, "back": back})


@login_required
@require_http_methods(["GET", "POST"])
def wordings(request: SignedRequest, pk: int) -> HttpResponse:
    """The school's own words for messages home."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.QUIET_SET)
    own = queries.wordings_of(by, school)
    form = WordingForm(request.POST or None, own=own)
    if form.is_valid() and all(
        form.attempt(message_verbs.word, by=by, school=school, kind=kind, language=language or DUTCH, text=text)
        for (kind, _dash, language), text in (
            (name.partition("-"), form.cleaned_data[name]) for name in form.changed_data
        )
    ):
        messages.success(request, _("Bewaard."))
        return redirect("home-matters")
    return render(request, "portal/staff_wordings.html", {"school": school, "form": form})
