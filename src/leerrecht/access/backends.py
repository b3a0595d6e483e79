from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


class PasswordBackend(AuthenticationBackend):
    """Signs in by name and password; accounts of the demo only where the demo is on."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        user: Any = super().authenticate(request, **credentials)
        if user is not None and user.demo and not settings.DEMO:
            return None
        return user

    # Rights come from memberships (access.policy), so Django's own permissions stay empty.
    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False
