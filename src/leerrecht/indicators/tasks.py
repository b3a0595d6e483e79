"""Jobs of this room. What computes is imported when a job runs, never by the web process."""

from datetime import date

from procrastinate.contrib.django import app

from leerrecht.indicators.domain.days import TASK as DAY

TASK = "leerrecht.indicators.publish"


@app.periodic(cron="20 3 * * *")
@app.task(name="leerrecht.indicators.nightly", queueing_lock="cijfers-nacht")
def nightly(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each night: the figures of this installation, anew."""
    publish()


@app.task(name=TASK, queueing_lock="cijfers")
def publish() -> None:
    """Write a snapshot, compute and publish."""
    from leerrecht.indicators.domain.publishing import publish_installation

    publish_installation()


@app.task(name=DAY)
def on_a_day(scope: str, place: int, on: str) -> None:
    """Compute the figures of one place as they stood on a day."""
    from leerrecht.indicators.domain.publishing import publish_day

    publish_day(scope, place, date.fromisoformat(on))
