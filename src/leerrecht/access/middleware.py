from collections.abc import Callable, Iterator
from typing import cast

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from leerrecht.access import second_factor
from leerrecht.access.principal import NOBODY, Principal, principal_of
from leerrecht.access.standing import stand


def _principal(request: HttpRequest) -> Principal:
    user = request.user
    if not user.is_authenticated:
        return NOBODY
    today = timezone.localdate()
    day, seats = user.seats_on or (None, None)
    seats = seats if day == today else None
    principal = principal_of(user_id=user.pk, name=user.username, on=today, seats=seats, family=user.family)
    if second_factor.is_due(request, principal):
        # Until then somebody without any seat: no page, list or verb gives anything.
        return Principal(name=user.username, user_id=user.pk, on=today)
    return principal


class PrincipalMiddleware:
    """Gives each request ``request.principal``: the user with the memberships of today, who stands behind its queries.

    What a page writes is kept as a whole, or not at all where it ends in an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        principal = _principal(request)
        request.principal = principal  # type: ignore[attr-defined]
        with stand(principal) as transaction:
            request.transaction = transaction  # type: ignore[attr-defined]
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _streamed(principal, cast("Iterator[bytes]", response.streaming_content))
        return response

    def process_exception(self, request: HttpRequest, _exception: Exception) -> None:
        request.transaction.undo()  # type: ignore[attr-defined]


def _streamed(principal: Principal, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What a long answer still has to read, it reads for the same principal."""
    with stand(principal):
        yield from pieces
