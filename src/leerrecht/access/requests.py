"""The request as views get it: with the principal that the middleware puts there."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from leerrecht.access.principal import Principal


class SignedRequest(HttpRequest):
    """For annotations alone: every request carries ``principal`` (nobody, where nobody signed in) and ``htmx``."""

    principal: Principal
    htmx: HtmxDetails
