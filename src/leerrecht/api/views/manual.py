"""The manual of the interface, made of its own description: for everybody, since it tells of no school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leerrecht.api import rules
from leerrecht.api.interfaces.manual import chapters
from leerrecht.api.views.api import api


@require_GET
def manual(request: HttpRequest) -> HttpResponse:
    context = {
        "chapters": chapters(api.get_openapi_schema()), "scopes": rules.SCOPES, "events": rules.EVENTS,
        "calls": rules.CALLS_A_MINUTE,
    }  # fmt: skip
    return render(request, "api/manual.html", context)
