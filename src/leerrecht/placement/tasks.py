"""Jobs of this room."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.access.compartments import Clb, Gedeeld
from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.placement.domain.settling import settle


@app.periodic(cron="*/10 * * * *")
@app.task(name="leerrecht.placement.settle", queueing_lock="zoektochten")
def settle_searches(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """End the searches of pupils who are enrolled, and note which schools stayed silent."""
    today = timezone.localdate()
    with stand(command("zoeken naar een school", today, vaults={Gedeeld.key, Clb.key})):
        settle(on=today)
