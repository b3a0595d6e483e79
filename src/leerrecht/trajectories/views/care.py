"""Signals of the CLB about the care of a school, which the school answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.trajectories.domain import care as verbs
from leerrecht.trajectories.domain.queries import care
from leerrecht.trajectories.interfaces.forms import CareForm, ChangedForm, ReplyForm
from leerrecht.trajectories.models import CareSignal
from leerrecht.trajectories.rules import ANSWER_WITHIN
from leerrecht.trajectories.views.door import form_view, of_centre


@login_required
@require_GET
def care_list(request: SignedRequest) -> HttpResponse:
    """All signals about the care of the reader's schools."""
    by = request.principal
    if not by.can(acts.COOPERATION_KEEP):
        raise policy.Denied(_("Deze lijst is voor wie de zorg van een school mee vormgeeft."))
    context = {"rows": care.care_signals(to=by), "today": by.on, "gives": by.can(acts.CLB_DOOR)}
    return render(request, "trajectories/care.html", context)


@login_required
@form_view
def care_new(request: SignedRequest) -> HttpResponse:
    """Give a school a signal about its care."""
    by = request.principal
    of_centre(by)
    form = CareForm(request.POST or None, schools=care.served(to=by), initial={"answer_by": by.on + ANSWER_WITHIN})
    if form.is_valid():
        data = dict(form.cleaned_data)
        school = form.schools[data.pop("school")]
        if form.attempt(verbs.give_care_signal, by=by, school=school, **data):
            messages.success(request, _("De school ziet dit signaal en moet antwoorden."))
            return redirect("clb-care")
    context = {
        "form": form, "title": _("Signaal over de zorg van een school"), "back": reverse("clb-care"),
        "lead": _("Over de werking van de school, nooit over één leerling."), "submit": _("Geven"),
    }  # fmt: skip
    return render(request, "trajectories/form.html", context)


@login_required
@form_view
def care_signal(request: SignedRequest, pk: str) -> HttpResponse:
    """One signal about care, and the answer of the school."""
    by = request.principal
    found = policy.find(CareSignal, pk, by=by, act=acts.COOPERATION_KEEP)
    answers = found.school_id in by.places(acts.COOPERATION_KEEP, Reach.SCHOOL)
    form: ReplyForm | ChangedForm | None = None
    if answers and found.answered_on is None:
        form = ReplyForm(request.POST or None)
        done = form.is_valid() and form.attempt(verbs.answer_care_signal, by=by, signal=found, **form.cleaned_data)
    elif answers:
        form = ChangedForm(request.POST or None, initial={"text": found.changed})
        done = form.is_valid() and form.attempt(verbs.note_change, by=by, signal=found, **form.cleaned_data)
    else:
        done = False
    if done:
        messages.success(request, _("Bewaard. Het CLB ziet dit."))
        return redirect("clb-care-signal", pk)
    return render(request, "trajectories/care_signal.html", {"signal": found, "form": form, "today": by.on})
