"""How long each page takes: told to the log and to telemetry by the pattern of its address, kept where it is slow."""

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase

from leerrecht.operations import telemetry
from leerrecht.operations.models import SlowAnswer
from leerrecht.operations.numbers import whole_number

logger = logging.getLogger("leerrecht.request")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNKNOWN = "(onbekend adres)"


def route_of(request: HttpRequest) -> str:
    """The pattern of the address, which holds no number and no word that was typed."""
    match = request.resolver_match
    return match.route if match is not None else UNKNOWN


class Timing:
    """The outermost: what it measures is what a visitor waits for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.slow = whole_number("LEERRECHT_SLOW_MS", 2000)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        method = request.method if request.method in METHODS else "_OTHER"
        with telemetry.page(method) as signal:
            response = self.get_response(request)
            seconds = time.perf_counter() - begun
            signal.answered(route_of(request), response.status_code, seconds)
        milliseconds = round(seconds * 1000)
        if logger.isEnabledFor(logging.INFO):
            told = {"method": method, "route": route_of(request), "status": response.status_code}
            logger.info("answered", extra={**told, "milliseconds": milliseconds})
        if milliseconds >= self.slow:
            _keep(route_of(request), milliseconds)
        return response


def _keep(route: str, milliseconds: int) -> None:
    """A page that was slow since the database is away leaves no trace there."""
    try:
        SlowAnswer.objects.create(route=route[:160], milliseconds=milliseconds)
    except DatabaseError:
        logger.warning("a slow page could not be written down", exc_info=True)
        connection.close()
