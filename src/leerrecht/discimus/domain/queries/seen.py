"""Several lists of what somebody may see, as the first steps of one set-based query."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

Seen = tuple["QuerySet[Any, Any]", tuple[str, ...]]


def rows_of(seen: dict[str, Seen], sql: str, params: dict[str, Any]) -> list[Any]:
    """Run ``sql`` over tables that are named by the keys of ``seen``: each a list from ``policy.visible`` and columns.

    Where one of them can hold nothing, the database is not asked.
    """
    tables, named = [], dict(params)
    try:
        for name, (records, columns) in seen.items():
            text, values = _sql(records, columns)
            named |= {f"{name}_{place}": value for place, value in enumerate(values)}
            text = text % tuple(f"%({name}_{place})s" for place in range(len(values)))
            tables.append(f"{name} ({', '.join(columns)}) AS MATERIALIZED ({text})")
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {sql}", named)
        rows: list[Any] = cursor.fetchall()
    return rows


def _sql(records: "QuerySet[Model]", columns: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    text, values = records.order_by().values_list(*columns).query.sql_with_params()
    return text, tuple(values)
