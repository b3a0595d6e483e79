"""What the second wall knows of signals and of the file of a CLB."""

from leerrecht.access import wall
from leerrecht.duties.models import Outcome
from leerrecht.people.models import Pupil
from leerrecht.trajectories import models


def guard() -> None:
    at_centre = f"centre_id = ANY ({wall.PLACES}) OR {wall.EVERYWHERE}"
    told = f"(shared AND school_id = ANY ({wall.PLACES})) OR reported_by_id = {wall.READER}"
    wall.guard(models.Signal, f"{at_centre} OR {told}")
    wall.guard(models.Answer, wall.with_record(models.Signal, "signal_id"))
    wall.guard(models.HomeEducation, at_centre)
    for model in (models.Traject, models.CareStep):
        wall.guard(model, wall.in_compartment(counterpart="counterpart_id"))
    wall.guard(models.CareSignal, f"{at_centre} OR school_id = ANY ({wall.PLACES})")
    # A child that comes to a CLB without a school is enrolled nowhere, and what the law says of it at no school.
    wall.widen(
        Outcome,
        "school_id IS NULL AND 'clb' = ANY (voor) "
        "AND EXISTS (SELECT FROM trajectories_signal AS w WHERE w.pupil_id = {table}.pupil_id AND w.school_id IS NULL)",
    )
    wall.widen(Pupil, wall.having(models.Signal))
