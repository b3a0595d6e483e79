"""Settings that are numbers, read from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

LAST_PORT = 65535
MOST_PROCESSES = 64


def whole_number(name: str, unset: int, within: tuple[int, int] | None = None) -> int:
    """The number of a setting; ``unset`` where it is not there or empty. Raises ``ImproperlyConfigured``, in words.

    ``within``: the least and the most that it may be.
    """
    text = os.environ.get(name, "").strip()
    if not text:
        return unset
    if not (text.isascii() and text.isdecimal()):
        raise ImproperlyConfigured(f"{name}: “{text}” is geen geheel getal")
    if within and not within[0] <= int(text) <= within[1]:
        raise ImproperlyConfigured(f"{name}: “{text}” is geen getal van {within[0]} tot {within[1]}")
    return int(text)
