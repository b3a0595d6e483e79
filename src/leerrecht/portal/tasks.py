"""Jobs of this room."""

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.law import calendar
from leerrecht.portal.domain.matters import TOLD
from leerrecht.portal.domain.messages import nudge_absent, nudge_answered, nudge_invited, send_waiting


@app.periodic(cron="0 10,14 * * 1-5")
@app.task(name="leerrecht.portal.nudge", queueing_lock="berichten-naar-huis")
def nudge_each_morning(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """After the registers of a half-day were taken."""
    today = timezone.localdate()
    if calendar.is_school_day(today):
        nudge_absent(today)
        nudge_invited(today)


@app.periodic(cron="*/10 * * * *")
@app.task(name="leerrecht.portal.send_waiting", queueing_lock="berichten-naar-huis-opnieuw")
def send_again(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """What the mail server did not take, or a process that was stopped left lying."""
    send_waiting(timezone.localdate())


@app.task(name=TOLD)
def tell_answer(matter_id: str) -> None:
    """Who asked something is told that the school answered."""
    nudge_answered(matter_id, timezone.localdate())
