"""Encryption of backups in the age format: sealed with a public key, opened with the key that lies elsewhere."""

import errno
import io
import os
from pathlib import Path
from typing import IO

import pyrage

from leerrecht.operations.problems import OperationError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def new_key(path: Path) -> str:
    """Write a new secret key to ``path``, readable by its user alone, and return the public one.

    Raises :class:`OperationError` where the file exists or cannot be written.
    """
    identity = pyrage.x25519.Identity.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise OperationError(
            f"{path} bestaat al; kies een andere naam, een sleutel wordt nooit overschreven"
        ) from error
    except OSError as error:
        raise OperationError(f"{path} kan niet geschreven worden ({error.strerror})") from error
    public = str(identity.to_public())
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"# publieke sleutel: {public}\n{identity}\n")
    return public


def public_key(text: str) -> pyrage.x25519.Recipient:
    """Raises :class:`OperationError` where ``text`` is no public key."""
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise OperationError(
            "dat is geen publieke sleutel; ze begint met “age1” en komt van “leerrecht backupsleutel BESTAND”"
        ) from error


def secret_key(path: Path) -> pyrage.x25519.Identity:
    """Raises :class:`OperationError` where the file holds no secret key."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OperationError(f"{path}: dit sleutelbestand bestaat niet of kan niet gelezen worden") from error
    try:
        return pyrage.x25519.Identity.from_str(next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), ""))
    except pyrage.IdentityError as error:
        raise OperationError(f"{path}: in dit bestand staat geen geheime sleutel van een back-up") from error


def seal(source: io.RawIOBase, target: IO[bytes], key: pyrage.x25519.Recipient) -> None:
    """Encrypt all of ``source``; errors of reading come out as they are, of writing as :class:`OperationError`."""
    reader, writer = _Heard(source), _Heard(target)
    try:
        pyrage.encrypt_io(reader, writer, [key])
        target.flush()
    except (pyrage.EncryptError, OSError) as error:
        if reader.error is not None:
            raise reader.error from error
        raise _unwritten(writer.error or error) from error


def unseal(source: IO[bytes], target: IO[bytes], key: pyrage.x25519.Identity) -> None:
    """Decrypt all of ``source``; raises :class:`OperationError` for another key, damage or a full disk."""
    reader, writer = _Heard(source), _Heard(target)
    try:
        pyrage.decrypt_io(reader, writer, [key])
        target.flush()
    except (pyrage.DecryptError, OSError) as error:
        if writer.error is not None or getattr(error, "errno", None) in _FULL:
            raise _unwritten(writer.error or error) from error
        if "No matching keys" in str(error):
            raise OperationError(
                "deze sleutel past niet bij deze back-up; gebruik het sleutelbestand dat bij de publieke sleutel hoort"
            ) from error
        raise OperationError(
            "dit bestand is geen back-up van Leerrecht of is beschadigd; er werd niets teruggezet. "
            "Haal het opnieuw op, of neem een andere back-up"
        ) from error


def _unwritten(error: Exception) -> OperationError:
    if getattr(error, "errno", None) in _FULL:
        return OperationError("de schijf is vol; maak plaats of kies een andere schijf. Er bleef niets halfs achter")
    return OperationError(f"er kan niet geschreven worden ({error})")


class _Heard:
    """A file that remembers its error: the library passes on its text alone."""

    def __init__(self, file: "io.RawIOBase | IO[bytes]") -> None:
        self.file, self.error = file, None

    error: Exception | None

    def read(self, size: int = -1) -> bytes:
        try:
            return self.file.read(size) or b""
        except Exception as error:
            self.error = error
            raise

    def write(self, data: bytes) -> int:
        try:
            return self.file.write(data) or 0
        except Exception as error:
            self.error = error
            raise

    def flush(self) -> None:
        try:
            self.file.flush()
        except Exception as error:
            self.error = error
            raise
