"""How long a sign-in on the own pages lasts: until nobody used it for a while, sooner on a device of several people."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from leerrecht.portal.rules import IDLE, SHARED_IDLE

USED, SHARED = "portal-used", "portal-shared"


def is_shared(request: HttpRequest) -> bool:
    """Whether the visitor said so in this sign-in."""
    return bool(request.session.get(SHARED))


def lasts(request: HttpRequest) -> timedelta:
    return SHARED_IDLE if is_shared(request) else IDLE


def is_over(request: HttpRequest) -> bool:
    used = request.session.get(USED)
    return used is not None and timezone.now() - datetime.fromisoformat(used) > lasts(request)


def use(request: HttpRequest) -> None:
    """It is in use from now on."""
    request.session[USED] = timezone.now().isoformat()
