"""The worker: does jobs, outlives a restart of the database, and takes up what another worker left when it died."""

import argparse
import asyncio
import logging
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from procrastinate import BaseRetryStrategy, RetryDecision, exceptions
from procrastinate.jobs import Job
from psycopg import Error

from leerrecht.access.database.trouble import is_away
from leerrecht.operations import telemetry

logger = logging.getLogger(__name__)
# A worker says every ten seconds that it is there; who is silent so long is gone, as ``/gezond/klaar/`` says too.
SILENT = "60 seconds"
# A job that so many workers began and none ended is left alone: it may be what ended them.
MOST_TRIES = 5
_PAUSE = 2  # seconds before the database is asked again
_EVERY = 10  # seconds between looks at what is left lying
_GONE = f"""
(j.worker_id IS NULL
 OR EXISTS (SELECT FROM procrastinate_workers w
            WHERE w.id = j.worker_id AND w.last_heartbeat < now() - interval '{SILENT}'))
"""
# Of jobs of which only one waits at a time, the one that waits, or began last, does the work of all.
_DOUBLE = f"""
DELETE FROM procrastinate_jobs AS j WHERE j.status = 'doing' AND {_GONE} AND EXISTS (
    SELECT FROM procrastinate_jobs o WHERE o.queueing_lock = j.queueing_lock
    AND (o.status = 'todo' OR (o.status = 'doing' AND o.id > j.id)))
"""
_TAKE_UP = f"""
UPDATE procrastinate_jobs AS j SET
    status = (CASE WHEN j.attempts + 1 < {MOST_TRIES} THEN 'todo' ELSE 'failed' END)::procrastinate_job_status,
    attempts = j.attempts + 1, scheduled_at = NULL
WHERE j.status = 'doing' AND {_GONE} RETURNING j.id, j.task_name, j.status::text
"""


class WhenAway(BaseRetryStrategy):
    """A job that lost the database is begun again: each keeps all it does or nothing, or says what it tried."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if is_away(exception) and job.attempts + 1 < MOST_TRIES:
            return RetryDecision(retry_in={"seconds": _PAUSE})
        return None


def work(options: argparse.Namespace) -> int:
    """Do jobs until a signal comes; gives the exit code."""
    from procrastinate.contrib.django import app

    from leerrecht.collector import settle

    for task in app.tasks.values():
        task.retry_strategy = task.retry_strategy or WhenAway()
    settle()
    telemetry.begin("werker")
    asyncio.run(_until_stopped(app, options.tegelijk))
    return 0


async def _until_stopped(app: Any, concurrency: int) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(concurrency))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    while not stopped.is_set():
        try:
            # The connector of a process that lost its database is done with: each round has one of its own.
            with app.replace_connector(app.connector.get_worker_connector()):
                async with app.open_async():
                    await _round(app, concurrency, stopped)
        except (exceptions.ConnectorException, Error) as error:
            logger.warning("The database does not answer; trying again. %s", type(error.__cause__ or error).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), _PAUSE)


def around_jobs(app: Any) -> list[Any]:
    """What each job runs in: ours within what the library has of its own, which makes a lost connection anew."""
    from leerrecht.operations.queueing import measured

    return [*app.worker_defaults["task_middleware"], measured]


async def _round(app: Any, concurrency: int, stopped: asyncio.Event) -> None:
    """Work until a signal comes or the database is lost."""
    await _take_up(app)
    parts = [
        asyncio.create_task(
            app.run_worker_async(
                concurrency=concurrency,
                delete_jobs="successful",
                install_signal_handlers=False,
                task_middleware=around_jobs(app),
            )
        ),
        asyncio.create_task(_keep_taking_up(app)),
        asyncio.create_task(stopped.wait()),
    ]
    try:
        await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for part in parts:
            part.cancel()
        found = await asyncio.gather(*parts, return_exceptions=True)
    for each in found:
        if isinstance(each, Exception):
            raise each


async def _keep_taking_up(app: Any) -> None:
    while True:
        await asyncio.sleep(_EVERY)
        await _take_up(app)


async def _take_up(app: Any) -> None:
    """Put back in the queue what a worker began that is gone; of two who look at once, each job has one."""
    try:
        await app.connector.execute_query_async(_DOUBLE)
        for job in await app.connector.execute_query_all_async(_TAKE_UP):
            logger.warning("Job %s (%s) lost its worker: %s", job["id"], job["task_name"], job["status"])
    except exceptions.UniqueViolation:
        # The same job was asked for at this very moment; the next look finds it waiting.
        return
