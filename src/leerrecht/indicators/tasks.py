"""Jobs of this room. What computes is imported when a job runs, never by the web process."""

from procrastinate.contrib.django import app

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
