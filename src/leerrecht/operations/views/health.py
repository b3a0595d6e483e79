"""Addresses for whoever watches over an installation; no session, no names, no versions."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leerrecht.operations.health import look


@require_safe
@never_cache
def alive(_request: HttpRequest) -> HttpResponse:
    """The web process answers; asks nothing of the database."""
    return HttpResponse("goed\n", content_type="text/plain")


@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    """503 where no page can be given; a worker that is away shows and does not take the pages down."""
    found = look()
    return JsonResponse(
        {"databank": found.database, "tabellen": found.tables, "werker": found.worker},
        status=200 if found.ready else 503,
    )
