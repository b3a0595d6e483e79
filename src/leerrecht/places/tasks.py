"""Jobs of this room."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.access.compartments import Gedeeld
from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.places.domain.settling import settle


@app.periodic(cron="*/10 * * * *")
@app.task(name="leerrecht.places.settle", queueing_lock="wachtlijsten")
def settle_waiting(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Close the lines of children who are enrolled where they waited."""
    today = timezone.localdate()
    with stand(command("wachtlijsten", today, vaults={Gedeeld.key})):
        settle(on=today)
