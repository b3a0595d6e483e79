"""How much a request may bring: told from its head, before anything of its body is read or kept."""

from collections.abc import Callable
from typing import Any, TypeVar

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.functional import lazy
from django.utils.translation import gettext as _

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
# What a form holds beside its file: names, dates, boundaries.
FORM_BYTES = 1024 * 1024
_PIECE = 64 * 1024


def takes_upload(most: int) -> Callable[[View], View]:
    """Mark a view whose form takes a file of at most ``most`` bytes; others take no more than a form without one."""

    def mark(view: View) -> View:
        view.upload_bytes = most  # type: ignore[attr-defined]
        return view

    return mark


def told_at_once(most: int) -> dict[str, Any]:
    """Attributes of a file field, by which the page says that a file is too large before it is sent."""
    return {"data-most": most, "data-too-large": lazy(_too_large, str)(most // 1024 // 1024)}


def _too_large(megabytes: int) -> str:
    return _("Dit bestand is te groot: hier kan hoogstens %(most)s MB. Kies een ander bestand.") % {"most": megabytes}


class UploadLimit:
    """Refuses a request that is larger than its view takes. Stands before whatever reads a body, such as CSRF.

    A body without a length (sent in pieces) is refused too; the server reads no further than the length it was told.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if request.method in ("GET", "HEAD"):
            return None
        length = request.META.get("CONTENT_LENGTH") or ""
        if not length.isdecimal():
            if "HTTP_TRANSFER_ENCODING" in request.META:
                return _refusal(request, 411, _("De verzending zegt niet hoe groot ze is."), most=None)
            return None
        most: int | None = getattr(view, "upload_bytes", None)
        if most is not None and request.user.is_authenticated and not ratelimit.consume(request, action="upload"):
            _drain(request, min(int(length), settings.UPLOAD_DRAIN_BYTES))
            return render(request, "429.html", status=429)
        allowed = settings.DATA_UPLOAD_MAX_MEMORY_SIZE if most is None else most + FORM_BYTES
        if int(length) <= allowed:
            return None
        _drain(request, min(int(length), settings.UPLOAD_DRAIN_BYTES))
        return _refusal(request, 413, _("De verzending is te groot."), most=allowed if most is None else most)


def _drain(request: HttpRequest, number: int) -> None:
    """Read on and throw away, so that a browser that only listens after sending hears why it was refused."""
    while number > 0 and (piece := request.read(min(number, _PIECE))):
        number -= len(piece)


def _refusal(request: HttpRequest, status: int, text: str, *, most: int | None) -> HttpResponse:
    megabytes = None if most is None else most // 1024 // 1024
    if request.content_type == "application/json":
        return JsonResponse({"error": text}, status=status)
    return render(request, "413.html", {"text": text, "most": megabytes}, status=status)
