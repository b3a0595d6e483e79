"""The second wall: row-level security, so that a mistake in the policy of the application still shows nothing.

Rooms say with :func:`guard` which rows of a table somebody sees, in SQL, by the settings of
:mod:`leerrecht.access.standing`; :func:`raise_wall` makes the policies, for a database role that owns nothing.
The wall is coarser than the policy of the application: it knows schools and compartments, not classes and ages.
"""

import hashlib
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import connection, models
from psycopg import sql

from leerrecht.access import standing
from leerrecht.access.models import LogCheck, LogEntry, LogSeal

# The settings of the transaction. As scalar subqueries they are read once for a statement, and as expressions instead
# of functions they cost the planner nothing; what looks into tables stands in functions, after all that may answer
# first, and is evaluated where it comes to that.
EVERYWHERE = "current_setting('leerrecht.everywhere', true) = 'on'"
READER = "(SELECT nullif(current_setting('leerrecht.reader', true), '')::bigint)"
PLACES = "(SELECT nullif(current_setting('leerrecht.places', true), '')::bigint[])::bigint[]"
SERVED = "(SELECT nullif(current_setting('leerrecht.served', true), '')::bigint[])::bigint[]"
VAULTS = "(SELECT nullif(current_setting('leerrecht.vaults', true), '')::text[])::text[]"
ROLE_KEYS = "(SELECT nullif(current_setting('leerrecht.keys', true), '')::text[])::text[]"
DAY = "(SELECT nullif(current_setting('leerrecht.day', true), '')::date)"
PUPILS = "(SELECT wall_pupils())::bigint[]"
KEYS = "(SELECT wall_keys())::text[]"
OPENED = "(SELECT wall_opened())::text[]"
FAMILY = "(SELECT wall_family())::text[]"
CASES = standing.CASES
APPEND_ONLY = (LogEntry, LogSeal, LogCheck)


@dataclass(frozen=True, slots=True)
class Guard:
    """``sees`` are the grounds on which a row is seen, in the order in which the database tries them."""

    sees: tuple[str, ...]
    adds: str

    @property
    def rows(self) -> str:
        return " OR ".join(f"({ground})" for ground in self.sees if ground)


_guards: dict[str, Guard] = {}
_functions: dict[str, str] = {}


def lookup(name: str, returns: str, body: str, *, takes: str = "") -> None:
    """A function that looks beyond the wall, as its owner: for what the wall rests on, or what a scope denies by.

    ``takes`` names its parameters with their types. It tells no more than it is asked for.
    """
    _functions[name] = (
        f"CREATE OR REPLACE FUNCTION {name}({takes}) RETURNS {returns} LANGUAGE sql STABLE PARALLEL SAFE "
        f"SECURITY DEFINER SET search_path = public, pg_temp AS $$ {body} $$"
    )


# Looking anew at what tables hold is the owner's to do. Our tables alone: those that all databases of a server share
# would stay locked until the end of the transaction.
_functions["wall_statistics"] = """
CREATE OR REPLACE FUNCTION wall_statistics() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one regclass;
BEGIN
    FOR one IN SELECT oid FROM pg_class
               WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition LOOP
        EXECUTE format('ANALYZE %s', one);
    END LOOP;
END $$
"""


def guard(model: type[models.Model], sees: str, *, last: str = "", adds: str = "") -> None:
    """Who stands in a transaction reads and changes rows for which ``sees`` holds, and adds those for which ``adds``.

    All are SQL over the columns of the table, which ``{table}`` names inside a subquery. ``last`` is tried after
    what rooms above add with :func:`widen`; without ``adds``, what is seen may be added.
    """
    table = model._meta.db_table
    if table in _guards:
        raise RuntimeError(f"{table} is guarded already")
    _guards[table] = Guard((sees, last), adds)


def history(model: type[models.Model], sees: str) -> None:
    """The table in which the changes of a model are kept."""
    guard(model.pgh_event_model, sees)  # type: ignore[attr-defined]


def widen(model: type[models.Model], sees: str) -> None:
    """A room above knows another ground on which rows of a guarded table are seen."""
    table = model._meta.db_table
    *former, last = _guards[table].sees
    _guards[table] = replace(_guards[table], sees=(*former, sees, last))


def guarded() -> frozenset[str]:
    return frozenset(_guards)


def at_school(school: str = "school_id", pupil: str = "pupil_id") -> str:
    """Facts of a pupil at a school: who works there, the CLB that serves it, and whoever the pupil is opened to."""
    return f"{school} = ANY ({PLACES}) OR {EVERYWHERE} OR {pupil} = ANY ({PUPILS})"


