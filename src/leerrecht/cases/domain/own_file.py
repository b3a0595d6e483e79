"""What pupil and parents get of a case: what ran, what was decided, and why somebody left, without third persons.

The texts themselves are notes, and stand among those.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from leerrecht.cases.models import CaseTask, Exit, Mediation, RoundTable, Track
from leerrecht.transfers.domain.own_file import Gathering, Row


def tracks(gathering: Gathering) -> list[Row]:
    """One row for each track."""
    found = gathering.confidential(Track).select_related("house").order_by("asked_on", "pk")
    return [
        _place(gathering, one) | {
            _("traject"): one.get_kind_display(),
            _("wie dit doet"): one.body or str(one.house or ""),
            _("gevraagd op"): _day(one.asked_on),
            _("opgenomen op"): _day(one.taken_up_on),
            _("begin"): _day(one.since),
            _("einde"): _day(one.until),
            _("hoe het eindigde"): one.get_ended_how_display(),
            _("uren per week"): "" if one.hours_a_week is None else str(one.hours_a_week),
            _("doel"): gathering.names.without(one.goal),
            _("wat het opleverde"): gathering.names.without(one.output),
        }
        for one in found
    ]  # fmt: skip


def tables(gathering: Gathering) -> list[Row]:
    """One row for each round table, with what was proposed; who said what is left out."""
    found = gathering.confidential(RoundTable).prefetch_related("decisions").order_by("on", "pk")
    return [
        _place(gathering, one) | {
            _("overleg"): one.get_kind_display(),
            _("dag"): _day(one.on),
            _("vraag"): gathering.names.without(one.question),
            _("voorstellen"): "; ".join(gathering.names.without(decision.what) for decision in one.decisions.all()),
        }
        for one in found
    ]  # fmt: skip


def tasks(gathering: Gathering) -> list[Row]:
    """One row for each task; who does it is left out."""
    return [
        _place(gathering, one) | {
            _("taak"): gathering.names.without(one.what),
            _("tegen"): _day(one.due_on),
            _("gedaan op"): _day(one.done_on),
        }
        for one in gathering.confidential(CaseTask).order_by("due_on", "pk")
    ]  # fmt: skip


def mediations(gathering: Gathering) -> list[Row]:
    return [
        _place(gathering, one) | {
            _("aangeboden op"): _day(one.offered_on),
            _("wat dreigt"): one.get_threat_display(),
            _("antwoord"): one.get_taken_display(),
            _("hoe het afliep"): one.get_result_display(),
        }
        for one in gathering.confidential(Mediation).order_by("offered_on", "pk")
    ]  # fmt: skip


def exits(gathering: Gathering) -> list[Row]:
    return [
        _place(gathering, one) | {
            _("laatste dag op school"): _day(one.left_on),
            _("waarom"): one.get_motive_display(),
            _("waarheen"): one.get_destination_display(),
        }
        for one in gathering.confidential(Exit).order_by("left_on", "pk")
    ]  # fmt: skip


SECTIONS = (
    ("casus-trajecten", "Trajecten in de casus", tracks),
    ("casus-rondetafels", "Rondetafels", tables),
    ("casus-taken", "Taken in de casus", tasks),
    ("bemiddeling", "Bemiddeling", mediations),
    ("uitstroom", "Uitstroom", exits),
)


def _place(gathering: Gathering, one: Any) -> Row:
    return {_("vak"): one.get_compartment_display(), _("bij"): gathering.places.get(one.organisation_id, "")}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
