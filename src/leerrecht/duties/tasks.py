"""Jobs that keep the outcomes of the law up to date."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.duties.domain import recompute
from leerrecht.facts.domain.changes import LOCK, TASK


@app.task(name=TASK, queueing_lock=LOCK)
def recompute_changed() -> None:
    """Compute anew every pupil of whom a fact changed; raises what the law refused, after all others are done."""
    recompute.drain()


@app.periodic(cron="* * * * *")
@app.task(name="leerrecht.duties.sweep", queueing_lock="plichten-nazicht")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each minute: wake the recomputation where notices wait, or where an answer changes today by itself."""
    recompute.sweep(timezone.localdate())
