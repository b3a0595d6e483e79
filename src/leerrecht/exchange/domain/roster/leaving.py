"""Who leaves, as a OneRoster zip says it: rows to be deleted, and who stands in a complete zip no longer."""

from django.utils.translation import gettext as _

from leerrecht.enrolment.domain.enrolments import deregister
from leerrecht.exchange.domain import differences
from leerrecht.exchange.domain.roster import tables
from leerrecht.exchange.domain.roster.lines import Line
from leerrecht.exchange.domain.roster.places import settle_end
from leerrecht.exchange.domain.roster.work import DAY, STUDENT, Group, Work, meet, number_of, one
from leerrecht.organisations.domain.sources import ENROLMENTS
from leerrecht.people.models import Pupil


def leave(work: Work, pupil: Pupil, line: Line, group: Group) -> bool:
    """An enrolment that the package says is gone: it ends on the day that the row gives."""
    if not work.known.takes(ENROLMENTS, group.school):
        return False
    end = line.day("endDate")
    last = end - DAY if end is not None else line.stamped
    stored = work.enrolments.get((pupil.pk, group.school.pk, group.year), [])
    open_ = [each for each in stored if each.period.lower <= last < each.period.upper - DAY]
    if not open_:
        return False
    places = work.places.get(open_[-1].pk, [])
    if places and places[-1].class_group.name != group.name:
        return False
    return settle_end(work, open_[-1], last)


def end_users(work: Work) -> None:
    """Pupils whose own row says ``tobedeleted``: they leave our schools, their records stay."""
    for key, user in work.roster.of(tables.USERS).items():
        pupil = work.linked_pupils.get(key) or work.known.pupils.get(number_of(user))
        if not user.gone or pupil is None or pupil.pk in work.met:
            continue
        last = user.stamped
        mine = [each for (pk, _school, _year), several in work.enrolments.items() if pk == pupil.pk for each in several]
        with one(work, user):
            changed = False
            for each in mine:
                inside = each.period.lower <= last < each.period.upper - DAY
                if inside and work.known.takes(ENROLMENTS, each.school):
                    changed = settle_end(work, each, last) or changed
            work.tally.count(changed=changed)


def tell_missing(work: Work, *, end: bool) -> None:
    """Who is enrolled here today and does not stand in a zip that says it is complete."""
    roster = work.roster
    if not roster.full(tables.USERS, tables.CLASSES, tables.ENROLLMENTS):
        return
    lost = any(roster.lost.get(file) for file in (tables.USERS, tables.CLASSES, tables.ENROLLMENTS, tables.ROLES))
    groups = [group for key in roster.of(tables.CLASSES) if (group := work.groups.get(key)) is not None]
    covered = {(group.school.pk, group.year) for group in groups if group.first <= work.today < group.end}
    for role in roster.of(tables.ROLES).values():
        if role["role"] == STUDENT and work.schools.get(role["orgSourcedId"]) is not None:
            meet(work, role["userSourcedId"], roster.of(tables.USERS).get(role["userSourcedId"]))
    for (pupil_id, school_id, year), several in sorted(work.enrolments.items()):
        current = [each for each in several if each.period.lower <= work.today < each.period.upper - DAY]
        if pupil_id in work.met or (school_id, year) not in covered or not current:
            continue
        enrolment = current[-1]
        if not work.known.takes(ENROLMENTS, enrolment.school):
            continue
        places = work.places.get(enrolment.pk, [])
        name = places[-1].class_group.name if places else ""
        if end and not lost:
            with one(work, Line(tables.ENROLLMENTS, 0, {"sourcedId": str(enrolment.pupil)})):
                deregister(by=work.by, enrolment=enrolment, last_day=work.today)
                work.changes.add(differences.ENDED, enrolment.pupil, _("Laatste dag"), "", work.today)
                work.tally.count(changed=True)
        else:
            work.changes.add(differences.MISSING, enrolment.pupil, _("Klas"), name, "")
