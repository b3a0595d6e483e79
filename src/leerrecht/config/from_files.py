"""Secrets that a platform hands over as files: ``DATABASE_URL_FILE`` names the file with ``DATABASE_URL``."""

from collections.abc import MutableMapping
from pathlib import Path

SECRET = (
    "DATABASE_URL",
    "DATABASE_APP_URL",
    "LEERRECHT_SECRET_KEY",
    "LEERRECHT_OIDC",
    "LEERRECHT_PSEUDONIEM_SLEUTEL",
    "LEERRECHT_SMTP_PASSWORD",
)
SUFFIX = "_FILE"


class UnreadableError(Exception):
    """A file with a secret is not there; the message says which, and never what should be in it."""


def fill(environment: MutableMapping[str, str]) -> None:
    """Put what the files hold in the environment; what stands there already goes before.

    Raises :class:`UnreadableError`.
    """
    for name in SECRET:
        given = environment.get(f"{name}{SUFFIX}", "")
        if not given or environment.get(name):
            continue
        try:
            environment[name] = Path(given).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableError(f"{name}{SUFFIX}: {given} bestaat niet of kan niet gelezen worden") from error
