"""Jobs of this room."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.discimus import rules
from leerrecht.discimus.domain.cleaning import clean
from leerrecht.discimus.domain.delivering import deliver_due, forget_trials
from leerrecht.discimus.domain.offering import offer_all
from leerrecht.discimus.transport import transport


@app.periodic(cron=rules.EVERY)
@app.task(name="leerrecht.discimus.exchange", queueing_lock="discimus")
def exchange(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Lay out what differs, and send it where this installation has a transport."""
    found = transport()
    if found is not None and not found.double:
        forget_trials()
    offer_all(timezone.localdate())
    if found is not None:
        deliver_due(found)


@app.periodic(cron="0 4 2 9 *")
@app.task(name="leerrecht.discimus.clean", queueing_lock="discimus-opruimen")
def clean_yearly(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """At the start of a school year: what is compared no longer."""
    clean(timezone.localdate())
