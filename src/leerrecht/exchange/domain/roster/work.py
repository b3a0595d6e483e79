"""What an import of a OneRoster zip knows while it works: the zip, what is stored, and what the zip calls ours."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.access.models import User
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.enrolment.models import ClassGroup, Enrolment, Placement
from leerrecht.exchange.domain.differences import Changes
from leerrecht.exchange.domain.pupils import Known
from leerrecht.exchange.domain.roster import tables
from leerrecht.exchange.domain.roster.lines import Line, Roster, fault, where
from leerrecht.exchange.domain.schools import RowTally
from leerrecht.exchange.domain.sources import functions_of
from leerrecht.exchange.models import RosterLink
from leerrecht.law import calendar
from leerrecht.organisations.models import Board, School
from leerrecht.people.domain.numbers import normalise
from leerrecht.people.models import Contact, Pupil

HOMEROOM, STUDENT = "homeroom", "student"
NUMBER_TYPE = "leerlingnummer"
DAY = timedelta(days=1)
_JULY = 7
_SCHOOL_DIGITS = 6
_LONGEST_CLASS = 30


class Group(NamedTuple):
    """A class group of one of our schools, and the days of its school year; known before or new in this zip."""

    school: School
    year: int
    name: str
    first: date
    end: date


@dataclass
class Work:
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
    # (pupil, school) of each enrolment that is stored or stands in the zip.
    at: set[tuple[int, int]] = field(default_factory=set)
    # sourcedId -> pupil -> the contact whom it named before.
    linked_contacts: dict[str, dict[int, Contact]] = field(default_factory=dict)
    contact_links: list[tuple[str, Contact]] = field(default_factory=list)
    linked_users: dict[str, User] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)
    # school -> role of OneRoster -> function here, as the school chose.
    functions: dict[int, dict[str, str]] = field(default_factory=dict)


@contextmanager
def one(work: Work, line: Line) -> Iterator[None]:
    """One pupil: in a savepoint, its refusal told with the place of its row in front."""
    with work.tally.row(line.number, list(line.values.values())), work.known.row(), work.changes.row(line.number):
        try:
            yield
        except ValidationError as error:
            place = where(line.file, line.number)
            told = [text if ".csv, " in text[:40] else f"{place}: {text}" for text in error.messages]
            raise ValidationError(told) from error


def look_around(work: Work, schools: Sequence[School]) -> None:
    """What the zip calls our schools, school years and class groups, and what was remembered of earlier zips."""
    roster = work.roster
    _know_schools(work)
    for key, line in roster.of(tables.SESSIONS).items():
        start, end = line.day("startDate"), line.day("endDate")
        if start is not None and end is not None:
            year = start.year if start.month >= _JULY else start.year - 1
            first, last = calendar.first_day(year), calendar.last_day(year)
            work.years[key] = (year, max(start, first), min(end, last + DAY))
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


def _know_schools(work: Work) -> None:
    orgs = work.roster.of(tables.ORGS)
    for key, line in orgs.items():
        number = next((text for text in (line["identifier"], key) if _is_number(text)), "")
        work.schools[key] = work.known.schools.get(number)
    if orgs and not any(work.schools.values()):
        found = ", ".join(f"{line['name']} ({line['identifier'] or line.key})" for line in orgs.values())
        raise ValidationError(
            _(
                "orgs.csv: geen enkele school is een school waarvoor u invoert (%(numbers)s). In de zip staan: "
                "%(found)s. Kies de juiste school of de juiste zip, of zet het instellingsnummer in het veld "
                "identifier."
            )
            % {"numbers": ", ".join(sorted(work.known.schools)), "found": found[:200]}
        )


def _recall(work: Work, schools: Sequence[School]) -> None:
    """What is stored: by which identifiers the package names things, and who sits where."""
    with stand(command("invoer van leerlingen", work.by.on)):
        links = RosterLink.objects.filter(board=work.board).select_related(
            "pupil__merged_into", "class_group__school", "contact__pupil", "user"
        )
        for link in links.order_by("pk"):
            if link.pupil is not None:
                work.linked_pupils[link.sourced_id] = link.pupil.merged_into or link.pupil
            elif link.class_group is not None:
                work.groups[link.sourced_id] = _known_group(work, link.class_group)
            elif link.contact is not None:
                work.linked_contacts.setdefault(link.sourced_id, {})[link.contact.pupil_id] = link.contact
            elif link.user is not None:
                work.linked_users[link.sourced_id] = link.user
        placements = Placement.objects.filter(enrolment__school__in=schools).select_related("class_group")
        for placement in placements.order_by("period"):
            work.places.setdefault(placement.enrolment_id, []).append(placement)
        enrolments = Enrolment.objects.filter(school__in=schools).select_related("pupil", "school")
        for enrolment in enrolments.order_by("period"):
            key = (enrolment.pupil_id, enrolment.school_id, enrolment.school_year)
            work.enrolments.setdefault(key, []).append(enrolment)
            work.at.add((enrolment.pupil_id, enrolment.school_id))
        work.functions = functions_of(schools)


def _is_number(text: str) -> bool:
    return len(text) == _SCHOOL_DIGITS and text.isdecimal() and text.isascii()


@contextmanager
def _placed_refusal(work: Work, line: Line) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        work.roster.lost.setdefault(line.file, {}).setdefault(line.key, line.number)
        work.tally.refuse(line.number, list(line.values.values()), error)


def _known_group(work: Work, group: ClassGroup) -> Group | None:
    school = work.known.schools.get(group.school.number)
    if school is None:
        return None
    first, last = calendar.first_day(group.school_year), calendar.last_day(group.school_year)
    return Group(school, group.school_year, group.name, first, last + DAY)


def _group(work: Work, line: Line) -> Group | None:
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


def meet(work: Work, key: str, user: Line | None) -> None:
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
