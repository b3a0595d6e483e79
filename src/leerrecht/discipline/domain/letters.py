"""What a procedure knows of the letters in it."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.discipline.domain.queries.procedures import known_of
from leerrecht.discipline.models import Procedure, Step
from leerrecht.law.tucht import DEFINITIEF

PREFIX = "tucht-"


def fill(by: Principal, template: str, pupil_id: int) -> Mapping[str, Any]:
    """Of the procedure that runs for this pupil: the measure and its days, how to appeal; the look is logged."""
    if not template.startswith(PREFIX):
        return {}
    rows = policy.visible(Procedure, to=by, act=acts.TUCHT_KEEP).filter(pupil=pupil_id, closed_on=None)
    known = next(iter(known_of(rows.order_by("-opened_on")[:1])), None)
    if known is None:
        return {}
    one, facts, agreed = known.procedure, known.facts, known.agreed
    log.record(by=by, act="tucht.view", on=one, pupil_id=one.pupil_id, organisation_id=one.organisation_id)
    found: dict[str, Any] = {"maatregel": one.get_kind_display()}
    if one.first_day is not None:
        found["maatregel_van"] = one.first_day
    if one.last_day is not None:
        found["maatregel_tot"] = _("De laatste dag is %(day)s.") % {"day": date_format(one.last_day, "l j F Y")}
    notice = facts.last(Step.NOTICE)
    if notice is not None and notice.due_on is not None:
        found["gesprek_datum"] = notice.due_on
    found["beroep"] = _appeal(one, agreed.appeal_days, agreed.appeal_to)
    return found


def _appeal(one: Procedure, days: int | None, to: str) -> str:
    if one.kind != DEFINITIEF or days is None:
        return _(
            "Tegen deze maatregel is er geen beroep bij een beroepscommissie. U kunt ze wel bespreken met de school."
        )
    words = _("U kunt in beroep gaan tot %(n)d dagen nadat u deze brief kreeg.") % {"n": days}
    return f"{words} {to}".strip()
