"""Naming absences in a request, and locking the half-days they stand for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from leerrecht.attendance.models import HalfDay

MOST = 500


@dataclass(frozen=True, slots=True)
class AbsenceKey:
    """A pupil at a school from a day to a day, both included; ``part`` narrows one day to a half."""

    pupil_id: int
    school_id: int
    first: Date
    last: Date
    part: str = ""

    @property
    def condition(self) -> Q:
        condition = Q(pupil_id=self.pupil_id, school_id=self.school_id, date__range=(self.first, self.last))
        return condition & Q(part=self.part) if self.part else condition


def parse(values: Iterable[str]) -> list[AbsenceKey]:
    """Keys as a form sends them: ``pupil:school:first:last``; raises ``ValidationError`` for anything else."""
    keys = []
    for value in values:
        try:
            pupil, school, first, last = value.split(":")
            keys.append(AbsenceKey(int(pupil), int(school), Date.fromisoformat(first), Date.fromisoformat(last)))
        except ValueError as error:
            raise ValidationError(
                _("De keuze van afwezigheden is niet te lezen. Laad de lijst opnieuw en kies opnieuw.")
            ) from error
    return keys


def locked(records: "QuerySet[HalfDay]", keys: Sequence[AbsenceKey]) -> list[HalfDay]:
    """The half-days of ``records`` that ``keys`` name, locked in order; raises ``ValidationError`` for none."""
    if not keys:
        raise ValidationError(_("Kies eerst één of meer afwezigheden."), code="nothing")
    if len(keys) > MOST:
        raise ValidationError(_("Kies hoogstens %(most)s afwezigheden tegelijk.") % {"most": MOST}, code="too_many")
    condition = reduce(or_, (key.condition for key in keys))
    rows = list(records.filter(condition).order_by("school_year", "pupil_id", "date", "part").select_for_update())
    if not rows:
        raise ValidationError(
            _("Deze afwezigheden staan er niet meer zo: iemand anders was eerst. Laad de lijst opnieuw."), code="gone"
        )
    return rows
