from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from leerrecht.access.principal import NOBODY, Principal, principal_of


def _principal(request: HttpRequest) -> Principal:
    user = request.user
    if not user.is_authenticated:
        return NOBODY
    today = timezone.localdate()
    day, seats = user.seats_on or (None, None)
    return principal_of(user_id=user.pk, name=user.username, on=today, seats=seats if day == today else None)


class PrincipalMiddleware:
    """Gives each request ``request.principal``: the user with the memberships of today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.principal = _principal(request)  # type: ignore[attr-defined]
        return self.get_response(request)
