"""What happens around a sign-in: when and on which device it began, and its trace in the log."""

import re
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone

from leerrecht.access import second_factor
from leerrecht.access.domain import log
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.access.sessions import BEGUN, DEVICE

# In this order: one browser names another in its own name.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(agent: str) -> str:
    """Browser and kind of device in a few words, such as "Firefox op Windows"; enough to know one's own again."""
    browser = next((name for sign, name in _BROWSERS if re.search(sign, agent)), "onbekende browser")
    system = next((name for sign, name in _SYSTEMS if re.search(sign, agent)), "onbekend toestel")
    return f"{browser} op {system}"


def connect() -> None:
    """Listen to Django and the library for accounts; called once, when the app is ready."""
    from allauth.mfa import signals

    user_logged_in.connect(_begin, dispatch_uid="access.begin")
    signals.authenticator_used.connect(_second_step, dispatch_uid="access.second_step")
    signals.authentication_failed.connect(_second_step_failed, dispatch_uid="access.second_step_failed")


def trace(user: User, act: str, **detail: Any) -> None:
    """An entry in the log by the account about itself, also while it is not signed in yet."""
    log.record(by=Principal(name=user.username, user_id=user.pk), act=act, on=user, why="eigen account", detail=detail)


def _begin(request: HttpRequest, **_more: Any) -> None:
    request.session[BEGUN] = timezone.now().isoformat()
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))


def _second_step(request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    second_factor.prove(request, user)
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        trace(user, "second_factor.code_used")


def _second_step_failed(user: User, **_more: Any) -> None:
    trace(user, "second_factor.failed")
