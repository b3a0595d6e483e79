"""Where a webhook may go: to the open internet over https, never to the machine or the network of the installation."""

import http.client
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 10
# An answer that trickles in renews the wait of each piece: after so long the line is cut, whatever came.
SECONDS_IN_ALL = 20
_GOOD = range(200, 300)
_AS_WRITTEN = "/?%:@!$&'()*+,;=~-._[]"
# A gateway makes an address of IPv4 of the last 32 bits (RFC 6052, RFC 8215), of the own network too.
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


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
    watch = _Watch()
    connection = _connection(target, watch)
    path = target.parts.path or "/"
    if target.parts.query:
        path = f"{path}?{target.parts.query}"
    # A line of HTTP knows no letters beyond ASCII; what was written as %.. stays.
    path = quote(path, safe=_AS_WRITTEN)
    try:
        connection.request("POST", path, body.encode(), {"Content-Type": "application/json", **headers})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise TargetError(_("geen antwoord (%(kind)s)") % {"kind": type(error).__name__}) from error
    finally:
        watch.end()
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
    if not found.is_global or found.is_multicast:
        return False
    inner = _inner(found)
    return inner is None or _outside(str(inner))


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that one of IPv6 stands for."""
    if isinstance(address, IPv4Address):
        return None
    if any(address in network for network in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class _Watch:
    """Hangs up a connection that takes too long in all; reading then ends as where the other side hung up."""

    def __init__(self) -> None:
        self._line: socket.socket | None = None
        self._cut = Timer(SECONDS_IN_ALL, self._hang_up)
        self._cut.daemon = True

    def over(self, made: socket.socket) -> socket.socket:
        """From now on; by a handle of its own, since the library replaces the one that it holds."""
        self._line = made.dup()
        self._cut.start()
        return made

    def end(self) -> None:
        if self._line is not None:
            self._cut.cancel()
            self._cut.join()
            self._line.close()

    def _hang_up(self) -> None:
        # Where the other side hung up meanwhile, there is nothing to cut.
        with suppress(OSError):
            if self._line is not None:
                self._line.shutdown(socket.SHUT_RDWR)


def _connection(target: _Target, watch: _Watch) -> http.client.HTTPConnection:
    if target.parts.scheme == "https":
        return _Checked(target, watch)
    plain = http.client.HTTPConnection(target.host, target.port, timeout=SECONDS)
    plain._create_connection = _to(target.address, watch)  # type: ignore[attr-defined]
    return plain


class _Checked(http.client.HTTPSConnection):
    """Connects to the address that was checked, and proves the name that was asked."""

    def __init__(self, target: _Target, watch: _Watch) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS, context=ssl.create_default_context())
        self._create_connection = _to(target.address, watch)


def _to(address: str, watch: _Watch):  # type: ignore[no-untyped-def]  # noqa: ANN202 - what the library calls has no public type
    def connect(place: tuple[str, int], *more: object) -> socket.socket:
        return watch.over(socket.create_connection((address, place[1]), *more))  # type: ignore[arg-type]

    return connect
