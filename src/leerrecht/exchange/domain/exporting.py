"""Absences for other packages: as block text or as CSV; always logged, always through the policy."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay
from leerrecht.exchange.domain import block, importing, mapping
from leerrecht.exchange.domain.block import BlockLine
from leerrecht.law import calendar
from leerrecht.law.conversion import official
from leerrecht.organisations.models import School
from leerrecht.people.models import PupilNumber
from leerrecht.ui.downloads import harmless

_DIGITS = 10
_PIECE = 2000


class _Mark(NamedTuple):
    date: date
    part: str
    mark: str
    ground: str
    late_minutes: int | None
    school_id: int
    number: str | None


@dataclass(frozen=True, slots=True)
class Exported:
    """Block text, how many marks it holds, and how many could not be said in that format."""

    text: str
    marks: int
    left_out: int


def schools_to_export(
    *, by: Principal, board_name: str | None = None, school_number: str | None = None
) -> list[School]:
    """The schools of a board, or the one with that number; raises ``ValidationError`` where there is none."""
    if board_name is not None:
        board = importing.find_board(board_name, by=by)
        return importing.schools_of(board, by=by, act=acts.EXPORT_RUN)
    found = list(policy.visible(School, to=by, act=acts.EXPORT_RUN).filter(number=school_number))
    if not found:
        raise ValidationError(
            _("Er is geen school met instellingsnummer %(number)s. Kijk het nummer na.") % {"number": school_number}
        )
    return found


@transaction.atomic
def export_block(
    *, by: Principal, schools: Sequence[School], first: date | None = None, last: date | None = None
) -> Exported:
    """The marks of schools in a period (default: this school year) as block text.

    A Z proven by a medical certificate is written as D. Codes that the format does not know (A, H, M, P), and
    pupils without a number of ten digits, are left out and counted. Raises ``Denied``, ``ValidationError``.
    """
    moments = {school.pk: {"vm": school.moment_vm, "nm": school.moment_nm} for school in schools}
    lines: list[BlockLine] = []
    left_out = 0
    medical, ground = official(mapping.MEDICAL)
    for mark in _read(_marks(by=by, schools=schools, first=first, last=last)):
        code = mapping.MEDICAL if (mark.mark, mark.ground) == (medical, ground) else mark.mark
        number = mark.number or ""
        if code in (*block.CODES, block.UNKNOWN) and len(number) == _DIGITS and number.isascii() and number.isdecimal():
            lines.append(BlockLine(mark.date, moments[mark.school_id][mark.part], code, number))
        else:
            left_out += 1
    _record(by=by, schools=schools, marks=len(lines), form="blok")
    return Exported("".join(block.write_blocks(lines)), len(lines), left_out)


def export_csv(
    *, by: Principal, schools: Sequence[School], first: date | None = None, last: date | None = None
) -> Iterator[str]:
    """The marks as CSV, with the headings that an import reads by itself."""
    marks = _marks(by=by, schools=schools, first=first, last=last)
    _record(by=by, schools=schools, marks=marks.count(), form="csv")
    return _csv(marks)


def _csv(marks: "QuerySet[HalfDay]") -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([each.label for each in mapping.FIELDS[mapping.ABSENCES] if each.key != "duur"])
    medical, ground = official(mapping.MEDICAL)
    for count, mark in enumerate(_read(marks), start=1):
        code = mapping.MEDICAL if (mark.mark, mark.ground) == (medical, ground) else mark.mark
        minutes = "" if mark.late_minutes is None else mark.late_minutes
        writer.writerow([harmless(mark.number or ""), f"{mark.date:%d/%m/%Y}", code, mark.part, minutes])
        if count % _PIECE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _read(marks: "QuerySet[HalfDay]") -> Iterator[_Mark]:
    return map(_Mark._make, marks.values_list(*_Mark._fields).iterator(chunk_size=_PIECE))


def _marks(*, by: Principal, schools: Sequence[School], first: date | None, last: date | None) -> "QuerySet[HalfDay]":
    for school in schools:
        policy.require_at(by, acts.EXPORT_RUN, school.pk)
    year = calendar.school_year(first or last or timezone.localdate())
    first, last = first or calendar.first_day(year), last or calendar.last_day(year)
    if last < first:
        raise ValidationError(_("De laatste dag ligt vóór de eerste dag. Kijk beide na."))
    numbers = PupilNumber.objects.filter(pupil_id=OuterRef("pupil_id"), board_id=schools[0].board_id).order_by("pk")
    return (
        policy.visible(HalfDay, to=by, act=acts.EXPORT_RUN)
        .filter(
            school__in=[school.pk for school in schools],
            school_year__range=(calendar.school_year(first), calendar.school_year(last)),
            date__range=(first, last),
        )
        .annotate(number=Subquery(numbers.values("number")[:1]))
        .order_by("date", "part", "mark", "number")
    )


def _record(*, by: Principal, schools: Sequence[School], marks: int, form: str) -> None:
    for school in schools:
        log.record(
            by=by,
            act=acts.EXPORT_RUN,
            kind="attendance.halfday",
            organisation_id=school.pk,
            detail={"marks": marks, "form": form},
        )