def in_compartment(
    *,
    organisation: str = "organisation_id",
    compartment: str = "compartment",
    pupil: str = "pupil_id",
    counterpart: str = "",
) -> str:
    """A confidential record: by role at its owner, by a grant for the pupil, or as the pupil or a parent."""
    houses = [organisation, counterpart] if counterpart else [organisation]
    opened = [f"{pupil} || ':' || {house} || ':' || {compartment} = ANY ({OPENED})" for house in houses]
    return " OR ".join(
        [
            f"{compartment} || ':' || {organisation} = ANY ({ROLE_KEYS})",
            f"{compartment} = ANY ({VAULTS})",
            f"{compartment} || ':' || {organisation} = ANY ({KEYS})",
            *opened,
            f"{pupil} || ':' || {compartment} = ANY ({FAMILY})",
        ]
    )


def in_one_of(compartments: str, *, counterpart: str = "") -> str:
    """As :func:`in_compartment`, where a record has several compartments: one that opens is enough."""
    one = in_compartment(compartment="c.one", counterpart=counterpart)
    return f"EXISTS (SELECT FROM unnest({compartments}) AS c (one) WHERE {one})"


def with_record(model: type[models.Model], key: str) -> str:
    """A row that belongs to another: who sees that one, sees this."""
    return f"EXISTS (SELECT FROM {model._meta.db_table} AS w WHERE w.{model._meta.pk.column} = {{table}}.{key})"


def having(model: type[models.Model], key: str = "pupil_id") -> str:
    """A row to which others refer: who sees one of those, sees this."""
    return f"EXISTS (SELECT FROM {model._meta.db_table} AS w WHERE w.{key} = {{table}}.id)"


def raise_wall() -> None:
    """Make all policies anew, and give the role of the application what it needs; as owner of the tables."""
    role = sql.Identifier(settings.WALL_ROLE)
    with connection.cursor() as cursor:
        run = cursor.connection.execute
        # Functions come before some tables that they look into, where migrations are run one by one.
        run("SET check_function_bodies = off")
        for body in _functions.values():
            run(sql.SQL(body))
        run(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
        run(sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(role))
        run(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role))
        run(sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}").format(role))
        for model in APPEND_ONLY:
            table = sql.Identifier(model._meta.db_table)
            run(sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(table, role))
        for statement in _policies(_tables(cursor)):
            run(statement.format(role=role))
        run(sql.SQL("COMMENT ON FUNCTION wall_pupils() IS {}").format(sql.Literal(digest())))
        run("RESET check_function_bodies")


def after_migration(**_signal: object) -> None:
    """Tables changed: make the policies anew."""
    raise_wall()


def stands() -> bool:
    """Whether the policies of the database are those of this version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regprocedure('wall_pupils()'), 'pg_proc')")
        return bool(cursor.fetchone()[0] == digest())


def digest() -> str:
    said = [settings.WALL_ROLE, *_functions.values(), *map(repr, _guards.values())]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _tables(cursor: object) -> dict[str, list[str]]:
    """Each guarded table with itself and its partitions, which have no policy of their own else."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT c.relname, i.inhrelid::regclass::text FROM pg_class c LEFT JOIN pg_inherits i ON i.inhparent = c.oid "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname = ANY(%s)",
        [sorted(_guards)],
    )
    found: dict[str, list[str]] = {}
    for table, part in cursor.fetchall():  # type: ignore[attr-defined]
        found.setdefault(table, [table]).extend([part] if part else [])
    return found


def _policies(tables: dict[str, list[str]]) -> list[sql.SQL]:
    made = []
    for name, parts in sorted(tables.items()):
        for table in parts:
            guard_ = _guards[name]
            sees, adds = (text.format(table=table) for text in (guard_.rows, guard_.adds or guard_.rows))
            made += [
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
                f"DROP POLICY IF EXISTS wall_sees ON {table}",
                f"DROP POLICY IF EXISTS wall_changes ON {table}",
                f"DROP POLICY IF EXISTS wall_removes ON {table}",
                f"DROP POLICY IF EXISTS wall_adds ON {table}",
                f"CREATE POLICY wall_sees ON {table} FOR SELECT TO {{role}} USING ({sees})",
                f"CREATE POLICY wall_changes ON {table} FOR UPDATE TO {{role}} USING ({sees})",
                f"CREATE POLICY wall_removes ON {table} FOR DELETE TO {{role}} USING ({sees})",
                f"CREATE POLICY wall_adds ON {table} FOR INSERT TO {{role}} WITH CHECK ({adds})",
            ]
    return [sql.SQL(text.replace("'{}'", "'{{}}'")) for text in made]
