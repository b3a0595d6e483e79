"""What this room adds to the casus of a pupil."""

from collections.abc import Sequence
from datetime import date

from leerrecht.law.casus import Periode
from leerrecht.trajectories.models import HomeEducation


def home_education(pupil_ids: Sequence[int], on: date) -> dict[int, list[Periode]]:  # noqa: ARG001
    """Periods of home education, which the casus keeps with the pupil: one query."""
    found: dict[int, list[Periode]] = {}
    rows = HomeEducation.objects.filter(pupil_id__one_of=pupil_ids).order_by("begins_on")
    for pupil_id, begins, ends in rows.values_list("pupil_id", "begins_on", "ends_on"):
        found.setdefault(pupil_id, []).append(Periode(begins, ends))
    return found
