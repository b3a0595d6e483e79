"""The request as views get it: with the principal that the middleware puts there."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal


class SignedRequest(HttpRequest):
    """For annotations alone: every request carries ``principal`` (nobody, where nobody signed in) and ``htmx``."""

    principal: Principal
    htmx: HtmxDetails


def allowed(request: SignedRequest, act: str) -> Principal:
    """The principal, where the act is allowed somewhere, for which record the policy says. Raises ``Denied``."""
    if not request.principal.can(act):
        raise Denied(_("Uw functie laat dit niet toe."))
    return request.principal
