"""Jobs of this room."""

from procrastinate.contrib.django import app

from leerrecht.exchange.domain import runs


@app.task(name=runs.TASK)
def run_import(run_id: int) -> None:
    """Look through or take a large import."""
    runs.work(run_id)


@app.periodic(cron="* * * * *")
@app.task(name="leerrecht.exchange.resume", queueing_lock="invoer-hervatten")
def resume_imports(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Each minute: take up imports whose process was stopped halfway."""
    runs.resume()
