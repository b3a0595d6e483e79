"""Pupils and their classes taken in from a OneRoster zip, through the same verbs as every other import of pupils.

Of a zip we take: schools (to know ours by their institution number), school years, class groups (``homeroom``), pupils
with birth date and sex, and their enrolments. Lessons, courses, staff and parents in it are checked and left.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.enrolment.domain.enrolments import correct_enrolment, deregister
from leerrecht.enrolment.models import ClassGroup, Enrolment, Placement
from leerrecht.exchange.domain import differences
from leerrecht.exchange.domain.differences import Changes
from leerrecht.exchange.domain.files import Source
from leerrecht.exchange.domain.pupils import (
    Known,
    PupilRow,
    check_first_day,
    enrol_row,
    known_of,
    move,
    move_begin,
    save_pupil,
)
from leerrecht.exchange.domain.reasons import Counts, Refuse, Report
from leerrecht.exchange.domain.roster import archive, tables
from leerrecht.exchange.domain.roster.archive import Line, Roster, fault, where
from leerrecht.exchange.domain.schools import RowTally, finish, refuse_double
from leerrecht.exchange.models import RosterLink
from leerrecht.law import calendar
from leerrecht.organisations.domain.sources import CLASSES, ENROLMENTS
from leerrecht.organisations.models import Board, School
from leerrecht.people.domain.numbers import normalise
from leerrecht.people.models import Pupil

HOMEROOM, STUDENT = "homeroom", "student"
SEXES = {"male": "m", "female": "v", "other": "x"}
NUMBER_TYPE = "leerlingnummer"
_DAY = timedelta(days=1)
_JULY = 7
_EVERY = 20
_SCHOOL_DIGITS = 6
_LONGEST_CLASS = 30


class Group(NamedTuple):
    """A class group of one of our schools, and the days of its school year; known before or new in this zip."""

    school: School
    year: int
    name: str
    first: date
    end: date


class _Person(NamedTuple):
    """Who a pupil is, as the zip says it."""

    names: tuple[str, str]
    birth_date: date | None
    details: dict[str, str]


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


@dataclass
class _Work:
    """One import: the zip, what is stored, and what was found out so far."""

    by: Principal
    board: Board
    roster: Roster
    known: Known
    changes: Changes
    tally: RowTally
    today: date
    schools: dict[str, School | None] = field(default_factory=dict)
    years: dict[str, tuple[int, date, date]] = field(default_factory=dict)
    groups: dict[str, Group | None] = field(default_factory=dict)
    linked_pupils: dict[str, Pupil] = field(default_factory=dict)
    places: dict[int, list[Placement]] = field(default_factory=dict)
    enrolments: dict[tuple[int, int, int], list[Enrolment]] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    links: dict[str, Pupil] = field(default_factory=dict)


def import_roster(
    *,
    by: Principal,
    board: Board,
    schools: Sequence[School],
    source: Source,
    refuse: Refuse,
    report: Report,
    trial: bool = False,
    all_or_nothing: bool = False,
    changes: Changes | None = None,
    end_missing: bool = False,
) -> Counts:
    """Make or change the pupils of ``schools`` as a OneRoster zip says; what changes is told to ``changes``.

    Who is enrolled here and stands in no complete zip is told as missing, and deregistered only with ``end_missing``
    and where no row was refused. Raises ``ValidationError`` for a zip that cannot be read as a whole, ``Denied``.
    """
    for school in schools:
        policy.require_at(by, acts.IMPORT_RUN, school.pk)
    report(0.0, _("Zip nakijken"))
    roster = archive.read(source)
    tally = RowTally(refuse)
    for refusal in roster.refused:
        refuse(refusal)
    tally.refused = len(roster.refused)
    with transaction.atomic():
        work = _Work(
            by=by, board=board, roster=roster, known=known_of(by, board, schools), changes=changes or Changes(),
            tally=tally, today=timezone.localdate(),
        )  # fmt: skip
        _look_around(work, schools)
        grouped = _by_pupil(work)
        for count, (key, lines) in enumerate(grouped.items(), start=1):
            if count % _EVERY == 0:
                report(count / len(grouped), _("Leerlingen opnemen"))
            with _one(work, lines[0]):
                _take(work, key, lines)
        _end_users(work)
        _missing(work, end=end_missing)
        counts = tally.counts()
        undo = trial or (all_or_nothing and counts.refusals > 0)
        if not undo:
            _remember(work)
        finish(by=by, kind=Pupil, counts=counts, source=source, undo=undo)
    return counts


@contextmanager
def _one(work: _Work, line: Line) -> Iterator[None]:
    """One pupil: in a savepoint, its refusal told with the place of its row in front."""
    with work.tally.row(line.number, list(line.values.values())), work.known.row(), work.changes.row(line.number):
        try:
            yield
        except ValidationError as error:
            place = where(line.file, line.number)
            told = [text if ".csv, " in text[:40] else f"{place}: {text}" for text in error.messages]
            raise ValidationError(told) from error


def _look_around(work: _Work, schools: Sequence[School]) -> None:
    """What the zip calls our schools, school years and class groups, and what was remembered of earlier zips."""
    roster = work.roster
    _know_schools(work)
    for key, line in roster.of(tables.SESSIONS).items():
        start, end = line.day("startDate"), line.day("endDate")
        if start is not None and end is not None:
            year = start.year if start.month >= _JULY else start.year - 1
            first, last = calendar.first_day(year), calendar.last_day(year)
            work.years[key] = (year, max(start, first), min(end, last + _DAY))
    _recall(work, schools)
    for key, line in roster.of(tables.CLASSES).items():
        if not line.gone:
            with _placed_refusal(work, line):
                work.groups[key] = _group(work, line)
    ours = [line for line in roster.of(tables.CLASSES).values() if work.schools.get(line["schoolSourcedId"])]
    if roster.full(tables.CLASSES) and ours and not any(line["classType"] == HOMEROOM for line in ours):
        raise ValidationError(
            _(
                "classes.csv: er is geen enkele klasgroep (classType “homeroom”). Laat uw pakket de officiële klassen "
                "meegeven, niet alleen de lesgroepen."
            )
        )


def _know_schools(work: _Work) -> None:
    orgs = work.roster.of(tables.ORGS)
    for key, line in orgs.items():
        number = next((text for text in (line["identifier"], key) if _is_number(text)), "")
        work.schools[key] = work.known.schools.get(number)
    if orgs and not any(work.schools.values()):
        raise ValidationError(
            _(
                "orgs.csv: geen enkele school is een school waarvoor u invoert (%(numbers)s). Zet het "
                "instellingsnummer in het veld identifier van de school."
            )
            % {"numbers": ", ".join(sorted(work.known.schools))}
        )


def _recall(work: _Work, schools: Sequence[School]) -> None:
    """What is stored: by which identifiers the package names things, and who sits where."""
    with stand(command("invoer van leerlingen", work.by.on)):
        links = RosterLink.objects.filter(board=work.board).select_related("pupil__merged_into", "class_group__school")
        for link in links:
            if link.pupil is not None:
                work.linked_pupils[link.sourced_id] = link.pupil.merged_into or link.pupil
            elif link.class_group is not None:
                work.groups[link.sourced_id] = _known_group(work, link.class_group)
        placements = Placement.objects.filter(enrolment__school__in=schools).select_related("class_group")
        for placement in placements.order_by("period"):
            work.places.setdefault(placement.enrolment_id, []).append(placement)
        enrolments = Enrolment.objects.filter(school__in=schools).select_related("pupil", "school")
        for enrolment in enrolments.order_by("period"):
            key = (enrolment.pupil_id, enrolment.school_id, enrolment.school_year)
            work.enrolments.setdefault(key, []).append(enrolment)


def _is_number(text: str) -> bool:
    return len(text) == _SCHOOL_DIGITS and text.isdecimal() and text.isascii()


@contextmanager
def _placed_refusal(work: _Work, line: Line) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        work.roster.lost.setdefault(line.file, {}).setdefault(line.key, line.number)
        work.tally.refuse(line.number, list(line.values.values()), error)


def _known_group(work: _Work, group: ClassGroup) -> Group | None:
    school = work.known.schools.get(group.school.number)
    if school is None:
        return None
    first, last = calendar.first_day(group.school_year), calendar.last_day(group.school_year)
    return Group(school, group.school_year, group.name, first, last + _DAY)


def _group(work: _Work, line: Line) -> Group | None:
    """The class group of a row; None for lessons and for schools that are not ours."""
    if line["classType"] != HOMEROOM:
        return None
    if not work.roster.of(tables.ORGS):
        raise fault(
            line,
            "schoolSourcedId",
            _("orgs.csv zit niet in deze zip, dus is de school niet gekend. Neem orgs.csv mee."),
        )
    school = work.schools.get(line["schoolSourcedId"])
    if school is None:
        return None
    found = [work.years[key] for key in line.several("termSourcedIds") if key in work.years]
    if not found:
        raise fault(
            line, "termSourcedIds",
            _("het schooljaar van deze klas is niet gekend. Neem academicSessions.csv mee in de zip."),
        )  # fmt: skip
    years = {each[0] for each in found}
    if len(years) > 1:
        raise fault(line, "termSourcedIds", _("een klas hoort bij één schooljaar; deze verwijst naar verschillende."))
    name = " ".join((line["classCode"] or line["title"]).split())
    if len(name) > _LONGEST_CLASS:
        raise fault(
            line, "classCode" if line["classCode"] else "title",
            _("de naam van een klas telt ten hoogste %(most)s tekens. Gebruik een korte classCode.")
            % {"most": _LONGEST_CLASS},
        )  # fmt: skip
    first = min(each[1] for each in found)
    end = max(each[2] for each in found)
    return Group(school, next(iter(years)), name, first, end)


def _by_pupil(work: _Work) -> dict[str, list[Line]]:
    """Rows of enrollments.csv that put a pupil in a class group of ours, by pupil."""
    found: dict[str, list[Line]] = {}
    told: set[str] = set()
    for line in work.roster.of(tables.ENROLLMENTS).values():
        if line["role"] != STUDENT:
            continue
        key = line["classSourcedId"]
        if key not in work.groups and key not in told and not work.roster.full(tables.CLASSES) and not line.gone:
            told.add(key)
            work.tally.refuse(
                line.number, list(line.values.values()),
                fault(line, "classSourcedId", _("deze klas is niet gekend. Neem classes.csv mee in de zip.")),
            )  # fmt: skip
        elif work.groups.get(key) is not None:
            found.setdefault(line["userSourcedId"], []).append(line)
    return found


def _take(work: _Work, key: str, lines: list[Line]) -> None:
    """One pupil of the zip: who it is, and where it sits."""
    user = work.roster.of(tables.USERS).get(key)
    _meet(work, key, user)
    active = [line for line in lines if not line.gone]
    places = sorted((_place(work, line) for line in active), key=lambda place: place.first)
    changed = False
    if user is None or user.gone:
        pupil = work.linked_pupils.get(key)
        if pupil is None:
            raise fault(
                lines[0], "userSourcedId",
                _("“%(key)s” is hier niet gekend. Neem users.csv mee in de zip, of lever eerst een volledige zip.")
                % {"key": key[:60]},
            )  # fmt: skip
        number, person = "", _Person((pupil.first_name, pupil.last_name), pupil.birth_date, {})
    else:
        number, person = _number(work, user), _person(work, user)
        if places:
            pupil, changed = save_pupil(
                by=work.by, board=work.board, row=places[0].row(number, *person), known=work.known,
                changes=work.changes,
            )  # fmt: skip
        else:
            pupil = work.known.pupils.get(number) or work.linked_pupils.get(key)
            if pupil is None:
                work.tally.count(changed=False)  # gone there, and never known here
                return
    work.met.add(pupil.pk)
    work.links[key] = pupil
    rows = [place.row(number, *person) for place in places]
    for spell in _spells(list(zip(places, rows, strict=True))):
        changed = _settle(work, pupil, spell) or changed
    kept = {(place.group.school.pk, place.group.year) for place in places}
    for line in lines:
        group = work.groups[line["classSourcedId"]]
        if line.gone and group is not None and (group.school.pk, group.year) not in kept:
            changed = _leave(work, pupil, line, group) or changed
    work.tally.count(changed=changed)


def _meet(work: _Work, key: str, user: Line | None) -> None:
    """Whoever stands in the zip is not missing, also where the row is refused."""
    known = work.linked_pupils.get(key), work.known.pupils.get(number_of(user)) if user is not None else None
    work.met.update(pupil.pk for pupil in known if pupil is not None)


def number_of(user: Line) -> str:
    """The number by which the package knows a pupil: ``identifier``, a typed ``userIds``, else the sourcedId."""
    for text in user.several("userIds"):
        kind, _colon, number = text.strip("{}").partition(":")
        if kind.strip().casefold() == NUMBER_TYPE and number.strip():
            return normalise(user["identifier"] or number)
    return normalise(user["identifier"] or user.key)


def _number(work: _Work, user: Line) -> str:
    """The number of a pupil, once in a zip; refused where the package meant another pupil by this name until now."""
    number = number_of(user)
    refuse_double(work.known.seen, number, _("Leerlingnummer"))
    work.known.seen[number] = user.number
    linked = work.linked_pupils.get(user.key)
    if linked is not None and work.known.pupils.get(number) != linked:
        raise fault(
            user, "identifier",
            _(
                "“%(key)s” had tot nu een ander leerlingnummer dan %(number)s. Kijk na of het dezelfde leerling is, en "
                "verbeter het nummer in het pakket of op de fiche van de leerling."
            )
            % {"key": user.key[:60], "number": number},
        )  # fmt: skip
    return number


def _person(work: _Work, user: Line) -> _Person:
    names = (user["givenName"], user["familyName"])
    demographics = work.roster.of(tables.DEMOGRAPHICS).get(user.key)
    if demographics is None or demographics.gone:
        return _Person(names, None, {})
    gender = SEXES.get(demographics["sex"])
    details = {"gender": gender} if gender else {}
    return _Person(names, demographics.day("birthDate"), details)


def _place(work: _Work, line: Line) -> Place:
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
    last = end - _DAY if end is not None and end < group.end else None
    return Place(line, group, first, last, given)


_Spell = list[tuple[Place, PupilRow]]


def _spells(rows: _Spell) -> list[_Spell]:
    """Rows that follow on each other without a day between, at one school in one year, are one enrolment."""
    spells: list[_Spell] = []
    for place, row in rows:
        before = spells[-1][-1][0] if spells else None
        if (
            before is not None
            and (before.group.school.pk, before.group.year) == (place.group.school.pk, place.group.year)
            and (before.last is None or place.first <= before.last + _DAY)
        ):
            spells[-1].append((place, row))
        else:
            spells.append([(place, row)])
    return spells


def _settle(work: _Work, pupil: Pupil, spell: _Spell) -> bool:
    """Make one enrolment as the rows of its spell say; whether anything changed."""
    (first, row), (last, _last_row) = spell[0], spell[-1]
    key = (pupil.pk, first.group.school.pk, first.group.year)
    stored = work.enrolments.get(key, [])
    end = last.last + _DAY if last.last else last.group.end
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
        changed = _settle_end(work, found, last.last) or changed
    return changed


def _enrol(work: _Work, pupil: Pupil, spell: _Spell) -> None:
    (_first, row), (last, _row) = spell[0], spell[-1]
    whole = replace(row, last_day=last.last)
    made = enrol_row(by=work.by, pupil=pupil, row=whole, known=work.known, changes=work.changes)
    for place, later in spell[1:]:
        before = list(Placement.objects.filter(enrolment=made).select_related("class_group").order_by("period"))
        move(
            by=work.by, enrolment=made, row=later, first_day=place.first, known=work.known, changes=work.changes,
            places=before,
        )  # fmt: skip


def _settle_classes(work: _Work, enrolment: Enrolment, spell: _Spell) -> bool:
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
            first_day = min(max(work.today, begin), end - _DAY)
        move(
            by=work.by, enrolment=enrolment, row=row, first_day=first_day, known=work.known, changes=work.changes,
            places=places,
        )  # fmt: skip
        changed = True
        found = Placement.objects.filter(enrolment=enrolment).select_related("class_group").order_by("period")
        places = work.places[enrolment.pk] = list(found)
    return changed


def _settle_end(work: _Work, enrolment: Enrolment, last: date) -> bool:
    before = enrolment.period.upper - _DAY
    if last == before:
        return False
    if last < before:
        deregister(by=work.by, enrolment=enrolment, last_day=last)
        work.changes.add(differences.ENDED, enrolment.pupil, _("Laatste dag"), before, last)
    else:
        correct_enrolment(by=work.by, enrolment=enrolment, last_day=last)
        work.changes.add(differences.CHANGED, enrolment.pupil, _("Laatste dag"), before, last)
    return True


def _leave(work: _Work, pupil: Pupil, line: Line, group: Group) -> bool:
    """An enrolment that the package says is gone: it ends on the day that the row gives."""
    if not work.known.takes(ENROLMENTS, group.school):
        return False
    end = line.day("endDate")
    last = end - _DAY if end is not None else date.fromisoformat(line["dateLastModified"][:10])
    stored = work.enrolments.get((pupil.pk, group.school.pk, group.year), [])
    open_ = [each for each in stored if each.period.lower <= last < each.period.upper - _DAY]
    if not open_:
        return False
    places = work.places.get(open_[-1].pk, [])
    if places and places[-1].class_group.name != group.name:
        return False
    return _settle_end(work, open_[-1], last)


def _end_users(work: _Work) -> None:
    """Pupils whose own row says ``tobedeleted``: they leave our schools, their records stay."""
    for key, user in work.roster.of(tables.USERS).items():
        pupil = work.linked_pupils.get(key) or work.known.pupils.get(number_of(user))
        if not user.gone or pupil is None or pupil.pk in work.met:
            continue
        last = date.fromisoformat(user["dateLastModified"][:10])
        mine = [each for (pk, _school, _year), several in work.enrolments.items() if pk == pupil.pk for each in several]
        with _one(work, user):
            changed = False
            for each in mine:
                inside = each.period.lower <= last < each.period.upper - _DAY
                if inside and work.known.takes(ENROLMENTS, each.school):
                    changed = _settle_end(work, each, last) or changed
            work.tally.count(changed=changed)


def _missing(work: _Work, *, end: bool) -> None:
    """Who is enrolled here today and does not stand in a zip that says it is complete."""
    roster = work.roster
    if not roster.full(tables.USERS, tables.CLASSES, tables.ENROLLMENTS):
        return
    lost = any(roster.lost.get(file) for file in (tables.USERS, tables.CLASSES, tables.ENROLLMENTS, tables.ROLES))
    groups = [group for group in work.groups.values() if group is not None]
    covered = {(group.school.pk, group.year) for group in groups if group.first <= work.today < group.end}
    for role in roster.of(tables.ROLES).values():
        if role["role"] == STUDENT and work.schools.get(role["orgSourcedId"]) is not None:
            _meet(work, role["userSourcedId"], roster.of(tables.USERS).get(role["userSourcedId"]))
    for (pupil_id, school_id, year), several in sorted(work.enrolments.items()):
        current = [each for each in several if each.period.lower <= work.today < each.period.upper - _DAY]
        if pupil_id in work.met or (school_id, year) not in covered or not current:
            continue
        enrolment = current[-1]
        if not work.known.takes(ENROLMENTS, enrolment.school):
            continue
        places = work.places.get(enrolment.pk, [])
        name = places[-1].class_group.name if places else ""
        if end and not lost:
            with _one(work, Line(tables.ENROLLMENTS, 0, {"sourcedId": str(enrolment.pupil)})):
                deregister(by=work.by, enrolment=enrolment, last_day=work.today)
                work.changes.add(differences.ENDED, enrolment.pupil, _("Laatste dag"), "", work.today)
                work.tally.count(changed=True)
        else:
            work.changes.add(differences.MISSING, enrolment.pupil, _("Klas"), name, "")


def _remember(work: _Work) -> None:
    """Keep by which identifiers the package names pupils and class groups."""
    with stand(command("invoer van leerlingen", work.by.on)):
        for key, pupil in work.links.items():
            if work.linked_pupils.get(key) != pupil:
                RosterLink.objects.update_or_create(
                    board=work.board, sourced_id=key, class_group=None, defaults={"pupil": pupil}
                )
        known = dict(
            RosterLink.objects.filter(board=work.board, pupil=None).values_list("sourced_id", "class_group_id")
        )
        for key, group in work.groups.items():
            stored = work.known.classes.get((group.school.pk, group.year, group.name)) if group else None
            if stored is not None and known.get(key) != stored.pk:
                RosterLink.objects.update_or_create(
                    board=work.board, sourced_id=key, pupil=None, defaults={"class_group": stored}
                )
