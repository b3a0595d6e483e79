"""Sessions in the database. Every request asks who is there: one prepared statement tells it all."""

from contextvars import ContextVar
from datetime import date
from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from leerrecht.access.models import Session, User
from leerrecht.access.principal import seats_expression
from leerrecht.access.sql import prepared

_FIELDS = [field.attname for field in User._meta.concrete_fields]
_COLUMNS = ", ".join(f"u.{name}" for name in _FIELDS)
_latest: ContextVar[User | None] = ContextVar("latest", default=None)


class SessionStore(DatabaseStore):
    """Keeps the account in a column of its own, and reads account and seats along with the session."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.account_id = data.get("_auth_user_id")
        return session

    def _get_session_from_db(self) -> Session | None:
        statement = f"""
            SELECT s.session_data, s.expire_date, {_COLUMNS}, {seats_expression("u.id")}
            FROM access_session s LEFT JOIN access_user u ON u.id = s.account_id
            WHERE s.session_key = %(key)s::text AND s.expire_date > %(now)s::timestamptz
        """
        today = timezone.localdate()
        rows = prepared(statement, {"key": self.session_key, "now": timezone.now(), "on": today})
        if not rows:
            # Unknown or expired: the next write makes a new one.
            self._session_key = None
            return None
        data, expires, *account = rows[0]
        _latest.set(_account(account, today) if account[0] is not None else None)
        return Session(session_key=str(self.session_key), session_data=data, expire_date=expires)


def account_of(user_id: int) -> User | None:
    """The account with its seats of today: the one that came with the session just read, else by a query."""
    latest = _latest.get()
    _latest.set(None)
    if latest is not None and latest.pk == user_id:
        return latest
    statement = f"SELECT {_COLUMNS}, {seats_expression('u.id')} FROM access_user u WHERE u.id = %(user)s::bigint"
    today = timezone.localdate()
    rows = prepared(statement, {"user": user_id, "on": today})
    return _account(rows[0], today) if rows else None


def _account(row: Any, today: date) -> User:
    *fields, seats = row
    user: User = User.from_db("default", _FIELDS, fields)
    user.seats_on = (today, seats or "[]")
    return user
