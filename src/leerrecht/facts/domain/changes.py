"""Telling the floor above that the facts of a pupil changed."""

from collections.abc import Iterable

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from leerrecht.facts.models import Change

TASK = "leerrecht.duties.recompute"
LOCK = "plichten"

WAITING_SQL = f"EXISTS (SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = '{LOCK}' AND status = 'todo')"


def notify(pupil_ids: Iterable[int]) -> None:
    """Note the change and see to it that a job picks it up; both in the running transaction."""
    Change.objects.bulk_create([Change(pupil_id=pupil_id) for pupil_id in set(pupil_ids)])
    wake()


def wake(*, waiting: bool | None = None) -> None:
    """Enqueue the recomputation unless one is waiting already (``waiting`` where the caller knows)."""
    if waiting is None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {WAITING_SQL}")
            (waiting,) = cursor.fetchone()
    if waiting:
        return
    from django.db import transaction

    try:
        with transaction.atomic():
            # No lock of the job queue: it would outlive a worker that was killed and stop all later jobs.
            app.configure_task(TASK, queueing_lock=LOCK).defer()
    except AlreadyEnqueued:
        # Another writer was first; its job reads our notice too.
        return
