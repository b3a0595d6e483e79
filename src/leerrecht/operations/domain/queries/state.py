"""How the installation is doing: jobs, what goes out and comes in, what is slow, storage, certificate, backups."""

import os
import platform
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import django
from cryptography import x509
from django.db import connection
from django.db.models import Count, Max
from django.utils import timezone

from leerrecht.access import acts, policy, vitals
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.operations.health import Health, look
from leerrecht.operations.models import BackupMade, SlowAnswer
from leerrecht.operations.statements import shape

# A statement that runs so long is worth a look.
SLOW_STATEMENT = "5 seconds"
SHOWN_JOBS, SHOWN_TABLES, SHOWN_PAGES = 25, 8, 8
SLOW_PAGES_OF = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FailedJob:
    key: int
    task: str
    attempts: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Jobs:
    """``due``: may begin now and did not; ``oldest``: since when the first of those might."""

    due: int
    later: int
    doing: int
    failed: int
    oldest: datetime | None
    failures: tuple[FailedJob, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    seconds: int
    what: str
    waits: str


@dataclass(frozen=True, slots=True)
class Storage:
    database: int
    tables: tuple[tuple[str, int], ...]
    free: int
    total: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """``until`` None: the file cannot be read."""

    path: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Backups:
    last: BackupMade | None
    proven: BackupMade | None
    key: bool


@dataclass(frozen=True, slots=True)
class State:
    at: datetime
    health: Health
    jobs: Jobs
    vitals: tuple[vitals.Counted, ...]
    statements: tuple[Statement, ...]
    storage: Storage
    certificate: Certificate | None
    backups: Backups


def state(by: Principal) -> State:
    """All of it, in a fixed number of queries. Raises Denied; ``DatabaseError`` where the database is away."""
    require(by)
    return State(
        at=timezone.now(), health=look(), jobs=_jobs(), vitals=_vitals(by), statements=_statements(),
        storage=_storage(), certificate=_certificate(), backups=_backups(by),
    )  # fmt: skip


def require(by: Principal) -> str:
    """Raise Denied unless ``by`` runs the installation; returns the ground."""
    if not (by.system or by.can(acts.OPERATIONS_KEEP)):
        raise policy.Denied("Uw functie laat dit niet toe.")
    return by.why(acts.OPERATIONS_KEEP)


def slow_pages(by: Principal) -> list[dict[str, Any]]:
    """The pages of the last days that kept people waiting: how often and how long at most."""
    recent = policy.visible(SlowAnswer, to=by, act=acts.OPERATIONS_KEEP).filter(at__gt=timezone.now() - SLOW_PAGES_OF)
    grouped = recent.values("route").annotate(times=Count("pk"), longest=Max("milliseconds"))
    return [dict(row) for row in grouped.order_by("-times", "route")[:SHOWN_PAGES]]


def versions() -> dict[str, str]:
    number = connection.pg_version  # type: ignore[attr-defined]
    return {
        "Leerrecht": version("leerrecht"),
        "PostgreSQL": f"{number // 10_000}.{number % 10_000}",
        "Python": platform.python_version(),
        "Django": django.get_version(),
    }


def _jobs() -> Jobs:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()),
                   count(*) FILTER (WHERE status = 'todo' AND scheduled_at > now()),
                   count(*) FILTER (WHERE status = 'doing'), count(*) FILTER (WHERE status = 'failed'),
                   min(coalesce(j.scheduled_at, e.at))
                       FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now())
            FROM procrastinate_jobs j
            LEFT JOIN LATERAL (SELECT min(at) AS at FROM procrastinate_events WHERE job_id = j.id) e ON true
            WHERE status IN ('todo', 'doing', 'failed')
            """
        )
        due, later, doing, failed, oldest = cursor.fetchone()
        cursor.execute(
            """
            SELECT j.id, j.task_name, j.attempts, max(e.at) FROM procrastinate_jobs j
            LEFT JOIN procrastinate_events e ON e.job_id = j.id
            WHERE j.status = 'failed' GROUP BY j.id ORDER BY j.id DESC LIMIT %s
            """,
            [SHOWN_JOBS],
        )
        failures = tuple(FailedJob(*row) for row in cursor.fetchall())
    return Jobs(due, later, doing, failed, oldest, failures)


def _vitals(by: Principal) -> tuple[vitals.Counted, ...]:
    # Only their numbers come out: to count letters and reports one must stand where they are seen.
    with stand(command("werking", by.on, vaults=COMPARTMENTS)):
        return tuple(vitals.counted())


def _statements() -> tuple[Statement, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT extract(epoch FROM now() - query_start)::int, query, coalesce(wait_event_type, '')
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
              AND state <> 'idle' AND query_start < now() - %s::interval
            ORDER BY 1 DESC LIMIT 10
            """,
            [SLOW_STATEMENT],
        )
        return tuple(Statement(seconds, shape(text), waits) for seconds, text, waits in cursor.fetchall())


def _storage() -> Storage:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
        cursor.execute(
            """
            SELECT relname, pg_total_relation_size(oid) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'm') ORDER BY 2 DESC, 1 LIMIT %s
            """,
            [SHOWN_TABLES],
        )
        tables = tuple((str(name), int(bytes_)) for name, bytes_ in cursor.fetchall())
    disk = shutil.disk_usage(home())
    return Storage(int(size), tables, disk.free, disk.total)


def home() -> Path:
    return Path(os.environ.get("LEERRECHT_HOME", "var")).expanduser().resolve()


def _certificate() -> Certificate | None:
    given = os.environ.get("LEERRECHT_TLS_CERTIFICATE", "")
    if not given:
        return None
    try:
        return Certificate(given, x509.load_pem_x509_certificate(Path(given).read_bytes()).not_valid_after_utc)
    except (OSError, ValueError):
        return Certificate(given, None)


def _backups(by: Principal) -> Backups:
    made = policy.visible(BackupMade, to=by, act=acts.OPERATIONS_KEEP)
    last = made.order_by("-at", "-pk").first()
    proven = made.exclude(proven_at=None).order_by("-proven_at", "-pk").first()
    return Backups(last, proven, bool(os.environ.get("LEERRECHT_BACKUP_KEY")))
