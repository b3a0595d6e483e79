"""What a case shows of education during illness, and when somebody last did something about it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.cases.panels import Panel
from leerrecht.sick.models import Ziekteonderwijs


def panel(case: Any, *, to: Principal) -> Panel | None:
    """What was asked for the pupil and how far it came; None where this reader sees none of it. Two queries."""
    found = policy.visible(Ziekteonderwijs, to=to, act=acts.SICK_VIEW).filter(pupil=case.pupil_id)
    rows = list(found.prefetch_related("weeks"))
    if not rows:
        return None
    lines = [(row, sum(week.given or 0 for week in row.weeks.all())) for row in rows]
    return Panel(_("Onderwijs bij ziekte"), "sick/_panel.html", {"lines": lines, "pupil_id": case.pupil_id})


def last_acts(pupil_ids: Collection[int], *, to: Principal) -> "QuerySet[Ziekteonderwijs, tuple[int, date]]":
    """The day of the last step, by pupil."""
    found = policy.visible(Ziekteonderwijs, to=to, act=acts.SICK_VIEW).filter(pupil__in=pupil_ids)
    return found.order_by().values_list("pupil_id").annotate(last=Max("changed_on"))
