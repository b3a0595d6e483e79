"""What to do with a job that failed: try it again, or leave it."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.operations.domain.queries.state import require

_FIND = "SELECT task_name, queueing_lock FROM procrastinate_jobs WHERE id = %s AND status = 'failed' FOR UPDATE"
_TWIN = "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo')"


@transaction.atomic
def retry(*, by: Principal, job: int) -> str:
    """Let a failed job begin again; returns the name of its task.

    Raises ValidationError where it did not fail (any more), or where the same waits already; Denied.
    """
    why = require(by)
    task, lock = _found(job)
    with connection.cursor() as cursor:
        cursor.execute(_TWIN, [lock])
        if cursor.fetchone()[0]:
            raise ValidationError(_("Dezelfde taak wacht al. Haal de mislukte weg: wat ze moest doen, gebeurt nog."))
        cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job])
    log.record(by=by, act="operations.retry", kind="taak", why=why, detail={"job": job, "task": task})
    return task


@transaction.atomic
def forget(*, by: Principal, job: int) -> str:
    """Take a failed job away; returns the name of its task. Raises ValidationError where it did not fail; Denied."""
    why = require(by)
    task, _lock = _found(job)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_periodic_defers SET job_id = NULL WHERE job_id = %s", [job])
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job])
    log.record(by=by, act="operations.forget", kind="taak", why=why, detail={"job": job, "task": task})
    return task


def _found(job: int) -> tuple[str, str | None]:
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [job])
        row = cursor.fetchone()
    if row is None:
        raise ValidationError(_("Deze taak is niet mislukt, of wordt al opnieuw gedaan. Laad de pagina opnieuw."))
    return str(row[0]), row[1]
