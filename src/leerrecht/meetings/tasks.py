"""Jobs of this room."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.meetings.domain.filling import fill_coming


@app.periodic(cron="30 5 * * *")
@app.task(name="leerrecht.meetings.fill", queueing_lock="overleg-aanvullen")
def fill_each_day(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Before school begins: who is due comes on the agendas of the coming days."""
    fill_coming(timezone.localdate())
