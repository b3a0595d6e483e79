"""Contested C attests: the list, those of a pupil, one of them, and its next turn."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.discipline.domain import contests as verbs
from leerrecht.discipline.domain.queries import contests as queries
from leerrecht.discipline.interfaces.contest_forms import ContestForm, TurnForm
from leerrecht.discipline.models import Contest, Ending
from leerrecht.discipline.views.incidents import form_view
from leerrecht.guidance.views.file import pupil_of
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import Pupil
from leerrecht.ui.asking import ask_then_do


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Those that run at the school, the first due first."""
    by = request.principal
    if not by.can(acts.ATTEST_CONTEST):
        raise policy.Denied(_("Betwiste C-attesten volgt de directeur van de school op."))
    running, page = queries.contest_list(by, request.GET.get("pagina", 1))
    return render(request, "discipline/contests.html", {"running": running, "page": page, "today": by.on})


def led_at(by: Principal, pupil: Pupil) -> list[int]:
    """Schools of the pupil where the principal leads a contest."""
    return sorted(schools_of(pupil.pk, by.on) & by.places(acts.ATTEST_CONTEST, Reach.SCHOOL))


@login_required
@require_GET
def of_pupil(request: SignedRequest, pk: int) -> HttpResponse:
    """Those of one pupil."""
    by = request.principal
    found = pupil_of(by, pk)
    if found.merged_into_id:
        return redirect("contests", found.merged_into_id)
    shown = list(queries.contests_of(by, found))
    for one in shown:
        queries.log_look(by, one)
    context = {"pupil": found, "contests": shown, "leads": bool(led_at(by, found))}
    return render(request, "discipline/pupil_contests.html", context)


@login_required
@form_view
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """Note that a C attest is contested."""
    by = request.principal
    pupil = pupil_of(by, pk)
    schools = led_at(by, pupil)
    if not schools:
        raise policy.Denied(_("Een betwist C-attest noteert de directeur van de school van de leerling."))
    form = ContestForm(request.POST or None)
    if form.is_valid() and form.attempt(
        verbs.contest_attest, by=by, pupil=pupil, school_id=schools[0], contested=form.contested()
    ):
        messages.success(request, _("Bewaard. Antwoord nu of de klassenraad opnieuw samenkomt."))
        return redirect("contest", form.result.pk)
    context = {
        "form": form, "title": _("C-attest betwist"), "lead": str(pupil), "pupil": pupil, "readers": Gedeeld.readers,
        "back": reverse("contests", args=[pupil.pk]),
    }  # fmt: skip
    return render(request, "discipline/contest_form.html", context)


@login_required
@require_GET
def contest(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One of them: for who leads it with what comes next, for the others to read."""
    by = request.principal
    found = policy.find(Contest, pk, by=by, act=acts.NOTE_VIEW)
    shown = queries.contest_page(by, found)
    return render(request, "discipline/contest.html", {"shown": shown, "contest": shown.stands.contest, "today": by.on})


@login_required
@form_view
def turn(request: SignedRequest, pk: UUID) -> HttpResponse:
    """The turn that comes next."""
    by = request.principal
    found = policy.find(Contest, pk, by=by, act=acts.ATTEST_CONTEST)
    page = queries.contest_page(by, found)
    following, back = page.stands.next, reverse("contest", args=[found.pk])
    if following is None:
        messages.error(request, _("Deze betwisting is afgesloten."))
        return redirect(back)
    form = TurnForm(request.POST or None, turn=following)
    if form.is_valid() and form.attempt(verbs.take_turn, by=by, contest=found, turn=following, told=form.told()):
        found.refresh_from_db()
        said = {
            Ending.OTHER: _("Bewaard en afgesloten. Pas ook het eindresultaat bij de inschrijving aan."),
            Ending.STAYS: _("Bewaard en afgesloten: het C-attest blijft."),
        }
        messages.success(
            request, next((words for key, words in said.items() if key == found.closed_how), _("Bewaard."))
        )
        return redirect(back)
    context = {
        "form": form, "title": following.label, "lead": str(found.pupil), "pupil": found.pupil, "contest": found,
        "back": back,
    }  # fmt: skip
    return render(request, "discipline/contest_form.html", context)


@login_required
@form_view
def stop(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Pupil and parents go no further."""
    by = request.principal
    found = policy.find(Contest, pk, by=by, act=acts.ATTEST_CONTEST)
    queries.log_look(by, found)
    return ask_then_do(
        request, lambda: verbs.stop_contest(by=by, contest=found), title=_("Betwisting stoppen"),
        lead=_("Leerling en ouders gaan niet verder. Het C-attest blijft, en %(pupil)s mag niet meer voorlopig verder.")
        % {"pupil": found.pupil},
        done=_("De betwisting is afgesloten."), back=reverse("contest", args=[found.pk]),
    )  # fmt: skip
