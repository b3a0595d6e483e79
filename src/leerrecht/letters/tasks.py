"""Jobs of this room."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.letters.domain import delivering, making
from leerrecht.letters.models import Run, RunState

# A run that began so long ago and is not done, lost its process.
LOST = timedelta(minutes=10)


@app.task(name=making.TASK)
def make_run(run_id: str) -> None:
    """Make the letters of a run."""
    making.work(run_id)


@app.task(name=delivering.TASK)
def send_run(run_id: str) -> None:
    """Send the letters of a run by e-mail."""
    delivering.send_run(run_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="leerrecht.letters.send_again", queueing_lock="brieven-opnieuw-mailen")
def send_again(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Mail once more what the mail server put off."""
    delivering.send_again()


@app.periodic(cron="*/10 * * * *")
@app.task(name="leerrecht.letters.resume", queueing_lock="brieven-hervatten")
def resume(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Take up runs whose process was stopped halfway, and forget who was left out long ago."""
    stuck = Run.objects.filter(state__in=(RunState.WAITING, RunState.BUSY), at__lt=timezone.now() - LOST)
    for pk in stuck.values_list("pk", flat=True):
        making.work(str(pk))
    making.forget()
