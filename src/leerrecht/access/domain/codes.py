"""Codes and passwords that people read from paper or say aloud, and the trace that is kept of a code."""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

# Without letters and digits that look alike.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUP = 5


def spoken(groups: int) -> str:
    """Letters and digits by chance, in groups of five so that they can be read aloud."""
    return "-".join("".join(secrets.choice(_LETTERS) for _letter in range(_GROUP)) for _group in range(groups))


def trace(purpose: str, code: str) -> str:
    """What is kept of a code: enough to recognise it with the key of the installation, too little to use it."""
    return salted_hmac(purpose, code.strip().lower(), algorithm="sha256").hexdigest()


def matches(purpose: str, code: str, kept: str) -> bool:
    """Whether this is the code of which the trace was kept; takes as long for a wrong one."""
    return constant_time_compare(trace(purpose, code), kept)
