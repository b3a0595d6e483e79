"""Sessions in the database, read by a prepared statement: every request reads one."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from leerrecht.access.sql import prepared

_READ = """
SELECT session_data, expire_date FROM django_session
WHERE session_key = %(key)s::text AND expire_date > %(now)s::timestamptz
"""


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        rows = prepared(_READ, {"key": self.session_key, "now": timezone.now()})
        if not rows:
            # Unknown or expired: the next write makes a new one.
            self._session_key = None
            return None
        return Session(session_key=str(self.session_key), session_data=rows[0][0], expire_date=rows[0][1])
