"""Half-days of a measure in agreement with it."""

from django.utils import timezone

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.period import Period, enter_period
from leerrecht.attendance.models import Mark
from leerrecht.discipline.domain.procedures import left_on
from leerrecht.discipline.models import Procedure

GROUND = "tuchtmaatregel"


def mark_r(*, by: Principal, procedure: Procedure) -> int:
    """Put R with its ground on every half-day of the measure up to today; the number of half-days written.

    Raises ``Denied`` for who does not enter absences there, ``ValidationError`` where there is no lesson.
    """
    policy.require(by, acts.TUCHT_KEEP, procedure)
    first, today = procedure.first_day, timezone.localdate()
    if first is None or first > today:
        return 0
    last = min(procedure.last_day or today, today, left_on(procedure, today) or today)
    period = Period(
        pupil_ids=(procedure.pupil_id,), first=first, last=last, parts=(), mark=Mark.R, ground=GROUND, replace=True
    )
    return enter_period(by=by, period=period).written
