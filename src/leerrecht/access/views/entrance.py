"""Signing in: with a password, a key, or the sign-in of one's school."""

from typing import Any

import requests
from allauth.account.views import LoginView
from allauth.core import ratelimit
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from leerrecht.access.school_identity import SchoolIdentity, providers


class SignIn(LoginView):
    template_name = "access/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "schools": providers()}


class KeySignIn(LoginWebAuthnView):
    """Sign in with a key alone, which itself asked for a finger, face or pin."""

    template_name = "access/key_refused.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return render(self.request, self.template_name, status=403)


@never_cache
@require_POST
def school_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the sign-in of the school, by way of a page of ours: a form may lead nowhere else."""
    if not ratelimit.consume(request, action="login"):
        return render(request, "429.html", status=429)
    try:
        address = OAuth2LoginView.adapter_view(SchoolIdentity(request, provider_id))(request).headers["Location"]
    except SocialApp.DoesNotExist as error:
        raise Http404("Geen aanmelding van een school met deze naam.") from error
    except (requests.RequestException, KeyError):
        return render(request, "access/school_error.html", {"away": True}, status=503)
    name = next(each["name"] for each in providers() if each["provider_id"] == provider_id)
    return render(request, "access/to_school.html", {"address": address, "name": name})


@never_cache
@require_GET
def school_return(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the sign-in of the school sends the user back to."""
    try:
        response: HttpResponse = OAuth2CallbackView.adapter_view(SchoolIdentity(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404("Geen aanmelding van een school met deze naam.") from error
    return response
