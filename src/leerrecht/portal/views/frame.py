"""The frame of every page of the portal: signed in, in the visitor's language, about one pupil, ending when left."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from leerrecht.access.requests import SignedRequest
from leerrecht.portal.domain.preferences import preference_of
from leerrecht.portal.domain.queries.who import Me, me
from leerrecht.portal.languages import DUTCH, direction, languages
from leerrecht.portal.rules import IDLE

View = Callable[..., HttpResponse]
LANGUAGE, USED = "portal-language", "portal-used"


def language_of(request: SignedRequest) -> str:
    """What was chosen in this sign-in, else by this account."""
    chosen = request.session.get(LANGUAGE)
    if chosen not in languages():
        kept = preference_of(request.principal).language
        chosen = kept if kept in languages() else DUTCH
        request.session[LANGUAGE] = chosen
    return str(chosen)


def framed(view: View) -> View:
    """A page of the portal. A sign-in that nobody used for a while ends at the next page."""

    @login_required
    @wraps(view)
    def page(request: SignedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            if _left(request):
                logout(request)
                messages.info(request, _("U was een tijd weg. Daarom is deze pagina gesloten. Meld u opnieuw aan."))
                return redirect("account_login")
            return view(request, *args, **kwargs)

    return page


def about(view: View) -> View:
    """The same for a page about one pupil: the view gets a ``Me`` in the place of the number."""

    @framed
    @wraps(view)
    def page(request: SignedRequest, pk: int, **kwargs: Any) -> HttpResponse:
        return view(request, me(request.principal, pk), **kwargs)

    return page


def show(request: SignedRequest, template: str, who: Me | None = None, **context: Any) -> HttpResponse:
    """Draw a page in the visitor's language."""
    language = translation.get_language() or DUTCH
    frame = {
        "me": who, "language": language, "languages": list(languages().items()), "direction": direction(language),
        "idle": int(IDLE.total_seconds()),
    }  # fmt: skip
    return render(request, f"portal/{template}.html", frame | context)


def _left(request: SignedRequest) -> bool:
    """Whether this sign-in was left alone too long; else it is in use from now on."""
    now, used = timezone.now(), request.session.get(USED)
    if used is not None and now - datetime.fromisoformat(used) > IDLE:
        return True
    request.session[USED] = now.isoformat()
    return False
