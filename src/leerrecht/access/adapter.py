from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up. What allauth says is said in our words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "De gebruikersnaam of het wachtwoord klopt niet. Kijk na of de hoofdletters juist staan en probeer opnieuw."
        ),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord. Probeer opnieuw."),
        "too_many_login_attempts": _("Te veel pogingen na elkaar. Wacht vijf minuten en probeer het dan opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: that somebody is signed in or out shows by itself."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return render(request, "access/inactive.html", status=403)
