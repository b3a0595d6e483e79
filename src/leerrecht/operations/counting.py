"""What stands in each table: how many rows, and a sum over them that does not depend on their order."""

from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Identifier

# A row as text must read the same on both sides.
_SETTINGS = (
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL IntervalStyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
)
_COUNT = """
SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0)::text
FROM ONLY public.{} AS t
"""
Counts = dict[str, tuple[int, str]]


def count(connection: "Connection[Any]") -> Counts:
    """Rows and sum of each table, partitions apart; within the transaction of ``connection``."""
    for setting in _SETTINGS:
        connection.execute(setting)
    names = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
    ).fetchall()
    found = {}
    for (name,) in names:
        row = connection.execute(SQL(_COUNT).format(Identifier(name))).fetchone()
        if row is not None:
            found[str(name)] = (int(row[0]), str(row[1]))
    return found
