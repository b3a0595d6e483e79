"""Figures of Flanders for everybody, where they are safe: large numbers alone, nothing of a school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leerrecht.access.standing import stand
from leerrecht.indicators.domain import detail
from leerrecht.indicators.domain.queries.places import anybody


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Without signing in."""
    # Nobody stands behind this page, and for nobody the wall shows nothing.
    with stand(anybody()):
        context = detail.public()
    return render(request, "indicators/public.html", context)
