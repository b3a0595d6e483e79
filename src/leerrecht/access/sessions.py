"""Sessions in the database. Every request asks who is there: one prepared statement tells it all."""

import json
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any, cast

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import DateTimeField
from django.utils import timezone

from leerrecht.access.models import Session, User
from leerrecht.access.principal import family_expression, seats_expression
from leerrecht.access.sql import ask

_FIELDS = User._meta.concrete_fields
_NAMES = [field.attname for field in _FIELDS]
_COLUMNS = ", ".join(f"u.{name}" for name in _NAMES)
_ACCOUNT = f"CASE WHEN u.id IS NOT NULL THEN json_build_array({_COLUMNS}) END"
_MOMENTS = [number for number, field in enumerate(_FIELDS) if isinstance(field, DateTimeField)]
# What the data of a session say of the sign-in itself.
BEGUN = "begun"
DEVICE = "device"
# A sign-in in use is not written at every page: its end moves up once in so long.
MOVES_UP_EVERY = timedelta(minutes=5)
_latest: ContextVar[User | None] = ContextVar("latest", default=None)


class SessionStore(DatabaseStore):
    """Keeps the account in a column of its own, and reads account and seats along with the session."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast("Session", super().create_model_instance(data))
        session.account_id = data.get("_auth_user_id")
        session.begun_at = datetime.fromisoformat(data[BEGUN]) if BEGUN in data else None
        session.device = data.get(DEVICE, "")
        session.seen_at = timezone.now()
        session.expire_date = _end(session.begun_at, session.seen_at)
        return session

    def load(self) -> dict[str, Any]:
        data = self._read()
        return {} if data is None else self.decode(data)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What a signed text says; the same text comes with every page, and is proved and unpacked once."""
        data: dict[str, Any] = json.loads(_proved(session_data))
        return data

    def _read(self) -> str | None:
        today, now = timezone.localdate(), timezone.now()
        found = ask(_session_statement(), self.session_key, now.isoformat(), today.isoformat())
        if found is None:
            # Unknown or expired: the next write makes a new one.
            self._session_key = None
            return None
        data, expires, begun, account, seats, family = found
        ends, end = datetime.fromisoformat(expires), _end(datetime.fromisoformat(begun) if begun else None, now)
        if end - ends > MOVES_UP_EVERY:
            Session.objects.filter(pk=self.session_key).update(expire_date=end, seen_at=now)
        _latest.set(_account(account, seats, family, today) if account else None)
        return str(data)


@lru_cache(maxsize=2000)
def _proved(session_data: bytes | str) -> str:
    return json.dumps(DatabaseStore.decode(SessionStore(), session_data))


def _end(begun: datetime | None, now: datetime) -> datetime:
    """When a sign-in ends that is used now: after a while without use, and in any case after so many hours."""
    end: datetime = now + settings.SIGN_IN_IDLE
    return min(end, begun + settings.SIGN_IN_LONGEST) if begun else end


def account_of(user_id: int) -> User | None:
    """The account with its seats of today: the one that came with the session just read, else by a query."""
    latest = _latest.get()
    _latest.set(None)
    if latest is not None and latest.pk == user_id:
        return latest
    today = timezone.localdate()
    found = ask(
        f"SELECT json_build_array({_ACCOUNT}, {seats_expression('u.id', '$2::date')}, "
        f"{family_expression('u.id')})::text FROM access_user u WHERE u.id = $1::bigint",
        str(user_id), today.isoformat(),
    )  # fmt: skip
    if found is None:
        return None
    account, seats, family = found
    return _account(account, seats, family, today)


@cache
def _session_statement() -> str:
    return (
        f"SELECT json_build_array(s.session_data, s.expire_date, s.begun_at, {_ACCOUNT}, "
        f"{seats_expression('u.id', '$3::date')}, {family_expression('u.id')})::text "
        "FROM access_session s LEFT JOIN access_user u ON u.id = s.account_id "
        "WHERE s.session_key = $1::text AND s.expire_date > $2::timestamptz"
    )


def _account(columns: list[Any], seats: list[Any] | None, family: bool, today: date) -> User:
    for number in _MOMENTS:
        if columns[number] is not None:
            columns[number] = datetime.fromisoformat(columns[number])
    user: User = User.from_db("default", _NAMES, columns)
    user.seats_on, user.family = (today, seats or []), family
    return user
