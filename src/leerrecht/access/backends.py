from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from leerrecht.access.models import User
from leerrecht.access.sessions import account_of


class PasswordBackend(AuthenticationBackend):
    """Signs in by name and password; accounts of the demo only where the demo is on."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and user.demo and not settings.DEMO:
            return None
        return user

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, with its seats of today."""
        user = account_of(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

    # Rights come from memberships (access.policy), so Django's own permissions stay empty.
    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False
