"""The second step of a sign-in: who must take it, and whether this sign-in did.

Whoever holds a role that demands it has no seats until then (``access.middleware``), whatever way of
signing in was used. Which roles demand it follows from the memberships of today.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode

from leerrecht.access.models import User
from leerrecht.access.principal import Principal

# Whose second step this session proved; bound to the account, since a session may begin before it is anybody's.
_PROVED = "second_factor_of"
SETTING_UP = frozenset(
    {
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout",
        "account_change_password",
    }
)  # fmt: skip
CONFIRMING = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"})


def demanded(principal: Principal) -> bool:
    """Whether a role of today demands two steps. The demo never asks."""
    return not settings.DEMO and any(seat.role.second_factor for seat in principal.seats)


def prove(request: HttpRequest, user: User) -> None:
    """Remember that this sign-in took the second step."""
    request.session[_PROVED] = user.pk


def is_due(request: HttpRequest, principal: Principal) -> bool:
    """Whether the second step must be taken first; remembered on the request for the pages."""
    due = demanded(principal) and request.session.get(_PROVED) != principal.user_id
    request.second_factor_due = due  # type: ignore[attr-defined]
    return due


def steps(user_id: int) -> set[str]:
    """The kinds of second step that an account has set up; codes on paper are none by themselves."""
    return set(_steps().filter(user=user_id).values_list("type", flat=True))


def with_steps(accounts: "QuerySet[User]") -> "QuerySet[User]":
    """The accounts, each with ``two_steps``: whether :func:`steps` would find any."""
    return accounts.annotate(two_steps=Exists(_steps().filter(user=OuterRef("pk"))))


def _steps() -> "QuerySet[Authenticator]":
    found: QuerySet[Authenticator] = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return found


class SecondFactorMiddleware:
    """Leads whoever still owes the second step to where it is set up or taken, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(request, "second_factor_due", False):
            return None
        match: Any = request.resolver_match
        have = steps(int(request.user.pk or 0))
        if match.url_name in (CONFIRMING if have else SETTING_UP):
            return None
        if not have:
            return redirect("mfa_index")
        name = "mfa_reauthenticate" if Authenticator.Type.TOTP in have else "mfa_reauthenticate_webauthn"
        back = request.get_full_path() if request.method == "GET" else resolve_url(settings.LOGIN_REDIRECT_URL)
        return redirect(f"{resolve_url(name)}?{urlencode({'next': back})}")
