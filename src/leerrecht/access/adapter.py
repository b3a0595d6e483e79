"""What the library for accounts asks of us: who may sign in, what is said, how secrets are kept."""

import base64
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import signing
from leerrecht.access.domain import log, sessions
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, principal_of
from leerrecht.access.second_factor import demanded
from leerrecht.access.sessions import DEVICE

# Who signed in so many seconds ago, is not asked again who it is.
JUST_NOW = 300


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up. What allauth says is said in our words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "De gebruikersnaam of het wachtwoord klopt niet. Kijk na of de hoofdletters juist staan en probeer opnieuw."
        ),
        "enter_current_password": gettext_lazy("Dit is niet uw huidige wachtwoord. Probeer opnieuw."),
        "incorrect_password": gettext_lazy("Dit is niet uw wachtwoord. Probeer opnieuw."),
        "too_many_login_attempts": gettext_lazy(
            "Te veel pogingen na elkaar. Wacht vijf minuten en probeer het dan opnieuw."
        ),
        "rate_limited": gettext_lazy("Te veel pogingen na elkaar. Wacht vijf minuten en probeer het dan opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: that somebody is signed in or out shows by itself."""

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Whatever the way of signing in: accounts of the demo only where the demo is on."""
        if user.demo and not settings.DEMO:
            return self.respond_user_inactive(request, user)
        response: HttpResponse | None = super().pre_login(request, user, **more)
        return response

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        sessions.forget_ended()
        signing.trace(user, "session.begin", device=request.session[DEVICE])
        response: HttpResponse = super().post_login(request, user, **more)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password for an account leaves a trace; who typed it is not known."""
        account = User.objects.filter(username__iexact=credentials.get("username", "")).first()
        if account is not None:
            log.record(by=Principal(name="niet aangemeld"), act="session.refused", on=account)
        super().authentication_failed(request, **credentials)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return render(request, "access/inactive.html", status=403)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Changes to the ways of signing in ask again who it is, unless that was shown just now."""
        request = context.request
        records = get_authentication_records(request, request.user)
        return not any(record["at"] > time.time() - JUST_NOW for record in records)


class SecondStepAdapter(DefaultMFAAdapter):
    """Secrets of the second step are kept locked with the key of the installation, which is not in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "Uw functie vraagt een tweede stap. Voeg eerst een andere toe; daarna kan deze weg."
        ),
        "incorrect_code": gettext_lazy("Deze code of sleutel klopt niet. Probeer opnieuw."),
        "locked": gettext_lazy("Uw tweede stap is niet meer te lezen. Ga langs bij de directie of de beheerder."),
        "code_used": gettext_lazy("Deze code is al gebruikt. Wacht tot uw app een nieuwe toont."),
    }

    def get_totp_label(self, user: User) -> str:
        return user.username

    def encrypt(self, text: str) -> str:
        return _locker().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises ``ValidationError`` where the key of the installation is another than when it was locked."""
        try:
            return _locker().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise self.validation_error("locked") from error

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second step stays where a role of today demands one."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        if others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            return True
        request = context.request
        return not demanded(principal_of(user_id=user.pk, name=user.username, on=request.principal.on))

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - the library's name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Sleutel %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return "Leerrecht"


def _locker() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"leerrecht second step").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(key))
