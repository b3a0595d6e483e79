"""A way to ask about many records at once."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql.compiler import SQLCompiler


# A relation takes only what is registered for relations.
@Field.register_lookup
@ForeignObject.register_lookup
class OneOf(Lookup):
    """``pupil__one_of=ids``: one of the numbers, as one array.

    ``in`` gives the database a parameter for each number, which are read one by one: hundreds of pupils at once are
    asked about by every contributor.
    """

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*parameters, list(self.rhs))
