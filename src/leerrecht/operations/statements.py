"""What a statement does and on which tables, without anything that was typed: the text itself holds what was asked."""

import re
from functools import cache

from django.apps import apps

_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_VERBS = {"select", "insert", "update", "delete", "with", "analyze", "copy", "vacuum", "create", "alter"}


def shape(statement: str) -> str:
    """The verb and the tables of ours that it names; nothing else of it, for it may hold a name or a number."""
    words = _WORD.findall(statement.lower())
    verb = next((word for word in words if word in _VERBS), "…")
    tables = list(dict.fromkeys(word for word in words if word in _tables()))
    return " ".join([verb.upper(), *tables[:4]])


@cache
def _tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))
