"""The frame of every page of the portal: signed in, in the visitor's language, about one pupil, ending when left."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from leerrecht.access.requests import SignedRequest
from leerrecht.portal.domain.queries.who import Me, me
from leerrecht.portal.lasting import is_over, use
from leerrecht.portal.speaking import language_of

View = Callable[..., HttpResponse]


def framed(view: View) -> View:
    """A page of the portal. A sign-in that nobody used for a while ends at the next page."""

    @login_required
    @wraps(view)
    def page(request: SignedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            if not request.principal.seats and is_over(request):
                logout(request)
                messages.info(request, _("U was een tijd weg. Daarom is deze pagina gesloten. Meld u opnieuw aan."))
                return redirect("account_login")
            use(request)
            return view(request, *args, **kwargs)

    return page


def about(view: View) -> View:
    """The same for a page about one pupil: the view gets a ``Me`` in the place of the number."""

    @framed
    @wraps(view)
    def page(request: SignedRequest, pk: int, **kwargs: Any) -> HttpResponse:
        return view(request, me(request.principal, pk), **kwargs)

    return page


def show(
    request: SignedRequest, template: str, who: Me | None = None, *, room: str = "portal", **context: Any
) -> HttpResponse:
    """Draw a page in the visitor's language; ``room`` is where its template lies."""
    return render(request, f"{room}/{template}.html", {"me": who} | context)
