"""Where the pupils of a OneRoster zip sit: rows of enrollments.csv made into enrolments and classes."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from leerrecht.enrolment.domain.enrolments import correct_enrolment, deregister
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.exchange.domain import differences
from leerrecht.exchange.domain.pupils import PupilRow, check_first_day, enrol_row, move, move_begin
from leerrecht.exchange.domain.roster.lines import Line, fault
from leerrecht.exchange.domain.roster.work import DAY, Group, Work
from leerrecht.organisations.domain.sources import CLASSES, ENROLMENTS
from leerrecht.people.models import Pupil


class Place(NamedTuple):
    """A pupil in a class group, as one row of enrollments.csv says it."""

    line: Line
    group: Group
    first: date
    last: date | None
    given: bool  # the row itself says on which day it begins

    def row(self, number: str, names: tuple[str, str], birth_date: date | None, details: dict[str, str]) -> PupilRow:
        first, last = names
        return PupilRow(
            number=number, first_name=first, last_name=last, birth_date=birth_date, school=self.group.school,
            class_name=self.group.name, first_day=self.first, last_day=self.last, details=details,
        )  # fmt: skip


def place_of(work: Work, line: Line) -> Place:
    group = work.groups[line["classSourcedId"]]
    if group is None:
        raise fault(line, "classSourcedId", _("deze klas is niet van een school waarvoor u invoert."))
    begin, end = line.day("beginDate"), line.day("endDate")
    given = begin is not None and begin > group.first
    first = check_first_day(begin) if begin is not None and given else group.first
    if not group.first <= first < group.end:
        raise fault(
            line, "beginDate", _("deze dag valt buiten het schooljaar van de klas, dat loopt tot %(end)s.")
            % {"end": differences.shown(group.end)},
        )  # fmt: skip
    last = end - DAY if end is not None and end < group.end else None
    return Place(line, group, first, last, given)


Spell = list[tuple[Place, PupilRow]]
"""One enrolment: the classes of a pupil that follow on each other."""


def spells(rows: Spell) -> list[Spell]:
    """Rows that follow on each other without a day between, at one school in one year, are one enrolment."""
    spells: list[Spell] = []
    for place, row in rows:
        before = spells[-1][-1][0] if spells else None
        if (
            before is not None
            and (before.group.school.pk, before.group.year) == (place.group.school.pk, place.group.year)
            and (before.last is None or place.first <= before.last + DAY)
        ):
            spells[-1].append((place, row))
        else:
            spells.append([(place, row)])
    return spells


def settle(work: Work, pupil: Pupil, spell: Spell) -> bool:
    """Make one enrolment as the rows of its spell say; whether anything changed."""
    (first, row), (last, _last_row) = spell[0], spell[-1]
    key = (pupil.pk, first.group.school.pk, first.group.year)
    stored = work.enrolments.get(key, [])
    end = last.last + DAY if last.last else last.group.end
    found = next((each for each in stored if each.period.lower < end and each.period.upper > first.first), None)
    if found is None:
        _enrol(work, pupil, spell)
        return True
    changed = False
    places = work.places.get(found.pk, [])
    if work.known.takes(ENROLMENTS, row.school) and first.first != found.period.lower:
        alone = len(places) == 1 and places[0].class_group.name == row.class_name
        if first.first < found.period.lower or (first.given and alone):
            move_begin(by=work.by, enrolment=found, first_day=first.first, changes=work.changes)
            changed = True
    if work.known.takes(CLASSES, row.school):
        changed = _settle_classes(work, found, spell) or changed
    if last.last is not None and work.known.takes(ENROLMENTS, row.school):
        changed = settle_end(work, found, last.last) or changed
    return changed


def _enrol(work: Work, pupil: Pupil, spell: Spell) -> None:
    (_first, row), (last, _row) = spell[0], spell[-1]
    whole = replace(row, last_day=last.last)
    made = enrol_row(by=work.by, pupil=pupil, row=whole, known=work.known, changes=work.changes)
    for place, later in spell[1:]:
        before = list(Placement.objects.filter(enrolment=made).select_related("class_group").order_by("period"))
        move(
            by=work.by, enrolment=made, row=later, first_day=place.first, known=work.known, changes=work.changes,
            places=before,
        )  # fmt: skip


def _settle_classes(work: Work, enrolment: Enrolment, spell: Spell) -> bool:
    """The classes of an enrolment that exists: history where the rows give days, the present class always."""
    changed = False
    begin, end = enrolment.period.lower, enrolment.period.upper
    places = work.places.get(enrolment.pk, [])
    for place, row in spell:
        final = row is spell[-1][1]
        day = max(place.first, begin)
        covering = next((each for each in reversed(places) if each.period.lower <= day), None)
        if covering is not None and covering.class_group.name == row.class_name and not final:
            continue
        if final and places and places[-1].class_group.name == row.class_name:
            continue
        if not final and not place.given and covering is not None:
            continue
        if not places or (place.given and day > places[-1].period.lower) or not final:
            first_day = day
        else:
            first_day = min(max(work.today, begin), end - DAY)
        move(
            by=work.by, enrolment=enrolment, row=row, first_day=first_day, known=work.known, changes=work.changes,
            places=places,
        )  # fmt: skip
        changed = True
        found = Placement.objects.filter(enrolment=enrolment).select_related("class_group").order_by("period")
        places = work.places[enrolment.pk] = list(found)
    return changed


def settle_end(work: Work, enrolment: Enrolment, last: date) -> bool:
    before = enrolment.period.upper - DAY
    if last == before:
        return False
    if last < before:
        deregister(by=work.by, enrolment=enrolment, last_day=last)
        work.changes.add(differences.ENDED, enrolment.pupil, _("Laatste dag"), before, last)
    else:
        correct_enrolment(by=work.by, enrolment=enrolment, last_day=last)
        work.changes.add(differences.CHANGED, enrolment.pupil, _("Laatste dag"), before, last)
    return True
