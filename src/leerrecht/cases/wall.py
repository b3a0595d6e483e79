"""What the second wall knows of cases: each record by its compartment; who divides cases sees which there are."""

from leerrecht.access import wall
from leerrecht.access.compartments import Partner
from leerrecht.cases import models

_DIVIDES = " OR ".join(
    f"'{wall.CASES}' || {house} = ANY ({wall.ROLE_KEYS})" for house in ("organisation_id", "counterpart_id")
)
# Somebody of the house that is asked, with a grant for this pupil.
_ASKED = f"pupil_id || ':' || house_id || ':{Partner.key}' = ANY ({wall.OPENED})"


def guard() -> None:
    placed = wall.in_compartment(counterpart="counterpart_id")
    wall.guard(models.Case, f"{placed} OR {_DIVIDES}")
    wall.guard(models.Invitation, f"{placed} OR {_ASKED}")
    for model in (
        models.Track, models.CaseTask, models.RoundTable, models.Summary, models.Part, models.Report, models.Release,
        models.Mediation, models.Exit,
    ):  # fmt: skip
        wall.guard(model, placed)
    wall.guard(models.Participant, wall.with_record(models.Case, "case_id"))
    for part in (models.Review, models.WeekPattern, models.WorkplaceCheck):
        wall.guard(part, wall.with_record(models.Track, "track_id"))
    wall.guard(models.Decision, wall.with_record(models.RoundTable, "table_id"))
    wall.guard(models.Position, wall.with_record(models.Decision, "decision_id"))
    wall.guard(models.Confirmation, wall.with_record(models.Summary, "summary_id"))
