"""What pupil and parents get of the education during illness; who taught is left out."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts
from leerrecht.access.compartments import Attest
from leerrecht.sick.models import Ziekteonderwijs
from leerrecht.transfers.domain.own_file import Gathering, Row


def rows(gathering: Gathering) -> list[Row]:
    """One row for each request, with what became of it and the lessons given."""
    if Attest.key not in gathering.asker.compartments:
        return []
    found = gathering.seen(Ziekteonderwijs, acts.SICK_VIEW).filter(pupil=gathering.pupil).prefetch_related("weeks")
    return [
        {
            _("soort"): one.get_kind_display(),
            _("gevraagd op"): _day(one.asked_on),
            _("gevraagd door"): one.get_asked_by_display(),
            _("toegekend op"): _day(one.granted_on),
            _("geweigerd op"): _day(one.refused_on),
            _("waarom geweigerd"): one.get_refused_why_display(),
            _("begin"): _day(one.since),
            _("laatste dag"): _day(one.ended_on or one.until),
            _("lestijden per week"): "" if one.hours_a_week is None else str(one.hours_a_week),
            _("gegeven lestijden"): str(sum(week.given or 0 for week in one.weeks.all())),
        }
        for one in found.order_by("asked_on", "pk")
    ]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


SECTION = ("onderwijs-bij-ziekte", gettext_lazy("Onderwijs bij ziekte"), rows)
