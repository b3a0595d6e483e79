"""What pupil and parents get of Discimus: what AGODI was told, and what it answered."""

from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.discimus.domain.words import what
from leerrecht.discimus.models import Message, State
from leerrecht.transfers.domain.own_file import PARTS, Gathering, Row


def told(gathering: Gathering) -> list[Row]:
    """Each message that was acknowledged, in order."""
    found = gathering.seen(Message, acts.REGISTER_VIEW).filter(pupil=gathering.pupil, state=State.ACKNOWLEDGED)
    return [
        {
            _("soort"): one.get_kind_display(),
            _("dag"): one.date.isoformat(),
            _("dagdeel"): str(PARTS.get(one.part, "")),
            _("wat gemeld is"): what(one.kind, one.value),
            _("school"): gathering.places[one.school_id],
            _("bevestigd op"): timezone.localdate(one.answered_at).isoformat(),
            _("langs"): one.channel,
        }
        for one in found.order_by("pk")
    ]
