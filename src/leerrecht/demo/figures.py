"""The figures of the demo: its own, and those of a small invented Flanders to lay beside them.

The first start does not wait for them: a job computes them while somebody already signs in.
"""

import tempfile
from pathlib import Path

from django.utils import timezone
from procrastinate.contrib.django import app

from leerrecht.indicators.domain.picture import SHOWN
from leerrecht.law import calendar

TASK = "leerrecht.demo.figures"
# Enough for a band of similar schools, and made in a second or two.
PUPILS, SEED = 10_000, 20_261_123


def ask_for_figures() -> None:
    """Have the worker compute them, as soon as there is one."""
    app.configure_task(TASK, queueing_lock="demo-cijfers").defer()


def make_figures() -> None:
    """Flanders first: with its bands the figures of a school are judged."""
    from leerrecht.indicators.domain.publishing import publish_flanders, publish_installation
    from leerrecht.synthetic.generate import generate

    with tempfile.TemporaryDirectory(prefix="leerrecht-vlaanderen-") as name:
        folder = Path(name) / "vlaanderen"
        generate(folder, pupils=PUPILS, seed=SEED)
        publish_flanders([folder], names=frozenset(SHOWN))
    year = calendar.school_year(timezone.localdate())
    publish_installation(years=(year - 1, year))
