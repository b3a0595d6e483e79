"""The page with which somebody who keeps many files begins the day."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.guidance.domain.queries.today import today as of_today


@login_required
@require_GET
def today(request: SignedRequest) -> HttpResponse:
    """Five things first, each with its act one click away."""
    by = request.principal
    if not by.can(acts.GUIDANCE_KEEP):
        raise policy.Denied(_("Deze lijst is voor wie begeleidingsdossiers bijhoudt."))
    keeps = bool(by.places(acts.GUIDANCE_KEEP, Reach.SCHOOL))
    return render(
        request,
        "guidance/today.html",
        {
            "keeps": keeps,
            "today": by.on,
            "list": of_today(by, by.on, whole=request.GET.get("toon") == "school"),
            "sees_figures": by.can(acts.GUIDANCE_PRINT),
        },
    )
