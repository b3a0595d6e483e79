"""What the second wall knows of discipline: each record by its compartment, its parts with the record.

Of procedures and contests a command sees the facts, as the law needs them; the texts are notes, behind their own wall.
"""

from leerrecht.access import wall
from leerrecht.discipline import models


def guard() -> None:
    for model in (models.Incident, models.Involved, models.Search, models.Measure, models.ClbAdvice):
        wall.guard(model, wall.in_compartment(counterpart="counterpart_id"))
    for known in (models.Procedure, models.Report, models.Contest):
        wall.guard(known, f"{wall.in_compartment(counterpart='counterpart_id')} OR {wall.EVERYWHERE}")
    wall.guard(models.Isolation, wall.with_record(models.Incident, "incident_id"))
    for part in (models.StepDone, models.Member):
        wall.guard(part, wall.with_record(models.Procedure, "procedure_id"))
    wall.guard(models.TurnDone, wall.with_record(models.Contest, "contest_id"))
    wall.guard(models.ReportAttempt, wall.with_record(models.Report, "report_id"))
