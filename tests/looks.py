"""Did a page read what confidential records say, and was the look written down? Used by the walk of the leak test.

A page counts as showing them where rows came back with columns in which such a record says something (not only that
it is there); a new page that forgets to log the look is found, list or not.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from leerrecht.access.models import LogEntry
from leerrecht.documents.retention import terms

# Hold no word about one pupil: what organisations agreed, blank forms, templates and mailings, figures, and the trace
# itself.
# Facts and outcomes say what the regulations ask, from attendance; what is confidential about it stands elsewhere.
SILENT = {
    "people.protocol", "access.logentry", "duties.outcome", "facts.fact", "letters.run", "letters.lettertemplate",
    "school_forms.form", "indicators.figure",
}  # fmt: skip
# Said of every record; what it says itself stands in the other columns. A ground says why somebody reads.
FRAME = {"compartment", "kind", "written_by", "withdrawn_by", "made_by", "asked_by", "recorded_by"}


@cache
def telling() -> re.Pattern[str]:
    """Columns in which a confidential record says something, as a query names them."""
    found = []
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        # A model without the column may be of one compartment as a whole: it then has a term all the same.
        confidential = names & {"compartment", "compartments"} or model in terms()
        if confidential and model._meta.label_lower not in SILENT:
            found += [
                f'"{model._meta.db_table}"."{field.column}"'
                for field in model._meta.concrete_fields
                if isinstance(field, models.CharField | models.TextField) and field.name not in FRAME
            ]
    return re.compile("|".join(map(re.escape, found)))


@cache
def by_hand() -> re.Pattern[str]:
    """Confidential tables as a statement written by hand names them: without quotes."""
    tables = {name.split('"')[1] for name in telling().pattern.replace("\\", "").split("|")}
    return re.compile(rf"\b(?:FROM|JOIN)\s+({'|'.join(sorted(tables))})\b")


@cache
def told_by(statement: str) -> frozenset[str]:
    """Columns and tables of confidential records that a statement, before its values are put in, asks for."""
    return frozenset(telling().findall(statement.partition(" FROM ")[0])) | frozenset(by_hand().findall(statement))


@contextmanager
def reading() -> Iterator[set[str]]:
    """Columns of confidential records of which rows came back."""
    read: set[str] = set()

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        text = str(sql)
        if text.lstrip().startswith(("SELECT", "WITH")) and context["cursor"].rowcount > 0:
            read.update(told_by(text))
        return result

    with connection.execute_wrapper(watch):
        yield read


def last_entry() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM access_logentry_id_seq")
        found: int = cursor.fetchone()[0]
    return found


def looked_since(entry: int, user_id: int) -> bool:
    """Whether a look or act of this user at a pupil was written after that entry."""
    return LogEntry.objects.filter(pk__gt=entry, actor_id=user_id).exclude(pupil_id=None).exists()
