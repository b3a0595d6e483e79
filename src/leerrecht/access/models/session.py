from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A sign-in. It names its account, so that one query gives session, account and seats."""

    account_id = models.BigIntegerField(null=True, db_index=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"

    @classmethod
    def get_session_store_class(cls) -> Any:
        from leerrecht.access.sessions import SessionStore

        return SessionStore
