"""Accounts."""

from django.db import transaction

from leerrecht.access.domain import log
from leerrecht.access.models import User
from leerrecht.access.principal import Principal


@transaction.atomic
def create_user(
    *, by: Principal, username: str, first_name: str, last_name: str, password: str | None, demo: bool = False
) -> User:
    """Make an account; without a password it cannot sign in until one is set."""
    user = User(username=username, first_name=first_name, last_name=last_name, demo=demo)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    log.record(by=by, act="user.create", on=user)
    return user
