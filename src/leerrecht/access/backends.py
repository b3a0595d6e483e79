from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone

from leerrecht.access.models import User
from leerrecht.access.principal import seats_expression
from leerrecht.access.sql import prepared

_FIELDS = [field.attname for field in User._meta.concrete_fields]


class PasswordBackend(AuthenticationBackend):
    """Signs in by name and password; accounts of the demo only where the demo is on."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and user.demo and not settings.DEMO:
            return None
        return user

    def get_user(self, user_id: int) -> User | None:
        """The account of a session with its seats of today, in one prepared statement: every request asks."""
        statement = f"SELECT {', '.join(_FIELDS)}, {seats_expression()} FROM access_user WHERE id = %(user)s::bigint"
        today = timezone.localdate()
        rows = prepared(statement, {"user": user_id, "on": today})
        if not rows:
            return None
        *fields, seats = rows[0]
        user: User = User.from_db("default", _FIELDS, fields)
        user.seats_on = (today, seats or "[]")
        return user if self.user_can_authenticate(user) else None

    # Rights come from memberships (access.policy), so Django's own permissions stay empty.
    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False
