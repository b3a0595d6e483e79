"""Jobs of this room."""

from procrastinate.contrib.django import app

from leerrecht.exchange.domain import runs


@app.task(name=runs.TASK)
def run_import(run_id: int) -> None:
    """Look through or take a large import."""
    runs.work(run_id)
