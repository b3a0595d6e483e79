"""Mistakes that never reach a view of the interface, told as it tells all others (RFC 9457)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from leerrecht.api.interfaces import faults

_ROOT = "/api/"
# Pages for people.
_PAGES = ("/api/uitleg",)


class Problems:
    """An address that does not exist, a method that it does not know, a server that fails: a problem, not a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(_ROOT) or request.path.startswith(_PAGES):
            return response
        if response.status_code < faults.FIRST_FAULT or response.headers.get("Content-Type") == faults.KIND:
            return response
        return faults.of_status(response, request.method or "")
