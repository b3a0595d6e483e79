"""Setting up and taking the second step: the library's views with our pages, words and log."""

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from allauth.socialaccount.internal.flows.connect import disconnect
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from leerrecht.access import second_factor, signing
from leerrecht.access.domain import log, recovery
from leerrecht.access.requests import SignedRequest
from leerrecht.access.school_identity import providers

HOME = reverse_lazy("mfa_index")
for_users = method_decorator([login_required, never_cache], name="dispatch")


class TakeSecondStep(AuthenticateView):
    template_name = "access/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = second_factor.steps(self.stage.login.user.pk)
        return {
            **super().get_context_data(**kwargs),
            "with_app": Authenticator.Type.TOTP in kinds,
            "with_key": Authenticator.Type.WEBAUTHN in kinds,
        }


class _Confirm:
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        words = {
            "reauthenticate": _("Met uw wachtwoord"),
            "mfa_reauthenticate": _("Met een code"),
            "mfa_reauthenticate:webauthn": _("Met een sleutel"),
        }
        context["others"] = [
            {"url": other["url"], "label": words[other["id"]]} for other in context["reauthentication_alternatives"]
        ]
        return context


@for_users
class ConfirmPassword(_Confirm, ReauthenticateView):
    template_name = "access/confirm.html"


@for_users
class ConfirmCode(_Confirm, ReauthenticateCodeView):
    template_name = "access/confirm.html"


@for_users
class ConfirmKey(_Confirm, ReauthenticateWebAuthnView):
    template_name = "access/confirm_key.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return response


@for_users
class Security(IndexView):
    """One's own ways of signing in."""

    template_name = "access/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        linked = {found.provider: found for found in SocialAccount.objects.filter(user=self.request.user)}
        schools = [
            {"key": app["provider_id"], "name": app["name"], "link": linked.get(app["provider_id"])}
            for app in providers()
        ]
        return {
            **super().get_context_data(**kwargs),
            "due": self.request.second_factor_due,
            "schools": schools,
            "recovery": recovery.own_recovery(self.request.principal),
        }


@for_users
class AppOn(ActivateTOTPView):
    template_name = "access/app_on.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return _added(self.request, response, "app")


@for_users
class AppOff(DeactivateTOTPView):
    template_name = "access/app_off.html"
    success_url = HOME

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return _removed(self.request, response, "app")


@for_users
class KeyNew(AddWebAuthnView):
    template_name = "access/key_new.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # The library makes a new form here, and so would lose what was wrong with this one.
        return {**super().get_context_data(), **kwargs}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return _added(self.request, response, "sleutel")


@for_users
class KeyName(EditWebAuthnView):
    template_name = "access/key_name.html"
    success_url = HOME


@for_users
class KeyOff(RemoveWebAuthnView):
    template_name = "access/key_off.html"
    success_url = HOME

    def form_valid(self, form: Any) -> HttpResponse:
        key = self.get_object()
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(key):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(str(HOME))
        response: HttpResponse = super().form_valid(form)
        return _removed(self.request, response, "sleutel")


@for_users
class Codes(ViewRecoveryCodesView):
    """The codes on paper, shown once."""

    template_name = "access/codes.html"


@for_users
class CodesNew(GenerateRecoveryCodesView):
    template_name = "access/codes_new.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        log.record(by=self.request.principal, act="second_factor.codes", on=self.request.user, why="eigen account")
        return response


@login_required
@require_POST
def unlink(request: SignedRequest, pk: int) -> HttpResponse:
    """Undo the link with the sign-in of one's school."""
    user: Any = request.user
    account = get_object_or_404(SocialAccount, pk=pk, user=user)
    if not user.has_usable_password():
        messages.error(request, _("Zonder wachtwoord is dit uw enige manier om u aan te melden."))
        return redirect("mfa_index")
    disconnect(request, account)
    signing.trace(user, "identity.unlink", provider=account.provider)
    messages.success(request, _("De koppeling met de aanmelding van uw school is weg."))
    return redirect("mfa_index")


def _added(request: Any, response: HttpResponse, kind: str) -> HttpResponse:
    second_factor.prove(request, request.user)
    signing.trace(request.user, "second_factor.add", kind=kind)
    messages.success(request, _("Uw tweede stap staat klaar."))
    return response


def _removed(request: Any, response: HttpResponse, kind: str) -> HttpResponse:
    signing.trace(request.user, "second_factor.remove", kind=kind)
    messages.success(request, _("Deze tweede stap is weg."))
    return response
