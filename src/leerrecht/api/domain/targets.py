"""Where a webhook may go: to the open internet over https, never to the machine or the network of the installation."""

import http.client
import socket
import ssl
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 10
_GOOD = range(200, 300)


class TargetError(Exception):
    """The address may not be called, or gave no answer; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class _Target:
    """An address whose name was looked up once: what was checked is what is called."""

    parts: SplitResult
    host: str
    port: int
    address: str


def check(url: str) -> None:
    """Raise :class:`TargetError` where a webhook may not go there."""
    _look_up(url)


def send(url: str, *, body: str, headers: dict[str, str]) -> int:
    """Post ``body``; returns the status of the answer, of which nothing more is read.

    No redirect is followed. Raises :class:`TargetError`.
    """
    target = _look_up(url)
    connection = _connection(target)
    path = target.parts.path or "/"
    if target.parts.query:
        path = f"{path}?{target.parts.query}"
    try:
        connection.request("POST", path, body.encode(), {"Content-Type": "application/json", **headers})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise TargetError(_("geen antwoord (%(kind)s)") % {"kind": type(error).__name__}) from error
    finally:
        connection.close()


def arrived(status: int) -> bool:
    return status in _GOOD


def _look_up(url: str) -> _Target:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise TargetError(_("Dit is geen webadres.")) from error
    if parts.scheme != "https" and not (settings.WEBHOOKS_INSIDE and parts.scheme == "http"):
        raise TargetError(_("Het adres moet met https:// beginnen."))
    if not host or parts.username is not None or parts.password is not None:
        raise TargetError(_("Geef een adres met een naam, zonder gebruiker of wachtwoord erin."))
    port = port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TargetError(_("De naam %(host)s is niet te vinden.") % {"host": host[:100]}) from error
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    # One of them inside is enough to refuse: which one would be called is not ours to choose.
    if not settings.WEBHOOKS_INSIDE and not all(map(_outside, addresses)):
        raise TargetError(_("Dit adres ligt in het eigen netwerk van de server. Een webhook gaat alleen naar buiten."))
    return _Target(parts, host, port, addresses[0])


def _outside(address: str) -> bool:
    found = ip_address(address)
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or _outside(str(inner)))


def _connection(target: _Target) -> http.client.HTTPConnection:
    if target.parts.scheme == "https":
        return _Checked(target)
    plain = http.client.HTTPConnection(target.host, target.port, timeout=SECONDS)
    plain._create_connection = _to(target.address)  # type: ignore[attr-defined]
    return plain


class _Checked(http.client.HTTPSConnection):
    """Connects to the address that was checked, and proves the name that was asked."""

    def __init__(self, target: _Target) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS, context=ssl.create_default_context())
        self._create_connection = _to(target.address)


def _to(address: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - what the library calls has no public type
    def connect(place: tuple[str, int], *more: object) -> socket.socket:
        return socket.create_connection((address, place[1]), *more)  # type: ignore[arg-type]

    return connect
