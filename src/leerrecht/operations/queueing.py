"""Jobs in telemetry: who put one in the queue, and how it went; nothing where telemetry is off."""

from typing import Any

from django.core.cache import cache
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.middleware import SyncCallNext
from procrastinate.worker import Worker

from leerrecht.operations import telemetry

# So long it is known which page put a job in the queue; seconds.
KNOWN = 24 * 60 * 60


class TracedManager(JobManager):
    """Puts jobs in the queue as the library does, and keeps for a day from which span each came.

    It stands in the shared cache, in the transaction of the job, and not with the job itself: what a job is given is
    read by workers of the version before too, whose tasks know no such thing.
    """

    def batch_defer_jobs(self, jobs: list[Job], connection: Any | None = None) -> list[Job]:
        queued = super().batch_defer_jobs(jobs, connection)
        for job in queued if telemetry.is_on() else ():
            cache.set(_key(job), telemetry.queued(job.task_name, str(job.id)), KNOWN)
        return queued


def measured(call_next: SyncCallNext, context: JobContext, _worker: Worker | None) -> Any:
    """A job of the worker, in a span of its own that links to where it came from."""
    if not telemetry.is_on():
        return call_next()
    job = context.job
    with telemetry.job(job.task_name, str(job.id), job.attempts + 1, cache.get(_key(job), "")):
        return call_next()


def _key(job: Job) -> str:
    return f"job:{job.id}"
