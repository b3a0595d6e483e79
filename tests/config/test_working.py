"""The worker takes up what another one left, and begins a job again that lost the database."""

import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.jobs import Job
from psycopg import errors

from leerrecht.config import working
from leerrecht.operations.queueing import measured

pytestmark = pytest.mark.django_db


def worker(cursor, ago):
    cursor.execute(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id", [ago]
    )
    return cursor.fetchone()[0]


def job(cursor, name, worker_id, *, status="doing", lock=None, attempts=0):
    cursor.execute(
        "INSERT INTO procrastinate_jobs "
        "(queue_name, task_name, priority, queueing_lock, args, status, worker_id, attempts) "
        "VALUES ('default', %s, 0, %s, '{}', %s::procrastinate_job_status, %s, %s)",
        [name, lock, status, worker_id, attempts],
    )  # fmt: skip


def test_jobs_of_a_worker_that_is_gone_wait_again_and_those_of_others_are_left_alone():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        gone, here = worker(cursor, "2 minutes"), worker(cursor, "20 seconds")
        job(cursor, "brieven", gone)
        job(cursor, "zonder werker", None)
        job(cursor, "bezig", here)
        job(cursor, "vijfde keer", gone, attempts=4)
        job(cursor, "mislukt", gone, status="failed")
        # Only one of these waits at a time: the last one does the work of both.
        job(cursor, "plichten, eerst", gone, lock="plichten")
        job(cursor, "plichten, laatst", gone, lock="plichten")
        job(cursor, "zegel, begonnen", gone, lock="zegel")
        job(cursor, "zegel, wacht", None, status="todo", lock="zegel")
        for statement in (working._DOUBLE, working._TAKE_UP):
            cursor.execute(statement)
        cursor.execute("SELECT task_name, status::text, attempts FROM procrastinate_jobs ORDER BY id")
        assert cursor.fetchall() == [
            ("brieven", "todo", 1), ("zonder werker", "todo", 1), ("bezig", "doing", 0), ("vijfde keer", "failed", 5),
            ("mislukt", "failed", 0), ("plichten, laatst", "todo", 1), ("zegel, wacht", "todo", 0),
        ]  # fmt: skip


def test_job_runs_within_what_makes_a_lost_connection_anew():
    around = working.around_jobs(app)
    assert (around[0], around[-1]) == (close_db_connections, measured)


@pytest.mark.parametrize(
    ("error", "attempts", "again"),
    [
        (OperationalError("the connection is closed"), 0, True),
        (errors.AdminShutdown(), 3, True),
        (errors.AdminShutdown(), 4, False),
        (ValueError("fout"), 0, False),
    ],
)
def test_job_that_lost_the_database_is_begun_again_a_few_times(error, attempts, again):
    lost = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="x", attempts=attempts)
    assert (working.WhenAway().get_retry_decision(exception=error, job=lost) is not None) is again
