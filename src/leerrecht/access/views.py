from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from leerrecht.access.domain import log


class ChangePassword(PasswordChangeView):
    """A user's own password; a new account begins with one that was shown once."""

    template_name = "access/password.html"
    success_url = reverse_lazy("start")

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user: Any = self.request.user
        log.record(by=self.request.principal, act="password.change", on=user)
        messages.success(self.request, _("Uw wachtwoord is gewijzigd."))
        return response
