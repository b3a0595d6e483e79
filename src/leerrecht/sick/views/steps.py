"""What happens to one request: each step has its own page with one short form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.sick.domain import asking, running
from leerrecht.sick.domain.queries.page import right_of
from leerrecht.sick.interfaces import forms
from leerrecht.sick.models import Kind, Ziekteonderwijs

Make = Callable[[SignedRequest, Ziekteonderwijs], VerbForm]
Do = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A title, a form for the record, and the verb with what it is given from the form."""

    title: Any
    make: Make
    do: Do


def _plain(form: type[VerbForm]) -> Make:
    return lambda request, _sick: form(request.POST or None)


def _extend(request: SignedRequest, sick: Ziekteonderwijs) -> VerbForm:
    return forms.ExtendForm(request.POST or None, initial={"since": running.day_after(sick)})


def _begin(request: SignedRequest, sick: Ziekteonderwijs) -> VerbForm:
    return forms.BeginForm(request.POST or None, sick=sick, right=right_of(sick))


def _week(request: SignedRequest, sick: Ziekteonderwijs) -> VerbForm:
    return forms.WeekForm(request.POST or None, initial={"planned": sick.hours_a_week})


def _typed(verb: Do) -> Do:
    return lambda by, sick, form: verb(by=by, sick=sick, **form.cleaned_data)


STEPS: dict[str, Step] = {
    "toekennen": Step(gettext_lazy("Toekennen"), _plain(forms.GrantForm), _typed(asking.grant)),
    "niet": Step(gettext_lazy("Dit gaat niet door"), _plain(forms.RefuseForm), _typed(asking.refuse)),
    "aanvullen": Step(
        gettext_lazy("Aanvullen wat ontbreekt"), _plain(forms.CompleteForm),
        lambda by, sick, form: asking.complete(by=by, sick=sick, certificate_id=None, **form.cleaned_data),
    ),
    "leerkracht": Step(gettext_lazy("Er is een leerkracht"), _plain(forms.TeacherForm), _typed(running.find_teacher)),
    "beginnen": Step(
        gettext_lazy("Beginnen"), _begin, lambda by, sick, form: running.begin(by=by, sick=sick, start=form.start())
    ),
    "week": Step(gettext_lazy("Lessen van een week"), _week, _typed(running.keep_week)),
    "melden": Step(
        gettext_lazy("Gemeld aan het schoolbeheerteam"), _plain(forms.ReportForm), _typed(running.report_next)
    ),
    "verlengen": Step(gettext_lazy("Verlengen"), _extend, _typed(running.extend)),
    "stoppen": Step(gettext_lazy("Stoppen"), _plain(forms.StopForm), _typed(running.stop)),
    "stap": Step(
        gettext_lazy("Een stap noteren"),
        lambda request, sick: forms.StepForm(request.POST or None, kind=Kind(sick.kind)),
        _typed(running.keep_step),
    ),
}  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def step(request: SignedRequest, pk: UUID, what: str) -> HttpResponse:
    """One step of one request."""
    by = request.principal
    sick = policy.find(Ziekteonderwijs, pk, by=by, act=acts.SICK_KEEP)
    chosen = STEPS[what]
    form = chosen.make(request, sick)
    if form.is_valid() and form.attempt(chosen.do, by=by, sick=sick, form=form):
        messages.success(request, _("Bewaard."))
        return redirect("sick", sick.pupil_id)
    running.log_look(by, sick)
    context = {
        "pupil": sick.pupil, "form": form, "title": chosen.title, "lead": sick.get_kind_display(),
        "back": reverse("sick", args=[sick.pupil_id]),
    }  # fmt: skip
    return render(request, "sick/form.html", context)
