"""Secrets of webhooks, locked with the key of the installation, which is not in the database."""

import base64
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

BEGINNING = "llrwh_"


def new_secret() -> str:
    return BEGINNING + secrets.token_urlsafe(32)


def lock(secret: str) -> str:
    return _locker().encrypt(secret.encode()).decode()


def unlock(locked: str) -> str | None:
    """The secret; None where the key of the installation is another than when it was locked."""
    try:
        return _locker().decrypt(locked.encode()).decode()
    except InvalidToken:
        return None


def signature(moment: int, body: str, keys: list[str]) -> str:
    """``t=moment,v1=...``: one HMAC-SHA256 over moment, a point and the body for each secret that counts now."""
    said = f"{moment}.{body}".encode()
    return ",".join([f"t={moment}", *(f"v1={hmac.digest(key.encode(), said, 'sha256').hex()}" for key in keys)])


def _locker() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"leerrecht webhook").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
