"""What the second wall knows of a school's policy.

Its own care team and director see it, whom the wall knows by the key of the compartment of care; of agreements with
the CLB, the CLB too. Into the box of a survey nobody looks but the commands that take answers and count them.
"""

from leerrecht.access import wall
from leerrecht.quality import models

_CARE_TEAM = f"'zorg:' || school_id = ANY ({wall.ROLE_KEYS})"


def guard() -> None:
    for model in (models.Round, models.Survey, models.PolicyAction):
        wall.guard(model, f"{_CARE_TEAM} OR {wall.EVERYWHERE}")
    wall.guard(models.Cell, wall.with_record(models.Round, "round_id"))
    wall.guard(models.Evidence, wall.with_record(models.Cell, "cell_id"))
    wall.guard(models.Cooperation, f"{_CARE_TEAM} OR centre_id = ANY ({wall.PLACES}) OR {wall.EVERYWHERE}")
    wall.guard(models.CooperationVersion, wall.with_record(models.Cooperation, "cooperation_id"))
    wall.guard(models.Box, wall.EVERYWHERE)
