"""For the busiest paths: statements prepared once per connection by the server, texts in, JSON out."""

import time
from collections.abc import Iterable
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models.expressions import RawSQL
from psycopg import Connection, RawCursor
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGconn, PGresult

from leerrecht.access import standing

_names: "WeakKeyDictionary[Connection[Any], dict[str, bytes]]" = WeakKeyDictionary()
# A name is never given twice: the server still knows the one of a statement that it refused.
_numbers = count()


def ask(statement: str, *parameters: str | None) -> Any:
    """Run a constant statement with ``$1::type`` parameters in the current transaction.

    It gives at most one row, with one JSON value as text; returns what that says, None for no row.
    Django binds parameters in the client and so has the server plan every statement anew; on a
    partitioned table planning takes longer than the work itself. And a class of marks as one text
    costs the client a tenth of what the same costs as rows of columns.
    """
    # Looked up once: the name ``connection`` asks which thread this is at every use.
    mine = connections[DEFAULT_DB_ALIAS]
    mine.close_if_health_check_failed()
    mine.ensure_connection()
    raw = mine.connection
    begin = time.perf_counter()
    result = _alone(raw, statement, parameters) if raw.autocommit else None
    if result is not None:
        answer = result.get_value(0, 0) if result.ntuples else None
    elif raw.autocommit and standing.present() is not None:
        with transaction.atomic():
            answer = _in_transaction(raw, statement, parameters)
    else:
        answer = _in_transaction(raw, statement, parameters)
    if mine.queries_logged:
        # Budgets of queries count these too.
        mine.queries_log.append({"sql": statement, "time": f"{time.perf_counter() - begin:.3f}"})
    return None if answer is None else msgspec.json.decode(answer)


def among(numbers: Iterable[int]) -> RawSQL:
    """For ``field__in=``: many numbers as one parameter; a thousand of them take the client longer than the server."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(numbers)])


def _in_transaction(raw: "Connection[Any]", statement: str, parameters: tuple[str | None, ...]) -> Any:
    row = RawCursor(raw).execute(statement, parameters, prepare=True).fetchone()
    return row[0] if row else None


def _alone(raw: "Connection[Any]", statement: str, parameters: tuple[str | None, ...]) -> PGresult | None:
    """Run a statement that is a transaction by itself, past the layers that look after longer ones.

    Where somebody stands here, the settings go before it, in the same transaction and the same parcel. None where
    the server refused it: nothing was written, so that it can be run again the long way, which prepares it anew or
    raises the error.
    """
    names = _names.setdefault(raw, {})
    who = standing.present()
    wanted = [(statement, parameters)] if who is None else [(standing.BEGIN, who), (statement, parameters)]
    for text, _values in wanted:
        if text not in names:
            name = b"leerrecht_%d" % next(_numbers)
            if raw.pgconn.prepare(name, text.encode()).status != ExecStatus.COMMAND_OK:
                return None
            names[text] = name
    ready = [(names[text], _encoded(values)) for text, values in wanted]
    result = raw.pgconn.exec_prepared(*ready[0]) if who is None else _together(raw.pgconn, ready)
    if result is not None and result.status == ExecStatus.TUPLES_OK:
        return result
    # Whatever was rolled back on this connection may have made the server forget all of them.
    names.clear()
    return None


def _encoded(values: tuple[str | None, ...]) -> list[Any]:
    return [None if value is None else value.encode() for value in values]


def _together(pgconn: PGconn, statements: list[tuple[bytes, list[Any]]]) -> PGresult | None:
    """Send prepared statements as one transaction; the result of the last, None where one was refused."""
    pgconn.enter_pipeline_mode()
    try:
        for name, values in statements:
            pgconn.send_query_prepared(name, values)
        pgconn.pipeline_sync()
        last = None
        for _statement in statements:
            last = pgconn.get_result()
            pgconn.get_result()  # where the results of that statement end
        kept = _ended_well(pgconn)
    finally:
        pgconn.exit_pipeline_mode()
    return last if kept else None


def _ended_well(pgconn: PGconn) -> bool:
    """Whether the transaction was kept: its rows are told before it ends, and its end may be refused or never come."""
    result = pgconn.get_result()
    kept = result is not None and result.status == ExecStatus.PIPELINE_SYNC
    while pgconn.status == ConnStatus.OK and (result is None or result.status != ExecStatus.PIPELINE_SYNC):
        result = pgconn.get_result()
    return kept
