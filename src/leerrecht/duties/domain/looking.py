"""Opening one outcome of a pupil: found within what may be seen, and kept in the log."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.duties.domain.queries.worklist import Line, classes_of, line_of
from leerrecht.duties.models import Outcome, Seen
from leerrecht.facts.models import Fact


@dataclass(frozen=True, slots=True)
class Opened:
    """An outcome with what may be done, what was done for it, and what was said of it."""

    line: Line
    class_name: str
    facts: list[Fact]
    seen: list[Seen]


@transaction.atomic
def open_outcome(pk: int, *, by: Principal, on: date) -> Opened:
    """Everything the page "waarom zie ik dit?" shows. Raises ``Http404`` where it may not be seen."""
    outcome = policy.find(Outcome, pk, by=by, act=acts.DUTY_VIEW)
    seen = list(
        policy.visible(Seen, to=by, act=acts.DUTY_VIEW)
        .filter(pupil_id=outcome.pupil_id, regel=outcome.regel, voorwerp=outcome.voorwerp)
        .order_by("-at")
    )
    this_year = {(item.pupil_id, item.regel, item.school_year, item.voorwerp): item for item in seen}
    line = line_of(outcome, by, this_year)
    kinds = line.rule.handeling or line.acts
    facts = policy.visible(Fact, to=by, act=acts.DUTY_VIEW).filter(pupil_id=outcome.pupil_id, kind__in=kinds)
    classes = classes_of([outcome.pupil_id], to=by, on=on)
    log.record(by=by, act=acts.DUTY_VIEW, on=outcome, pupil_id=outcome.pupil_id, organisation_id=outcome.school_id)
    return Opened(
        line, classes.get((outcome.pupil_id, outcome.school_id), ""), list(facts.order_by("-date", "-id")), seen
    )
