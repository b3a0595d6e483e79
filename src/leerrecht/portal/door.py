"""The language of whoever is no staff, outside the pages of this room: the way in, and what goes wrong.

At the door somebody is nobody yet: the language is what was chosen on this device, or what the address in the letter of
the school says. Pages of staff are Dutch, and so is every page that is not named here.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from leerrecht.portal.domain.queries.who import is_family
from leerrecht.portal.languages import DUTCH, languages
from leerrecht.portal.lasting import is_shared
from leerrecht.portal.speaking import LANGUAGE, language_of, on_device, write_device

# Pages outside the portal that are in its catalogues: signing in and out, first access, what was lost, the second step,
# and the survey, which asks no name.
ENTRANCE = frozenset(
    {
        "account_login", "account_logout", "account_change_password", "account_reauthenticate", "mfa_authenticate",
        "mfa_login_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn",
        "mfa_edit_webauthn", "mfa_remove_webauthn", "identity-unlink", "openid_connect_login",
        "openid_connect_callback", "recovery-finish", "recovery-stop", "invitation-use", "invitation-language",
        "sign-in-list", "sign-in-end", "survey-answer", "survey-thanks",
    }
)  # fmt: skip
# Of those, the ones that somebody who is not signed in can open anew in another language.
OPEN = frozenset(
    {
        "account_login", "mfa_authenticate", "recovery-finish", "invitation-use", "invitation-language",
        "survey-answer", "survey-thanks",
    }
)  # fmt: skip
ASKED = "taal"


class SpokenLanguage:
    """Gives each request ``request.spoken``, and draws the pages of the door and of errors in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = _spoken(request)
        request.spoken = before  # type: ignore[attr-defined]
        if before is None:
            return self.get_response(request)
        with translation.override(before):
            response = self.get_response(request)
        _remember(request, response)
        return response

    def process_view(self, request: Any, _view: Callable[..., Any], _args: Any, kwargs: dict[str, Any]) -> None:
        if request.spoken is None:
            return
        if request.resolver_match.url_name not in ENTRANCE:
            translation.activate(DUTCH)
            return
        asked = request.GET.get(ASKED) or kwargs.get("language", "")
        if asked in languages() and request.principal.user_id is None:
            request.spoken, request.spoken_asked = asked, True
            translation.activate(asked)

    def process_exception(self, request: Any, _exception: Exception) -> None:
        """What went wrong is told in the language of the visitor, whatever page it was."""
        if request.spoken is not None:
            translation.activate(request.spoken)


def _spoken(request: Any) -> str | None:
    """The language of the visitor; None for who works here, or is a program."""
    by = request.principal
    if by.seats:
        return None
    if by.user_id is None:
        return on_device(request)[0] or DUTCH
    return language_of(request) if LANGUAGE in request.session or is_family(by) else None


def _remember(request: Any, response: HttpResponse) -> None:
    """Keep on the device what was asked for, and what who signed in reads; not on one of several people."""
    language, asked = request.spoken, getattr(request, "spoken_asked", False)
    if request.principal.user_id is not None:
        language = request.session.get(LANGUAGE, language)
    elif not asked:
        return
    if not asked and (language == on_device(request)[0] or is_shared(request)):
        return
    write_device(response, language, asked=asked)
