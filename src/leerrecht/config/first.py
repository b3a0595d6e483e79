"""The first account of an installation; all others are made on the screen."""

import os

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerrecht.access.principal import command
from leerrecht.access.roles import Beheerder
from leerrecht.operations.domain.begin import OPERATOR
from leerrecht.organisations.domain import memberships, organisations
from leerrecht.organisations.models import Organisation, OrganisationKind


@transaction.atomic
def make_operator(*, username: str, first_name: str, last_name: str) -> str:
    """Make an account with the role beheerder and return its password, shown once.

    Raises ``ValidationError`` where the user name is taken.
    """
    today = timezone.localdate()
    by = command("opdrachtregel", today)
    operator = Organisation.objects.filter(kind=OrganisationKind.OPERATOR).first()
    if operator is None:
        operator = organisations.create_operator(by=by, name=OPERATOR)
    _membership, password = memberships.appoint_new(
        by=by, username=username, first_name=first_name, last_name=last_name, organisation=operator,
        role=Beheerder.key, first=today,
    )  # fmt: skip
    return password


def begin_address(code: str) -> str:
    """The address of the page where an empty installation begins, as this installation is reached."""
    return f"{site_address()}{reverse('begin')}?code={code}"


def site_address() -> str:
    """The address of the site: the first that the settings name, else this machine's own."""
    origins = [each for each in os.environ.get("LEERRECHT_ORIGINS", "").split(",") if each]
    hosts = [each for each in os.environ.get("LEERRECHT_HOSTS", "").split(",") if each]
    if origins:
        return origins[0].rstrip("/")
    if os.environ.get("LEERRECHT_HTTPS") == "1" and hosts:
        return f"https://{hosts[0]}"
    return f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
