"""Jobs of this room."""

from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from leerrecht.exchange.domain import dropping, runs


@app.task(name=runs.TASK)
def run_import(run_id: int) -> None:
    """Look through or take a large import."""
    runs.work(run_id)


@app.periodic(cron="* * * * *")
@app.task(name="leerrecht.exchange.resume", queueing_lock="invoer-hervatten")
def resume_imports(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each minute: take up imports whose process was stopped halfway."""
    runs.resume()


# In UTC: from one or two to about seven in the morning here.
@app.periodic(cron="*/15 0-4 * * *")
@app.task(name="leerrecht.exchange.folder", queueing_lock="invoermap")
def take_folder(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each night: what school packages put into the folder. A file that still arrives waits for the next round."""
    if settings.IMPORT_FOLDER:
        dropping.sweep(Path(settings.IMPORT_FOLDER))
