"""What the second wall knows of education during illness: who reads certificates, and the CLB of the school.

A teacher sees the code of an absence and none of this.
"""

from leerrecht.access import wall
from leerrecht.access.compartments import Attest
from leerrecht.sick import models


def guard() -> None:
    key = f"'{Attest.key}:' || school_id"
    seen = (
        f"{key} = ANY ({wall.ROLE_KEYS}) OR school_id = ANY ({wall.SERVED}) OR {wall.EVERYWHERE} "
        f"OR pupil_id || ':{Attest.key}' = ANY ({wall.FAMILY})"
    )
    for model in (models.Ziekteonderwijs, models.Inlichting):
        wall.guard(model, seen)
    for part in (models.Verlenging, models.Lesweek, models.Stap):
        wall.guard(part, wall.with_record(models.Ziekteonderwijs, "of_id"))
