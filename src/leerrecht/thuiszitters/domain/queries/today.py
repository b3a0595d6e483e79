"""What the register asks of somebody, for the page of today."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.guidance.domain.queries.today import Item
from leerrecht.thuiszitters.domain.queries.register import log_look
from leerrecht.thuiszitters.models import Thuiszitter
from leerrecht.thuiszitters.rules import SOON

MOST = 25


def tasks_of_today(by: Principal, on: date) -> list[Item]:
    """Next steps that are due, and findings that nobody looked at yet, those first who are not at school at all."""
    if not by.can(acts.SITTER_KEEP):
        return []
    found = visible(Thuiszitter, to=by, act=acts.SITTER_KEEP).filter(ended_on=None).select_related("pupil")
    due = list(found.filter(next_on__lte=on + SOON).order_by("next_on", "pk")[:MOST])
    new = list(found.filter(Q(verdict=""), next_on=None).order_by("half_days", "since", "pk")[: MOST - len(due)])
    log_look(by, [*due, *new])
    items = [
        Item(
            one.pupil, str(one.get_next_step_display()),
            _("volgende stap voor wie geen voltijds onderwijs krijgt, tegen %(day)s")
            % {"day": date_format(one.next_on or on, "j F Y")},
            reverse("thuis-pupil", args=[one.pupil_id]), _("Naar de stap"),
            late=one.next_on is not None and one.next_on < on,
        )
        for one in due
    ]  # fmt: skip
    return items + [
        Item(
            one.pupil, _("Klopt het dat deze leerling geen voltijds onderwijs krijgt?"),
            _("sinds %(day)s") % {"day": date_format(one.since, "j F Y")},
            reverse("thuis-pupil", args=[one.pupil_id]), _("Bekijken"),
        )
        for one in new
    ]  # fmt: skip
