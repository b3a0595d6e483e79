"""Whether the installation can serve: asked of the database with next to no work, and nothing about anybody."""

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from leerrecht.access import wall
from leerrecht.operations.asking import WORKER_SILENT

# Tables do not go back: what was once right need not be asked again in this process.
_known: set[str] = set()


@dataclass(frozen=True, slots=True)
class Health:
    """Without database or tables no page can be given; without a worker pages work and jobs wait."""

    database: bool
    tables: bool
    worker: bool

    @property
    def ready(self) -> bool:
        return self.database and self.tables


def look() -> Health:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        tables = _tables()
        return Health(database=True, tables=tables, worker=tables and _worker())
    except DatabaseError:
        connection.close()
        return Health(database=False, tables=False, worker=False)


def _tables() -> bool:
    if "tables" not in _known:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()) or not wall.stands():
            return False
        _known.add("tables")
    return True


def _worker() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - %s::interval)",
            [WORKER_SILENT],
        )
        return bool(cursor.fetchone()[0])
