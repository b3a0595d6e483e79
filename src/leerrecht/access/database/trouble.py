"""What an error says of the place itself: the database is away for a while, or there is no room left."""

import errno
from collections.abc import Iterator

import psycopg
from django import db

# Connections that fail or are refused (08), a server that stops or starts (57P), all its connections taken (53300).
_AWAY = ("08", "57P", "53300")
_FULL = "53100"
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_KINDS = (db.OperationalError, db.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def is_away(error: BaseException | None) -> bool:
    """Whether the database went away, so that the same may be asked again in a moment."""
    if not isinstance(error, _KINDS):
        return False
    states = [state for each in _chain(error) if (state := getattr(each, "sqlstate", None))]
    return states[0].startswith(_AWAY) if states else True


def is_full(error: BaseException | None) -> bool:
    """Whether a disk had no room: of the database, or of this process for what comes in."""
    return any(
        getattr(each, "sqlstate", None) == _FULL or (isinstance(each, OSError) and each.errno in _NO_ROOM)
        for each in _chain(error)
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
