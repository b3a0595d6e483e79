"""Statements of the busiest paths, prepared once per connection by the server."""

import time
from collections.abc import Mapping
from typing import Any

from django.db import connection
from psycopg import Cursor


def prepared(statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Run a constant statement that returns rows, with server-side parameters, in the current transaction.

    Django binds parameters in the client and so has the server plan every statement anew; on a
    partitioned table planning takes longer than the work itself. Parameters need a cast where the
    server cannot tell their type.
    """
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        begin = time.perf_counter()
        cursor.execute(statement, parameters, prepare=True)
        if connection.queries_logged:
            # Budgets of queries count these too.
            connection.queries_log.append({"sql": statement, "time": f"{time.perf_counter() - begin:.3f}"})
        return cursor.fetchall()
