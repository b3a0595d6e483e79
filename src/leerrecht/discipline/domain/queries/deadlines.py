"""Every deadline of a procedure as a task, for the page of today."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.discipline.domain.path import LATER, NOW
from leerrecht.discipline.domain.queries.procedures import known_of
from leerrecht.discipline.models import ClbAdvice, Procedure
from leerrecht.guidance.domain.queries.today import Item
from leerrecht.guidance.rules import SOON


def tasks_of_today(by: Principal, on: date) -> list[Item]:
    """What is due within a week in the procedures that somebody leads, and advice that the CLB was asked."""
    found: list[tuple[date, Item]] = []
    rows = policy.visible(Procedure, to=by, act=acts.TUCHT_KEEP).filter(closed_on=None)
    for known in known_of(rows, on) if by.can(acts.TUCHT_KEEP) else ():
        one = known.procedure
        found += [
            (line.due, _item(one, str(line.step.label), line.due, on, "discipline-procedure"))
            for line in known.lines
            if line.due is not None and line.state in (NOW, LATER) and line.due <= on + SOON
        ]
    asked = policy.visible(ClbAdvice, to=by, act=acts.TUCHT_ADVISE).filter(given_on=None).select_related("pupil")
    for advice in asked if by.can(acts.TUCHT_ADVISE) else ():
        due = advice.council_on or advice.asked_on
        what = _("Advies aan de klassenraad: %(kind)s") % {"kind": advice.get_kind_display()}
        found.append((due, _item(advice, what, due, on, "discipline-advice")))
    if found:
        log.record_list(
            by=by, act="tucht.list", kind=Procedure._meta.label_lower, compartments={Tucht.key},
            shown=[(item.pupil.pk, None) for _due, item in found],
        )  # fmt: skip
    return [item for _due, item in sorted(found, key=lambda pair: pair[0])]


def _item(one: Procedure | ClbAdvice, what: str, due: date, on: date, address: str) -> Item:
    why = _("%(kind)s, tegen %(day)s") % {"kind": one.get_kind_display(), "day": date_format(due, "j F Y")}
    return Item(one.pupil, what, why, reverse(address, args=[one.pk]), _("Naar de stap"), late=due < on)
