"""What pupil and parents get of the register: that it was found, why, and how it ended; not who said so."""

from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.compartments import Clb
from leerrecht.thuiszitters.models import Thuiszitter
from leerrecht.transfers.domain.own_file import Gathering, Row


def records(gathering: Gathering) -> list[Row]:
    """Of what only a CLB keeps: for whom the file of the CLB is open."""
    found = gathering.seen(Thuiszitter, acts.SITTER_VIEW).filter(pupil=gathering.pupil).order_by("since", "pk")
    if Clb.key not in gathering.asker.compartments:
        found = found.exclude(school=None)
    return [
        {
            _("sinds"): one.since.isoformat(),
            _("reden"): one.get_reason_display(),
            _("waarom"): "; ".join(ground["tekst"] for ground in one.grounds),
            _("halve dagen per week op school"): "" if one.half_days is None else str(one.half_days),
            _("volgende stap"): one.get_next_step_display(),
            _("geëindigd op"): one.ended_on.isoformat() if one.ended_on else "",
            _("hoe het eindigde"): one.get_ended_how_display(),
        }
        for one in found
    ]


SECTIONS = (("thuiszitten", "Zonder voltijds onderwijs", records),)
