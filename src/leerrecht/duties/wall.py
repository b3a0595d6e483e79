"""What the second wall knows of the outcomes of the law and what was done about them."""

from leerrecht.access import wall
from leerrecht.duties import models
from leerrecht.duties.models import Side
from leerrecht.people.models import Pupil


def guard() -> None:
    wall.guard(models.Outcome, wall.at_school())
    wall.guard(models.PupilAnswer, wall.with_record(Pupil, "pupil_id"))
    wall.guard(
        models.Seen,
        f"{wall.EVERYWHERE} OR (side = '{Side.SCHOOL}' AND school_id = ANY ({wall.PLACES})) "
        f"OR (side = '{Side.CLB}' AND school_id = ANY ({wall.SERVED}))",
    )
