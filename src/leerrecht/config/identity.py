"""The identity providers of an installation, as its environment names them."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_MUST = ("key", "name", "issuer", "client_id", "client_secret")
_LOCAL = {"127.0.0.1", "localhost"}


def read_providers(text: str) -> list[dict[str, Any]]:
    """``LEERRECHT_OIDC``: a JSON list, or the path of a file with one; empty for no provider.

    Each provider has a key (for its address), the name that users see, issuer, client_id and client_secret, and
    may list ``email_domains``: addresses in these domains it may vouch for. ``scope`` lists what is asked instead of
    "openid profile email", for a provider that refuses what it did not agree to. Raises ``ImproperlyConfigured``.
    """
    if not text:
        return []
    found = _read(text)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise ImproperlyConfigured("LEERRECHT_OIDC: dit is geen lijst van aanbieders: [{…}, {…}]")
    providers = [_provider(each) for each in found]
    keys = [each["provider_id"] for each in providers]
    if len(set(keys)) < len(keys):
        raise ImproperlyConfigured("LEERRECHT_OIDC: twee aanbieders hebben dezelfde key")
    return providers


def _read(text: str) -> Any:
    """The JSON that it is, or that its file holds; of neither is anything said again: a secret stands in it."""
    here = text.lstrip().startswith(("[", "{"))
    try:
        return json.loads(text if here else Path(text).read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        place = f"regel {error.lineno}, teken {error.colno}"
        raise ImproperlyConfigured(f"LEERRECHT_OIDC: dit is geen JSON ({place})") from None
    except (OSError, ValueError):
        raise ImproperlyConfigured(
            "LEERRECHT_OIDC: dit bestand bestaat niet of kan niet gelezen worden; schrijf een pad, of een lijst in JSON"
        ) from None


def _provider(given: dict[str, Any]) -> dict[str, Any]:
    if missing := [name for name in _MUST if not given.get(name)]:
        raise ImproperlyConfigured(f"LEERRECHT_OIDC: bij een aanbieder ontbreekt {', '.join(missing)}")
    key, issuer = given["key"], urlsplit(given["issuer"])
    if not re.fullmatch(r"[a-z0-9-]+", key):
        raise ImproperlyConfigured(f"LEERRECHT_OIDC: de key “{key}” mag alleen a-z, 0-9 en - bevatten")
    if issuer.scheme != "https" and issuer.hostname not in _LOCAL:
        raise ImproperlyConfigured(f"LEERRECHT_OIDC: de issuer van “{key}” moet met https:// beginnen")
    return {
        "provider_id": key,
        "name": given["name"],
        "client_id": given["client_id"],
        "secret": given["client_secret"],
        "settings": {
            "server_url": given["issuer"].rstrip("/"),
            "email_domains": [domain.lower() for domain in given.get("email_domains", [])],
            # What it signed says enough: no second source, no access to anything else of the person.
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
            **({"scope": _scope(given)} if "scope" in given else {}),
        },
    }


def _scope(given: dict[str, Any]) -> list[str]:
    scope = given["scope"]
    if not isinstance(scope, list) or "openid" not in scope or not all(isinstance(each, str) for each in scope):
        raise ImproperlyConfigured(f"LEERRECHT_OIDC: scope van “{given['key']}” is een lijst, met openid erin")
    return scope
