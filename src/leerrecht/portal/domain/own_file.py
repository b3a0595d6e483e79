"""What pupil and parents get of what they wrote themselves, and what was answered. The texts are notes."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.portal.models import Matter, OwnWord
from leerrecht.transfers.domain.own_file import Gathering, Row


def words(gathering: Gathering) -> list[Row]:
    return [
        {
            _("dag"): date_format(timezone.localdate(one.written_at), "d/m/Y"),
            _("wat"): one.get_kind_display(),
            _("voor wie"): one.get_audience_display(),
            _("ingetrokken"): _("ja") if one.withdrawn_at else _("nee"),
        }
        for one in gathering.confidential(OwnWord).order_by("written_at", "pk")
    ]


def matters(gathering: Gathering) -> list[Row]:
    return [
        {
            _("dag"): date_format(one.on, "d/m/Y"),
            _("wat"): one.get_kind_display(),
            _("door"): one.written_by,
            _("antwoord tegen"): date_format(one.due_on, "d/m/Y"),
            _("beantwoord op"): date_format(one.answered_on, "d/m/Y") if one.answered_on else "",
            _("antwoord"): one.get_outcome_display(),
        }
        for one in gathering.confidential(Matter).order_by("on", "pk")
    ]


SECTIONS = (
    ("eigen-woorden", gettext_lazy("Eigen woorden"), words),
    ("vragen-van-thuis", gettext_lazy("Vragen en meldingen van thuis"), matters),
)
