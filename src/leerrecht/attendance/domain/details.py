"""The ground and the school's own code beneath a mark."""

from collections.abc import Iterable
from datetime import date as Date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.entries import Entry
from leerrecht.attendance.models import SubCode


def check_ground(*, ground: str, mark: str, level: str, kind: str, on: Date) -> None:
    """Raise ``ValidationError`` where the law does not know this ground for the mark, level and date."""
    if ground and ground not in {found.slug for found in law.gronden_for(mark, level, kind, on)}:
        raise ValidationError({"ground": _("Deze grond hoort niet bij code %(mark)s op dit niveau.") % {"mark": mark}})


def check_entries(*, by: Principal, school_id: int, entries: Iterable[Entry]) -> None:
    """Raise ``ValidationError`` for a ground or own code in a register that ``by`` may not give or that is none."""
    for entry in entries:
        if not (entry.ground or entry.sub_code_id):
            continue
        if not by.system and school_id not in by.places(acts.ABSENCE_EDIT):
            raise ValidationError(_("Een grond of eigen code geeft het secretariaat in."))
        if entry.ground and (entry.ground not in law.GRONDEN or law.GRONDEN[entry.ground].code != entry.mark):
            raise ValidationError(_("Deze grond hoort niet bij code %(mark)s.") % {"mark": entry.mark})
        check_sub_code(by=by, sub_code_id=entry.sub_code_id, mark=entry.mark, schools={school_id})


def check_sub_code(*, by: Principal, sub_code_id: int | None, mark: str, schools: set[int]) -> None:
    """Raise ``ValidationError`` where the own code is not of (each of) the schools, or stands for another mark."""
    if sub_code_id is None:
        return
    found = policy.visible(SubCode, to=by, act=acts.ABSENCE_EDIT).filter(pk=sub_code_id, code=mark).first()
    if found is None or {found.school_id} != schools:
        raise ValidationError({"sub_code": _("Deze eigen code hoort niet bij de gekozen code of school.")})
