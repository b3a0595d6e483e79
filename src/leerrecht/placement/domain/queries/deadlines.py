"""What waits in searches, as tasks for the page of today."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.guidance.domain.queries.today import Item
from leerrecht.placement.domain.queries.worklist import open_searches
from leerrecht.placement.domain.terms import remind_on, silent_on
from leerrecht.placement.models import Answer, Approach, SchoolSearch


def tasks_of_today(by: Principal, on: date) -> list[Item]:
    """By search: a place to take, a school that does not answer, a paper that is missing, too long without a step."""
    if not by.can(acts.PLACEMENT_KEEP):
        return []
    found: list[Item] = []
    for line in open_searches(by):
        search = line.search
        for approach in search.approaches.all():
            what = _asks(approach, on, line.answer_days)
            if what:
                found.append(_item(search, what, approach.name, approach.answer != Answer.PLACE))
        if line.lies_still:
            why = _("%(days)d schooldagen zonder school") % {"days": line.days}
            found.append(_item(search, _("Zoek verder naar een school"), why, line.risen))
    ended = policy.visible(SchoolSearch, to=by, act=acts.PLACEMENT_KEEP).filter(provisional=True, settled_on=None)
    found += [
        _item(search, _("Is het beroep afgelopen?"), date_format(search.ended_on or search.since, "j F Y"), False)
        for search in ended.select_related("pupil")
    ]
    if found:
        log.record_list(
            by=by, act="placement.list", kind=SchoolSearch._meta.label_lower, compartments={Gedeeld.key},
            shown=[(item.pupil.pk, None) for item in found],
        )  # fmt: skip
    return found


def _asks(approach: Approach, on: date, days: int | None) -> str:
    """What one school that was asked waits for."""
    remind, silent = remind_on(approach, days), silent_on(approach, days)
    if remind is not None and remind < on:
        return _("Herinner de school: ze antwoordde niet")
    if silent is not None and silent < on:
        return _("De school zwijgt: noteer dat als weigering")
    if approach.answer == Answer.PLACE:
        return _("Er is een plaats: schrijf in")
    if approach.answer == Answer.REFUSED and approach.attest_on is None:
        return _("Vraag het document van de weigering")
    return ""


def _item(search: SchoolSearch, what: str, why: str, late: bool) -> Item:
    return Item(search.pupil, what, why, reverse("placement", args=[search.pk]), _("Naar de zoektocht"), late=late)
