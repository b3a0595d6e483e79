from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from leerrecht.access.domain import log


class ChangePassword(PasswordChangeView):
    """A user's own password; a new account begins with one that was shown once."""

    template_name = "access/password.html"
    success_url = reverse_lazy("start")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_usable_password():
            messages.info(request, _("U meldt zich aan zonder wachtwoord. Wilt u er een, vraag dan een herstel aan."))
            return redirect("mfa_index")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user: Any = self.request.user
        log.record(by=self.request.principal, act="password.change", on=user)
        messages.success(self.request, _("Uw wachtwoord is gewijzigd."))
        return response
