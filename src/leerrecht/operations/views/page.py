"""The page on which whoever runs the installation sees how it is doing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from leerrecht.access.requests import SignedRequest
from leerrecht.operations.domain import jobs, proofs
from leerrecht.operations.domain.queries import state as queries
from leerrecht.operations.interfaces.forms import JobForm, ProofForm
from leerrecht.operations.judging import problems
from leerrecht.operations.words import task_in_words


def _page(request: SignedRequest, form: ProofForm) -> HttpResponse:
    found = queries.state(request.principal)
    context: dict[str, Any] = {
        "state": found,
        "problems": problems(found),
        "failures": [{"job": each, "words": task_in_words(each.task)} for each in found.jobs.failures],
        "slow_pages": queries.slow_pages(request.principal),
        "versions": queries.versions(),
        "form": form,
    }
    return render(request, "operations/page.html", context)


@login_required
@never_cache
@require_GET
def operations(request: SignedRequest) -> HttpResponse:
    """Jobs, what goes out and comes in, what is slow, storage, certificate, backups, versions."""
    return _page(request, ProofForm())


@login_required
@require_POST
def job(request: SignedRequest) -> HttpResponse:
    """Let a failed job begin again, or take it away."""
    queries.require(request.principal)
    form = JobForm(request.POST)
    if form.is_valid():
        verb = jobs.forget if "weg" in request.POST else jobs.retry
        try:
            verb(by=request.principal, job=form.cleaned_data["job"])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            done = _("De taak is weggehaald.") if "weg" in request.POST else _("De taak begint opnieuw.")
            messages.success(request, done)
    return redirect("operations")


@login_required
@require_POST
def proof(request: SignedRequest) -> HttpResponse:
    """Note that a backup was restored elsewhere."""
    queries.require(request.principal)
    form = ProofForm(request.POST)
    if form.is_valid() and form.attempt(proofs.prove, by=request.principal, proof=form.cleaned_data["proof"]):
        messages.success(request, _("Genoteerd: die back-up is teruggezet, met alle tabellen gelijk."))
        return redirect("operations")
    return _page(request, form)
