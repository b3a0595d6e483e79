from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A sign-in. It names its account, so that one query gives session, account and seats.

    ``begun_at`` is when somebody signed in; whatever happens, it ends some hours later. ``expire_date`` moves up
    as long as somebody works.
    """

    account_id = models.BigIntegerField(null=True, db_index=True)
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=60, blank=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"

    @classmethod
    def get_session_store_class(cls) -> Any:
        from leerrecht.access.sessions import SessionStore

        return SessionStore
