"""What the second wall knows of the portal: each record by its compartment."""

from leerrecht.access import wall
from leerrecht.portal import models


def guard() -> None:
    for model in (models.OwnWord, models.Matter):
        wall.guard(model, wall.in_compartment(counterpart="counterpart_id"))
    wall.guard(models.Quiet, wall.in_compartment())
    mine = f"user_id = {wall.READER} OR {wall.EVERYWHERE}"
    wall.guard(models.Preference, mine)
    wall.guard(models.Nudge, mine)
