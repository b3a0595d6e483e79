"""What the second wall knows of the register: the care team of the school, and the CLB that serves it."""

from leerrecht.access import wall
from leerrecht.access.compartments import Zorg
from leerrecht.people.models import Pupil
from leerrecht.thuiszitters import models


def guard() -> None:
    wall.guard(
        models.Thuiszitter,
        f"'{Zorg.key}:' || school_id = ANY ({wall.ROLE_KEYS}) OR school_id = ANY ({wall.SERVED}) "
        f"OR {wall.EVERYWHERE} OR (school_id IS NULL AND centre_id = ANY ({wall.PLACES}))",
    )
    wall.guard(models.Judgement, wall.with_record(models.Thuiszitter, "record_id"))
    # A child that never had a school is enrolled nowhere.
    wall.widen(Pupil, wall.having(models.Thuiszitter))
