"""What is written down of a backup: that it was made, and by what a restore of it is known. Runs without Django."""

import hashlib
import json
from datetime import datetime
from typing import Any

from psycopg import connect

_GROUP, _GROUPS = 5, 4
_NOTE = """
INSERT INTO operations_backupmade (at, size, tables, rows, proof, proven_by)
VALUES (%s, %s, %s, %s, %s, '') ON CONFLICT (proof) DO NOTHING
"""


def said(listed: dict[str, Any]) -> str:
    """What a restore tells where every table is the same: it follows from all rows that were in the backup."""
    what = json.dumps([listed["gemaakt"], listed["tabellen"]], sort_keys=True)
    text = hashlib.sha256(what.encode()).hexdigest()[: _GROUP * _GROUPS]
    return "-".join(text[place : place + _GROUP] for place in range(0, len(text), _GROUP))


def note(conninfo: str, listed: dict[str, Any], *, size: int) -> None:
    """Write down that a backup was made, as owner; a database of before this version has no place for it."""
    with connect(conninfo) as connection:
        if connection.execute("SELECT to_regclass('public.operations_backupmade')").fetchone() == (None,):
            return
        tables: dict[str, Any] = listed["tabellen"]
        rows = sum(int(each[0]) for each in tables.values())
        moment = datetime.fromisoformat(listed["gemaakt"])
        connection.execute(_NOTE, [moment, size, len(tables), rows, trace(said(listed))])


def trace(proof: str) -> str:
    plain = "".join(letter for letter in proof.lower() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
