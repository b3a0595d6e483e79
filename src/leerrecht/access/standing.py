"""For whom a transaction reads and writes: the settings that the policies of the database go by.

A page opens its transaction at the first query and begins it with the settings of its principal; a process that
works for one named command alone gives them to its connections. Without settings the database shows nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import Atomic
from psycopg import RawCursor
from psycopg.pq import TransactionStatus

from leerrecht.access import acts

if TYPE_CHECKING:
    from leerrecht.access.principal import Principal

_NAMES = ("reader", "everywhere", "places", "served", "keys", "vaults", "day", "role")
# The key of whoever divides the cases of an organisation, beside those of compartments.
CASES = "zaken:"
Texts = tuple[str, ...]


def _statement(local: str) -> str:
    """One statement for all settings; the last is the role of the database itself (empty: as it is)."""
    named = [f"set_config('leerrecht.{name}', ${number}, {local})" for number, name in enumerate(_NAMES[:-1], 1)]
    role = f"CASE WHEN ${len(_NAMES)} <> '' THEN set_config('role', ${len(_NAMES)}, {local}) END"
    return f"SELECT {', '.join([*named, role])}"


BEGIN = _statement("true")
_FOR_GOOD = _statement("false")

_standing: ContextVar[Texts | None] = ContextVar("standing", default=None)
_process: list[Texts] = []


class Transaction(Protocol):
    """What a page reads and writes in."""

    def undo(self) -> None: ...


def texts_of(principal: "Principal") -> Texts:
    """The settings of a principal, as texts; lists as arrays of PostgreSQL."""
    from leerrecht.access.roles import Reach

    places: set[int] = set()
    served: set[int] = set()
    keys: set[str] = set()
    for seat in principal.seats:
        keys.update(f"{compartment}:{seat.organisation_id}" for compartment in seat.role.compartments)
        if acts.CASE_ASSIGN in seat.role.acts:
            keys.add(f"{CASES}{seat.organisation_id}")
        if seat.role.reach is not Reach.NONE:
            places |= {seat.organisation_id, *seat.schools}
        if seat.role.reach is Reach.SERVED:
            served |= seat.schools
    return (
        "" if principal.user_id is None else str(principal.user_id),
        "on" if principal.system else "",
        _array(places), _array(served), _array(keys), _array(principal.vaults), principal.on.isoformat(), _role(),
    )  # fmt: skip


def _array(values: Iterable[object]) -> str:
    return f"{{{','.join(sorted(map(str, values)))}}}"


def _role() -> str:
    """The role to become, where the connection is another's: in the tests the owner's, who makes their data."""
    role: str = settings.WALL_ROLE
    return "" if settings.DATABASES["default"]["USER"] == role else role


def present() -> Texts | None:
    """The settings of who stands here now; None where nobody does, or a whole process stands for a command."""
    return _standing.get()


def begin(wrapper: BaseDatabaseWrapper) -> None:
    """Begin a transaction with the settings of who stands here."""
    texts = _standing.get()
    if texts is not None and wrapper.connection is not None:
        _tell(wrapper, texts)


def greet(wrapper: BaseDatabaseWrapper) -> None:
    """A new connection of a process that stands for one command."""
    if _process:
        RawCursor(wrapper.connection).execute(_FOR_GOOD, _process[0])


def stand_for_good(principal: "Principal") -> None:
    """Let this process work for one named command, on every connection that it makes."""
    _process[:] = [texts_of(principal)]
    if connection.connection is not None:
        greet(connection)


@contextmanager
def stand(principal: "Principal") -> Iterator[Transaction]:
    """Read and write for ``principal``.

    Inside a transaction until the end of the block; else in one of its own, begun at the first query and kept at
    the end, unless an exception passes or :meth:`Transaction.undo` is called.
    """
    former, mine = _standing.get(), texts_of(principal)
    if former is not None and not connection.in_atomic_block:
        # The transaction of whoever stands here already begins for them, not for us.
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    if connection.in_atomic_block:
        with _in_turn(mine, former):
            yield _Outer()
        return
    token = _standing.set(mine)
    lazy = _Lazy()
    try:
        with connection.execute_wrapper(lazy):
            yield lazy
    except BaseException as error:
        lazy.close(error)
        raise
    else:
        lazy.close(None)
    finally:
        _standing.reset(token)


def lend(principal: "Principal") -> AbstractContextManager[object]:
    """Where a page runs what else a job runs, stand for a command a while; a job stands for one already."""
    return nullcontext() if _standing.get() is None else stand(principal)


@contextmanager
def _in_turn(mine: Texts, former: Texts | None) -> Iterator[None]:
    token = _standing.set(mine)
    _tell(connection, mine)
    try:
        yield
    finally:
        _standing.reset(token)
        # A transaction that failed goes back to what it was before by itself.
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            _tell(connection, former or _before())


def _before() -> Texts:
    """What holds where nobody stands: the command of the process, else nothing, as the role of the connection."""
    texts = _process[0] if _process else ("",) * len(_NAMES)
    return (*texts[:-1], texts[-1] or ("none" if _role() else ""))


def _tell(wrapper: BaseDatabaseWrapper, texts: Texts) -> None:
    # Past Django's cursor: a budget of queries counts what a page asks.
    RawCursor(wrapper.connection).execute(BEGIN, texts, prepare=True)


class _Outer:
    """Stands in a transaction of somebody else, who decides about it."""

    def undo(self) -> None:
        return


class _Lazy:
    """A transaction that begins at the first query, so that a page without any has none."""

    def __init__(self) -> None:
        self.atomic: Atomic | None = None

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if connection.get_autocommit() and not connection.in_atomic_block:
            self.atomic = Atomic(using=None, savepoint=True, durable=False)
            self.atomic.__enter__()
        return execute(sql, params, many, context)

    def undo(self) -> None:
        """Write nothing of what was done so far; what is asked after that begins anew."""
        if self.atomic is not None:
            connection.set_rollback(True)
            self.close(None)

    def close(self, error: BaseException | None) -> None:
        atomic, self.atomic = self.atomic, None
        if atomic is not None:
            atomic.__exit__(type(error) if error else None, error, None)
