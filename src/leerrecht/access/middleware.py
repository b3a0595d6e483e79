from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from leerrecht.access import second_factor
from leerrecht.access.principal import NOBODY, Principal, principal_of


def _principal(request: HttpRequest) -> Principal:
    user = request.user
    if not user.is_authenticated:
        return NOBODY
    today = timezone.localdate()
    day, seats = user.seats_on or (None, None)
    principal = principal_of(user_id=user.pk, name=user.username, on=today, seats=seats if day == today else None)
    if second_factor.is_due(request, principal):
        # Until then somebody without any seat: no page, list or verb gives anything.
        return Principal(name=user.username, user_id=user.pk, on=today)
    return principal


class PrincipalMiddleware:
    """Gives each request ``request.principal``: the user with the memberships of today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.principal = _principal(request)  # type: ignore[attr-defined]
        return self.get_response(request)
