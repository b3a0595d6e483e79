"""Signing in with the identity provider of a school (OpenID Connect).

Providers are configured per installation (``config.identity``). An account must exist: it is found by
the provider's lasting name for the person (``sub``), which its user linked, or once by an address that the
provider vouches for and that lies in a domain of that provider. Nobody gets an account this way.
"""

from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leerrecht.access import signing
from leerrecht.access.models import User

SIGNATURES = ("RS256", "PS256", "ES256", "RS512", "ES512", "EdDSA")
# Clocks of two servers may differ by so many seconds.
LEEWAY = 60


def providers() -> list[dict[str, Any]]:
    """The identity providers of this installation, as configured."""
    found: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return found


class SchoolAccountAdapter(DefaultSocialAccountAdapter):
    """Finds the account; never makes one."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "connected_other": _("Deze aanmelding van uw school hoort al bij een ander account."),
    }

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> Any:
        """Of the configuration alone: none is kept in the database."""
        return [
            SocialApp(provider="openid_connect", **app)
            for app in providers()
            if provider in (None, "openid_connect", app["provider_id"]) and client_id in (None, app["client_id"])
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Not the library's way, which asks nothing of the domain; see :meth:`pre_social_login`."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") == "connect" or sociallogin.is_existing:
            return
        user = _by_address(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(render(request, "access/school_unknown.html", status=403))
        sociallogin.connect(request, user)
        signing.trace(user, "identity.link", provider=sociallogin.account.provider)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")

    def on_authentication_error(self, request: HttpRequest, provider: Any, **more: Any) -> None:
        context = {"cancelled": more.get("error") == "cancelled"}
        raise ImmediateHttpResponse(render(request, "access/school_error.html", context, status=403))


def _by_address(sociallogin: SocialLogin) -> User | None:
    """The one account with the address that the provider vouches for, within the domains it may speak for."""
    domains = sociallogin.provider.app.settings["email_domains"]
    for address in sociallogin.email_addresses:
        domain = address.email.rpartition("@")[2].lower()
        if address.verified is not True or domain not in domains:
            continue
        found = list(User.objects.filter(email__iexact=address.email)[:2])
        if len(found) == 1:
            return found[0]
    return None


class SchoolIdentity(OpenIDConnectOAuth2Adapter):
    """Talks with one provider; believes only what it signed for us, and keeps nothing but its name for the person."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        login: SocialLogin = super().complete_login(request, app, token, **kwargs)
        login.account.extra_data = {}
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        with get_social_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            header = jwt.get_unverified_header(id_token)
            key = jwt.PyJWKSet.from_dict(answer.json())[header["kid"]]
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key.key,
                algorithms=[name for name in SIGNATURES if name == key.algorithm_name],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "sub"]},
            )
        except (jwt.PyJWTError, KeyError, ValueError) as error:
            raise OAuth2Error("id_token refused") from error
        return claims
