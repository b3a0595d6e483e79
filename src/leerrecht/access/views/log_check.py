"""Whether the log is whole, for who runs the installation: numbers and states, nothing of anybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerrecht.access.domain import checking
from leerrecht.access.requests import SignedRequest

PER_PAGE = 20


@login_required
@require_GET
def log_checks(request: SignedRequest) -> HttpResponse:
    """The checks that were done, the last one first."""
    found = checking.checks(request.principal)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "access/log_check.html", {"page": page, "last": found.first()})


@login_required
@require_POST
def check_now(request: SignedRequest) -> HttpResponse:
    """Ask for a check; a job does it, since a long log takes a while."""
    if checking.ask(request.principal):
        messages.success(request, _("De controle is gevraagd. Laad deze pagina straks opnieuw."))
    else:
        messages.info(request, _("Er wacht al een controle. Laad deze pagina straks opnieuw."))
    return redirect("log-check-list")
