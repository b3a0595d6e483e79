"""A look at one measure."""

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.discipline.models import ClbAdvice, Measure, Procedure, Report


def look_at(by: Principal, one: Measure | Procedure | ClbAdvice | Report) -> None:
    """That somebody looked at one record of the file, is logged."""
    log.record(
        by=by, act="tucht.view", on=one, pupil_id=one.pupil_id, organisation_id=one.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, one),
    )  # fmt: skip
