"""Where attempts are counted: for all web processes together, and without an address that can be read."""

import hmac
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache

# Open pages, of which a whole school asks many: they are only kept from floods, and ask no database.
FLOODS = ("regelwijzer", "survey")


def unreadable(key: str, _prefix: str, _version: int) -> str:
    """The key under which a count stands: nobody reads an address or a name from it."""
    return hmac.digest(settings.SECRET_KEY.encode(), key.encode(), "sha256").hex()


class Counts(BaseCache):
    """A cache of Django in a table of the database; counts of :data:`FLOODS` stay in the memory of each process."""

    def __init__(self, table: str, parameters: dict[str, Any]) -> None:
        super().__init__(parameters)
        self._shared = DatabaseCache(table, parameters)
        self._own = LocMemCache("floods", parameters)

    def _place(self, key: str) -> BaseCache:
        return self._own if any(f":{action}:" in key for action in FLOODS) else self._shared

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._place(key).add(key, value, timeout, version))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._place(key).get(key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._place(key).set(key, value, timeout, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._place(key).delete(key, version))

    def clear(self) -> None:
        self._shared.clear()
        self._own.clear()
