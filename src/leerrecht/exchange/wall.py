"""What the second wall knows of files that came in, and the rows that were refused."""

from leerrecht.access import wall
from leerrecht.exchange import models


def guard() -> None:
    wall.guard(
        models.ImportRun,
        f"{wall.EVERYWHERE} OR by_id = {wall.READER} OR school_id = ANY ({wall.PLACES})",
    )
    for model in (models.ImportFile, models.RefusedRow, models.ImportChange):
        wall.guard(model, wall.with_record(models.ImportRun, "run_id"))
    # Looked up while an import works, which then stands for a command.
    wall.guard(models.RosterLink, wall.EVERYWHERE)
