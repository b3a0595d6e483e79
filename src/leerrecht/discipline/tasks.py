"""Jobs of this room."""

from procrastinate.contrib.django import app

from leerrecht.discimus.transport import transport
from leerrecht.discipline.domain.outbox import send_due


@app.periodic(cron="*/5 * * * *")
@app.task(name="leerrecht.discipline.send_reports", queueing_lock="meldingen-agodi")
def send_reports(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Send what waits for AGODI, where this installation has a transport."""
    found = transport()
    if found is not None:
        send_due(found)
