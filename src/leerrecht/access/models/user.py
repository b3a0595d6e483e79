from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Accounts are made by ``access.domain.users``; this only finds them."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account that signs in. What it may do follows from its memberships, never from the account."""

    username = models.CharField("gebruikersnaam", max_length=60, unique=True)
    first_name = models.CharField("voornaam", max_length=80)
    last_name = models.CharField("achternaam", max_length=120)
    email = models.EmailField("e-mailadres", blank=True)
    is_active = models.BooleanField("actief", default=True)
    demo = models.BooleanField("account van de demo", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    # The day, and what ``principal.principal_of`` takes as seats, where both came along with the account.
    seats_on: tuple[date, list[Any]] | None = None
    # What it takes as family; false where it came along and there is none.
    family: bool = True

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def get_session_auth_hash(self) -> str:
        """What a session keeps of the password, so that a new one ends it; asked at every page, made once."""
        return _auth_hash(self.password, settings.SECRET_KEY)


@lru_cache(maxsize=2000)
def _auth_hash(password: str, _key: str) -> str:
    return AbstractBaseUser.get_session_auth_hash(User(password=password))
