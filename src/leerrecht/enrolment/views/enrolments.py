"""Enrolling a pupil, moving to another class, leaving, correcting, the result of the year."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest, allowed
from leerrecht.enrolment import domain
from leerrecht.enrolment.interfaces.forms import CorrectionForm, EnrolmentForm, LeaveForm, MoveForm, ResultForm
from leerrecht.enrolment.models import Enrolment, YearResult
from leerrecht.organisations.domain.sources import CLASSES, ENROLMENTS, package_for
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.people.models import Pupil

form_view = require_http_methods(["GET", "POST"])


def _find(request: SignedRequest, pk: int) -> tuple[Principal, Enrolment]:
    by = request.principal
    return by, policy.find(Enrolment, pk, by=by, act=acts.PUPIL_EDIT)


def _page(request: SignedRequest, pupil: Pupil, form: VerbForm | None, **context: Any) -> HttpResponse:
    return render(request, "enrolment/enrolment_form.html", {"pupil": pupil, "form": form, **context})


def _submit(
    request: SignedRequest, enrolment: Enrolment, form: VerbForm, verb: Callable[..., Any], *, done: str, **page: Any
) -> HttpResponse:
    """Send a valid form to its verb and go back to the pupil, or show what is wrong."""
    by = request.principal
    if form.is_valid() and form.attempt(verb, by=by, enrolment=enrolment, **form.cleaned_data):
        messages.success(request, done)
        return redirect("pupil", enrolment.pupil_id)
    return _page(request, enrolment.pupil, form, enrolment=enrolment, **page)


@login_required
@form_view
def enrolment_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Enrol a pupil who is known at the school, or was before."""
    by = allowed(request, acts.PUPIL_EDIT)
    pupil = policy.find(Pupil, pk, by=by, act=acts.PUPIL_VIEW)
    form = EnrolmentForm(request.POST or None, by=by)
    if form.is_valid():
        form.from_package(package_for(ENROLMENTS, [form.cleaned_data["school"].pk]), "first_day")
    if form.is_valid() and form.attempt(domain.enrol, by=by, pupil=pupil, **form.enrolment()):
        messages.success(request, _("%(pupil)s is ingeschreven.") % {"pupil": pupil})
        return redirect("pupil", pupil.pk)
    return _page(request, pupil, form, title=_("Inschrijven"), submit=_("Inschrijven"))


@login_required
@form_view
def enrolment_edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Put an enrolment right."""
    by, enrolment = _find(request, pk)
    form = CorrectionForm(request.POST or None, by=by, enrolment=enrolment)
    form.from_package(package_for(ENROLMENTS, [enrolment.school_id]), "first_day", "last_day")
    page = {"title": _("Inschrijving verbeteren"), "submit": _("Bewaren"), "removable": True}
    return _submit(request, enrolment, form, domain.correct_enrolment, done=_("De inschrijving is verbeterd."), **page)


@login_required
@form_view
def enrolment_move(request: SignedRequest, pk: int) -> HttpResponse:
    """Another class from a day on."""
    by, enrolment = _find(request, pk)
    form = MoveForm(request.POST or None, by=by, enrolment=enrolment)
    form.from_package(package_for(CLASSES, [enrolment.school_id]))
    page = {"title": _("Van klas veranderen"), "submit": _("Verplaatsen")}
    return _submit(request, enrolment, form, domain.change_class, done=_("De nieuwe klas is bewaard."), **page)


@login_required
@form_view
def enrolment_end(request: SignedRequest, pk: int) -> HttpResponse:
    """The pupil leaves the school."""
    _by, enrolment = _find(request, pk)
    form = LeaveForm(request.POST or None)
    form.from_package(package_for(ENROLMENTS, [enrolment.school_id]))
    page = {"title": _("Uitschrijven"), "submit": _("Uitschrijven"), "kind": "danger"}
    return _submit(request, enrolment, form, domain.deregister, done=_("De uitschrijving is bewaard."), **page)


@login_required
@form_view
def enrolment_result(request: SignedRequest, pk: int) -> HttpResponse:
    """Attest, clausulering and qualification at the end of the year."""
    by, enrolment = _find(request, pk)
    result = policy.visible(YearResult, to=by, act=acts.PUPIL_EDIT).filter(enrolment=enrolment).first()
    form = ResultForm(request.POST or None, initial=ResultForm.initial_of(result))
    page = {"title": _("Eindresultaat"), "submit": _("Bewaren")}
    return _submit(request, enrolment, form, domain.record_result, done=_("Het eindresultaat is bewaard."), **page)


@login_required
@form_view
def enrolment_remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take away an enrolment that was a mistake, after asking."""
    by, enrolment = _find(request, pk)
    pupil, errors = enrolment.pupil, []
    if request.method == "POST":
        try:
            domain.remove_enrolment(by=by, enrolment=enrolment)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, _("De inschrijving is verwijderd."))
            # Without any enrolment left the pupil is out of sight.
            seen = policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk=pupil.pk).exists()
            return redirect("pupil", pupil.pk) if seen else redirect("pupil-list")
    page = {"title": _("Inschrijving weghalen?"), "submit": _("Weghalen"), "kind": "danger", "errors": errors}
    lead = _("Alleen voor een inschrijving die een vergissing was. Wie vertrekt, schrijft u uit.")
    return _page(request, pupil, None, enrolment=enrolment, lead=lead, **page)
