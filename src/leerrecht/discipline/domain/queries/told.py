"""Reports of measures on the page about Discimus: what waits or was refused, without names."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.discimus.panels import Line, Panel
from leerrecht.discipline.models import Report, ReportState


def panel(by: Principal, school_id: int) -> Panel | None:
    """For who leads discipline at the school; one query."""
    if school_id not in by.places(acts.TUCHT_KEEP):
        return None
    found = policy.visible(Report, to=by, act=acts.TUCHT_KEEP).filter(organisation_id=school_id)
    waiting = found.exclude(state=ReportState.ACKNOWLEDGED).order_by("written_at", "pk")
    return Panel(
        _("Meldingen van tuchtmaatregelen"),
        [
            Line(
                _("%(kind)s van %(day)s")
                % {
                    "kind": one.get_kind_display().capitalize(),
                    "day": f"{timezone.localdate(one.written_at):%d/%m/%Y}",
                },
                one.get_state_display(),
                reverse("discipline-report", args=[one.pk]),
            )
            for one in waiting
        ],
    )
