"""What pupil and parents get of the file of the CLB, where they may read it: trajects and steps."""

from django.utils.translation import gettext as _

from leerrecht.trajectories.models import CareStep, Traject
from leerrecht.transfers.domain.own_file import Gathering, Row


def trajects(gathering: Gathering) -> list[Row]:
    """Trajects, where whoever asks reads the file of the CLB; who led them is left out."""
    return [
        {
            _("sinds"): one.began_on.isoformat(),
            _("zorgfase"): f"{one.fase}: {one.get_fase_display()}",
            _("domeinen"): one.domain_words,
            _("afgesloten op"): one.closed_on.isoformat() if one.closed_on else "",
            _("waarom afgesloten"): one.get_ending_display(),
        }
        for one in gathering.confidential(Traject).order_by("began_on", "pk")
    ]


def steps(gathering: Gathering) -> list[Row]:
    """What the CLB did, by day."""
    return [
        {
            _("dag"): one.on.isoformat(),
            _("wat"): one.get_kind_display(),
            _("met wie"): one.get_whom_display(),
            _("domein"): one.get_domain_display(),
            _("wat volgt"): one.get_next_display(),
        }
        for one in gathering.confidential(CareStep).order_by("on", "written_at", "pk")
    ]


SECTIONS = (
    ("clb-trajecten", "Trajecten van het CLB", trajects),
    ("clb-stappen", "Wat het CLB deed", steps),
)
