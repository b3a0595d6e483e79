"""Jobs of this room."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.thuiszitters.domain import recompute


@app.task(name=recompute.TASK, queueing_lock=recompute.LOCK)
def recompute_changed() -> None:
    """Look again at every pupil of whom something changed; raises what the law refused, after all others are done."""
    recompute.drain(timezone.localdate())


@app.periodic(cron="12 5 * * *")
@app.task(name="leerrecht.thuiszitters.daily", queueing_lock="thuiszitters-dag")
def look_daily(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each morning: a day more, and what begins or ends by its own date."""
    recompute.look_daily(timezone.localdate())
