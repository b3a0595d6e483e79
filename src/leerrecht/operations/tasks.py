"""Jobs of the installation itself."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.operations import telemetry
from leerrecht.operations.domain.queries.state import state
from leerrecht.operations.models import SlowAnswer

KEPT = timedelta(days=30)


@app.periodic(cron="* * * * *")
@app.task(name="leerrecht.operations.measure", queueing_lock="werking-meten")
def measure(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each minute, where telemetry is on: how much waits and how much went wrong."""
    if not telemetry.is_on():
        return
    by = command("werking", timezone.localdate())
    with stand(by):
        found = state(by)
    telemetry.gauge("leerrecht.jobs.due", found.jobs.due)
    telemetry.gauge("leerrecht.jobs.failed", found.jobs.failed)
    telemetry.gauge("leerrecht.database.bytes", found.storage.database)
    for each in found.vitals:
        telemetry.gauge("leerrecht.vitals.waiting", each.waiting, name=each.name)
        telemetry.gauge("leerrecht.vitals.failed", each.failed, name=each.name)


@app.periodic(cron="50 4 * * *")
@app.task(name="leerrecht.operations.tidy", queueing_lock="werking-opruimen")
def tidy(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each night: forget which pages were slow long ago."""
    SlowAnswer.objects.filter(at__lt=timezone.now() - KEPT).delete()
