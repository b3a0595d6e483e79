"""Jobs of the demo."""

from procrastinate.contrib.django import app

from leerrecht.demo import figures


@app.task(name=figures.TASK, queueing_lock="demo-cijfers")
def compute_figures() -> None:
    """The figures of the demo, after its first start."""
    figures.make_figures()
