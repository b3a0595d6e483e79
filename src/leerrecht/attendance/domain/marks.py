"""Which mark somebody may set for a pupil: the level decides by law, the role by the school's ways."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import Mark

STATES = (Mark.UNKNOWN.value, Mark.LATE.value)
CODES = frozenset(Mark.values)


def marks_for(*, by: Principal, school_id: int, level: str, kind: str, on: date) -> list[str]:
    """Letters that ``by`` may set at a school for a level, codes first, then the two states.

    Code P needs the director's agreement, so only those who work on absences may ask for it.
    """
    codes = [
        code.letter for code in law.codes_for(level, kind, on) if code.letter != "P" or _handles_absences(by, school_id)
    ]
    return [*codes, *STATES]


def _handles_absences(by: Principal, school_id: int) -> bool:
    return by.system or school_id in by.places(acts.ABSENCE_EDIT)


def check_mark(
    *, by: Principal, school_id: int, mark: str, level: str, kind: str, birth_date: date | None, on: date
) -> None:
    """Raise ``ValidationError`` in Dutch where the level or the role does not have this mark.

    Only code A asks for the ``birth_date``; for another it may be None.
    """
    if mark in STATES:
        return
    if mark not in CODES:
        raise ValidationError(_("“%(mark)s” is geen code. Kies een code uit de lijst.") % {"mark": mark})
    leerplichtig = birth_date is not None and law.is_leerplichtig(law.Leerling(geboortedatum=birth_date), on)
    reason = law.may_code(mark, level, kind, leerplichtig, on)
    if reason:
        raise ValidationError(_("Dat kan niet: %(reason)s. Kies een andere code.") % {"reason": reason})
    if mark == Mark.P and not _handles_absences(by, school_id):
        raise ValidationError(
            _("Code P geeft u niet zelf in: vraag het aan het secretariaat, de directeur beslist. Zet voorlopig “-”.")
        )
