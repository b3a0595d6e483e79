"""What a refusal asks of whoever follows it up, for the page of today."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.guidance.domain.queries.today import Item
from leerrecht.guidance.rules import SOON
from leerrecht.places.domain.queries.refusals import term_of
from leerrecht.places.domain.queries.waiting import asked_again
from leerrecht.places.models import Application, Refusal


def tasks_of_today(by: Principal, on: date) -> list[Item]:
    """Who may wait no more, and refusals of which a term of the law, or the own day to look again, is near.

    Three queries.
    """
    return [*_waiting(by), *_refusals(by, on)]


def _waiting(by: Principal) -> list[Item]:
    """Children who began at a school since they asked for a place at another."""
    if not by.can(acts.WAITING_KEEP):
        return []
    found = asked_again(by, policy.visible(Application, to=by, act=acts.WAITING_KEEP))
    lines = list(found.select_related("pupil", "school").order_by("asked_on", "pk"))
    if lines:
        log.record_list(
            by=by, act=acts.WAITING_VIEW, kind=Application._meta.label_lower, compartments={Gedeeld.key},
            shown=[(line.pupil_id, line.school_id) for line in lines],
        )  # fmt: skip
    return [
        Item(
            line.pupil, _("Staat dit kind nog op de lijst van %(school)s?") % {"school": line.school},
            _("het begon intussen in een school"), reverse("waiting-line", args=[line.pk]), _("Naar de wachtlijst"),
            late=False,
        )
        for line in lines
    ]  # fmt: skip


def _refusals(by: Principal, on: date) -> list[Item]:
    if not by.can(acts.REFUSAL_KEEP):
        return []
    rows = policy.visible(Refusal, to=by, act=acts.REFUSAL_KEEP).filter(closed_on=None)
    found: list[tuple[date, Refusal, str]] = []
    for row in rows.select_related("pupil").prefetch_related("steps"):
        due, what = term_of(row, on)
        if due is not None and due <= on + SOON:
            found.append((due, row, what))
    if found:
        log.record_list(
            by=by, act=acts.REFUSAL_VIEW, kind=Refusal._meta.label_lower, compartments={Gedeeld.key},
            shown=[(row.pupil_id, row.handled_by_id) for _due, row, _what in found],
        )  # fmt: skip
    return [_item(due, row, what, on) for due, row, what in sorted(found, key=lambda one: (one[0], str(one[1].pk)))]


def _item(due: date, row: Refusal, what: str, on: date) -> Item:
    why = _("geweigerd door %(school)s, tegen %(day)s") % {
        "school": row.school_name, "day": date_format(due, "j F Y")
    }  # fmt: skip
    return Item(row.pupil, what, why, reverse("refusal", args=[row.pk]), _("Naar de melding"), late=due < on)
