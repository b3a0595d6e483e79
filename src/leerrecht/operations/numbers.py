"""Settings that are numbers, read from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured


def whole_number(name: str, unset: int) -> int:
    """The number of a setting; ``unset`` where it is not there or empty. Raises ``ImproperlyConfigured``, in words."""
    text = os.environ.get(name, "").strip()
    if not text:
        return unset
    if not (text.isascii() and text.isdecimal()):
        raise ImproperlyConfigured(f"{name}: “{text}” is geen geheel getal")
    return int(text)
