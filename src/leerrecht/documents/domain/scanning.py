"""Having an outside program look through a file before it is kept.

``UPLOAD_SCAN`` names it: ``clamd:/path/of/socket`` or ``clamd:host:port`` for ClamAV's service,
``command:program arguments`` for a program that reads the file on its input and says 0 (clean) or 1 (not).
Without it nothing looks, and the file says so. A scanner that does not answer keeps the file out.
"""

import shlex
import socket
import struct
import subprocess
from contextlib import closing

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import gettext as _

from leerrecht.documents.models import Scan

SECONDS = 30
_PIECE = 64 * 1024
_CLEAN, _INFECTED = 0, 1


def scan(content: bytes, name: str) -> Scan:
    """What a scanner says of a file. Raises ``ValidationError`` where it found something or could not be asked."""
    kind, _colon, where = settings.UPLOAD_SCAN.partition(":")
    if not kind:
        return Scan.NOT_DONE
    look = {"clamd": _ask_clamd, "command": _ask_command}.get(kind)
    if look is None or not where:
        raise ImproperlyConfigured("UPLOAD_SCAN: clamd:… of command:…")
    try:
        clean = look(content, where)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise ValidationError(
            _("Het bestand %(name)s kan nu niet op virussen nagekeken worden. Probeer het straks opnieuw.")
            % {"name": name},
            code="not_scanned",
        ) from error
    if not clean:
        raise ValidationError(
            _("In het bestand %(name)s zit mogelijk een virus; het is niet bewaard. Maak de scan opnieuw.")
            % {"name": name},
            code="infected",
        )
    return Scan.CLEAN


def _ask_command(content: bytes, where: str) -> bool:
    done = subprocess.run(  # noqa: S603 - the command of the installation's own settings
        shlex.split(where), input=content, capture_output=True, timeout=SECONDS, check=False
    )
    if done.returncode not in (_CLEAN, _INFECTED):
        raise ValueError(f"scanner ended with {done.returncode}")
    return done.returncode == _CLEAN


def _ask_clamd(content: bytes, where: str) -> bool:
    with closing(_connection(where)) as line:
        line.sendall(b"zINSTREAM\0")
        for begin in range(0, len(content), _PIECE):
            piece = content[begin : begin + _PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0"):
            part = line.recv(4096)
            if not part:
                break
            answer += part
    said = answer.rstrip(b"\0").decode(errors="replace")
    if said.endswith(" FOUND"):
        return False
    if said != "stream: OK":
        raise ValueError("scanner gave no verdict")
    return True


def _connection(where: str) -> socket.socket:
    host, colon, port = where.rpartition(":")
    if colon and port.isdecimal():
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line
