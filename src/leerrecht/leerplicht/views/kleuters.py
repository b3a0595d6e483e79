"""Five-year-olds who may not reach the half-days that they need."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.leerplicht.domain.queries.kleuters import at_risk


def kleuters(request: SignedRequest) -> HttpResponse:
    """Of the own schools, or of the schools that a CLB serves."""
    by = request.principal
    if not by.can(acts.DUTY_VIEW):
        raise policy.Denied(_("Uw functie volgt geen aanwezigheid van kleuters op."))
    shown = at_risk(by, request.GET.get("pagina"))
    return render(request, "leerplicht/kleuters.html", {"shown": shown, "follows": by.can(acts.LEERPLICHT_VIEW)})


@login_required
@require_GET
def kleuter_list(request: SignedRequest) -> HttpResponse:
    """The list by itself."""
    return kleuters(request)
