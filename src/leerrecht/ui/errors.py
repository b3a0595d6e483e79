"""What a visitor reads where something failed that is not theirs to mend."""

import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.template import loader
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from leerrecht.access.database.trouble import is_away, is_full

# A database that was started anew answers within so many seconds.
SECONDS = 5
_PIECE = 64 * 1024


def failed(request: HttpRequest) -> HttpResponse:
    """The answer to an error that nobody caught: whether it is worth trying again, and what became of what was sent."""
    error = sys.exc_info()[1]
    if is_full(error):
        _throw_away(request)
        _read_on(request)
        return _answer(request, 507, _("De server heeft geen plaats meer. Wat u net verstuurde is niet bewaard."))
    if is_away(error):
        response = _answer(request, 503, _("De databank antwoordt even niet. Probeer het zo dadelijk opnieuw."))
        response["Retry-After"] = str(SECONDS)
        return response
    return server_error(request)


def _answer(request: HttpRequest, status: int, text: str) -> HttpResponse:
    if request.content_type == "application/json":
        return JsonResponse({"error": text}, status=status)
    # Without the request, whose menu would ask the database again.
    return HttpResponse(loader.get_template(f"{status}.html").render({"text": text}), status=status)


def _throw_away(request: HttpRequest) -> None:
    """Take away the file that came in halfway: it holds on to the room that is short."""
    for handler in request.upload_handlers:
        handler.upload_interrupted()


def _read_on(request: HttpRequest) -> None:
    """Throw away the rest of what comes in, so that a browser that only listens after sending hears the answer."""
    left = settings.UPLOAD_DRAIN_BYTES
    try:
        while left > 0 and (piece := request.read(_PIECE)):
            left -= len(piece)
    except UnreadablePostError:
        return
