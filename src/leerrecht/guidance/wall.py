"""What the second wall knows of guidance: each record by its compartment, its parts with the record."""

from leerrecht.access import wall
from leerrecht.guidance import models


def guard() -> None:
    for model in (models.Entry, models.Begeleidingsdossier, models.Plan, models.Agreement, models.ThuisOpVraag):
        wall.guard(model, wall.in_compartment(counterpart="counterpart_id"))
    wall.guard(models.Ouderaanwezigheid, wall.in_compartment(counterpart="counterpart_id"))
    for part in (models.Goal, models.Action, models.Step, models.Evaluation):
        wall.guard(part, wall.with_record(models.Plan, "plan_id"))
    wall.guard(models.Counsellor, wall.with_record(models.Begeleidingsdossier, "file_id"))
    wall.guard(models.Version, wall.with_record(models.Agreement, "agreement_id"))
    wall.guard(models.Signature, wall.with_record(models.Version, "version_id"))
