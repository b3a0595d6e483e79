"""The first account of an installation; all others are made on the screen."""

from django.db import transaction
from django.utils import timezone

from leerrecht.access.principal import command
from leerrecht.access.roles import Beheerder
from leerrecht.organisations.domain import memberships, organisations
from leerrecht.organisations.models import Organisation, OrganisationKind

NAME = "Beheer van Leerrecht"


@transaction.atomic
def make_operator(*, username: str, first_name: str, last_name: str) -> str:
    """Make an account with the role beheerder and return its password, shown once.

    Raises ``ValidationError`` where the user name is taken.
    """
    today = timezone.localdate()
    by = command("opdrachtregel", today)
    operator = Organisation.objects.filter(kind=OrganisationKind.OPERATOR).first()
    if operator is None:
        operator = organisations.create_operator(by=by, name=NAME)
    _membership, password = memberships.appoint_new(
        by=by, username=username, first_name=first_name, last_name=last_name, organisation=operator,
        role=Beheerder.key, first=today,
    )  # fmt: skip
    return password
