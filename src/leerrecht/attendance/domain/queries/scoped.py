"""The SQL of what somebody may see, as the first step of a set-based query."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet


def rows_of(records: "QuerySet[Model]", columns: tuple[str, ...], sql: str, params: dict[str, Any]) -> list[Any]:
    """Run ``sql`` over ``records``, which it reads as the table ``seen`` with those columns.

    ``records`` comes from ``policy.visible``; where nothing may be seen, the database is not asked.
    ``seen`` is worked out first and once: the database cannot guess how much the arrays among the
    parameters hold, and would else look it up row by row.
    """
    try:
        seen, seen_params = records.order_by().values_list(*columns).query.sql_with_params()
    except EmptyResultSet:
        return []
    named = {f"seen_{place}": value for place, value in enumerate(seen_params)}
    seen = seen % tuple(f"%(seen_{place})s" for place in range(len(seen_params)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH seen ({', '.join(columns)}) AS MATERIALIZED ({seen}) {sql}",
            {**named, **params},
        )
        rows: list[Any] = cursor.fetchall()
    return rows
