"""Jobs of this room."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.access.standing import stand
from leerrecht.api.domain import answers, deliveries


@app.periodic(cron="* * * * *")
@app.task(name="leerrecht.api.deliver", queueing_lock="webhooks")
def deliver(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each minute: write up for webhooks what happened, and send it."""
    deliveries.gather()
    deliveries.send_due()


@app.periodic(cron="40 3 * * *")
@app.task(name="leerrecht.api.forget", queueing_lock="koppelingen-opruimen")
def forget(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each night: take away answers and deliveries that were kept long enough."""
    with stand(deliveries.by_job(timezone.now())):
        answers.forget_old()
    deliveries.forget_old()
