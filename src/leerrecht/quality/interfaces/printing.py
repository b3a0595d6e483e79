"""A self-audit as PDF, in the house style of the school."""

from django.utils.translation import gettext as _

from leerrecht.forms.domain.definitions import Question
from leerrecht.forms.domain.queries import reading
from leerrecht.forms.interfaces.printing import printed
from leerrecht.quality.domain.queries.audits import Printed
from leerrecht.quality.models import Round


def audit_on_paper(round_: Round, cells: list[Printed]) -> bytes:
    """Cell by cell, tagged; a draft says that it is one."""
    state = _("Vastgezet") if round_.fixed_on else _("Ontwerp, nog niet vastgezet")
    lead = [
        _("%(state)s. Gehouden op %(day)s.") % {"state": state, "day": f"{round_.held_on:%d/%m/%Y}"},
        _("Deden mee: %(who)s") % {"who": round_.took_part},
    ]
    parts = [
        reading.Part(
            cell.title, "", tuple(reading.Line(Question("", "lang", label), text) for label, text in cell.lines)
        )
        for cell in cells
    ]
    return printed(
        title=_("Zelfaudit van ons begeleidingsbeleid"), lead=lead, parts=parts, organisation_id=round_.school_id,
        on=round_.held_on,
    )  # fmt: skip
