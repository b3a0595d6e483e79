"""What pupil and parents get of waiting lists and refusals: the facts; who noted them is left out."""

from datetime import date

from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.compartments import Gedeeld
from leerrecht.law.calendar import label
from leerrecht.places.models import Application, Refusal
from leerrecht.transfers.domain.own_file import Gathering, Row


def applications(gathering: Gathering) -> list[Row]:
    """Each line on a waiting list, as the school or CLB that makes the file sees it."""
    if Gedeeld.key not in gathering.asker.compartments:
        return []
    found = gathering.seen(Application, acts.WAITING_VIEW).filter(pupil=gathering.pupil)
    return [
        {
            _("school"): one.school.name,
            _("plaats"): one.slot.words,
            _("schooljaar"): label(one.school_year),
            _("gevraagd op"): one.asked_on.isoformat(),
            _("stand"): one.get_state_display(),
            _("reden van weigering"): one.get_ground_display(),
            _("attest"): _day(one.document_on),
        }
        for one in found.select_related("school", "slot").order_by("asked_on", "pk")
    ]


def refusals(gathering: Gathering) -> list[Row]:
    """Each report with its steps; what was told is a note."""
    if Gedeeld.key not in gathering.asker.compartments:
        return []
    found = gathering.seen(Refusal, acts.REFUSAL_VIEW).filter(pupil=gathering.pupil)
    return [
        {
            _("school"): one.school_name,
            _("dag"): one.on.isoformat(),
            _("hoe"): one.get_way_display(),
            _("reden"): one.get_ground_display(),
            _("stappen"): "; ".join(f"{step.on.isoformat()}: {step.get_kind_display()}" for step in one.steps.all()),
            _("antwoord"): one.get_closed_how_display(),
            _("antwoord op"): _day(one.closed_on),
        }
        for one in found.prefetch_related("steps").order_by("on", "pk")
    ]


SECTIONS = (
    ("wachtlijsten", "Wachtlijsten", applications),
    ("weigeringen", "Gemelde weigeringen", refusals),
)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
