"""Pupils and their classes taken in from a OneRoster zip, through the same verbs as every other import of pupils.

Of a zip we take: schools (to know ours by their institution number), school years, class groups (``homeroom``), pupils
with birth date and sex, and their enrolments; contacts (:mod:`.contacts`) and functions of staff (:mod:`.staff`) only
where the school says so. Lessons and courses in it are checked and left.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.exchange.domain.differences import Changes
from leerrecht.exchange.domain.files import Source
from leerrecht.exchange.domain.pupils import known_of, save_pupil
from leerrecht.exchange.domain.reasons import Counts, Refuse, Report
from leerrecht.exchange.domain.roster import archive, tables
from leerrecht.exchange.domain.roster.contacts import take_contacts
from leerrecht.exchange.domain.roster.leaving import end_users, leave, tell_missing
from leerrecht.exchange.domain.roster.lines import Line, fault
from leerrecht.exchange.domain.roster.places import place_of, settle, spells
from leerrecht.exchange.domain.roster.staff import take_staff
from leerrecht.exchange.domain.roster.work import STUDENT, Work, look_around, meet, number_of, one
from leerrecht.exchange.domain.schools import RowTally, finish, refuse_double
from leerrecht.exchange.models import RosterLink
from leerrecht.organisations.models import Board, School
from leerrecht.people.models import Pupil

SEXES = {"male": "m", "female": "v", "other": "x"}
_EVERY = 20


class Person(NamedTuple):
    """Who a pupil is, as the zip says it."""

    names: tuple[str, str]
    birth_date: date | None
    details: dict[str, str]


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
    with_staff: bool = False,
) -> Counts:
    """Make or change the pupils of ``schools`` as a OneRoster zip says; what changes is told to ``changes``.

    Who is enrolled here and stands in no complete zip is told as missing, and deregistered only with ``end_missing``
    and where no row was refused. Functions of staff are told, and given only with ``with_staff``. Raises
    ``ValidationError`` for a zip that cannot be read as a whole, ``Denied``.
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
        work = Work(
            by=by, board=board, roster=roster, known=known_of(by, board, schools), changes=changes or Changes(),
            tally=tally, today=timezone.localdate(),
        )  # fmt: skip
        look_around(work, schools)
        grouped = _by_pupil(work)
        for count, (key, lines) in enumerate(grouped.items(), start=1):
            if count % _EVERY == 0:
                report(count / len(grouped), _("Leerlingen opnemen"))
            with one(work, lines[0]):
                _take(work, key, lines)
        end_users(work)
        tell_missing(work, end=end_missing)
        take_contacts(work)
        take_staff(work, appoint_them=with_staff)
        counts = tally.counts()
        undo = trial or (all_or_nothing and counts.refusals > 0)
        if not undo:
            _remember(work)
        finish(by=by, kind=Pupil, counts=counts, source=source, undo=undo)
    return counts


def _by_pupil(work: Work) -> dict[str, list[Line]]:
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


def _take(work: Work, key: str, lines: list[Line]) -> None:
    """One pupil of the zip: who it is, and where it sits."""
    user = work.roster.of(tables.USERS).get(key)
    meet(work, key, user)
    active = [line for line in lines if not line.gone]
    places = sorted((place_of(work, line) for line in active), key=lambda place: place.first)
    changed = False
    if user is None or user.gone:
        pupil = work.linked_pupils.get(key)
        if pupil is None:
            raise fault(
                lines[0], "userSourcedId",
                _("“%(key)s” is hier niet gekend. Neem users.csv mee in de zip, of lever eerst een volledige zip.")
                % {"key": key[:60]},
            )  # fmt: skip
        number, person = "", Person((pupil.first_name, pupil.last_name), pupil.birth_date, {})
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
    rows = [place.row(number, *person) for place in places]
    for spell in spells(list(zip(places, rows, strict=True))):
        changed = settle(work, pupil, spell) or changed
    kept = {(place.group.school.pk, place.group.year) for place in places}
    for line in lines:
        group = work.groups[line["classSourcedId"]]
        if line.gone and group is not None and (group.school.pk, group.year) not in kept:
            changed = leave(work, pupil, line, group) or changed
    # Only now: where the row is refused, a pupil who is new is not kept.
    work.links[key] = pupil
    work.at |= {(pupil.pk, place.group.school.pk) for place in places}
    work.tally.count(changed=changed)


def _number(work: Work, user: Line) -> str:
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


def _person(work: Work, user: Line) -> Person:
    names = (user["givenName"], user["familyName"])
    demographics = work.roster.of(tables.DEMOGRAPHICS).get(user.key)
    if demographics is None or demographics.gone:
        return Person(names, None, {})
    gender = SEXES.get(demographics["sex"])
    details = {"gender": gender} if gender else {}
    return Person(names, demographics.day("birthDate"), details)


def _remember(work: Work) -> None:
    """Keep by which identifiers the package names people and class groups."""
    with stand(command("invoer van leerlingen", work.by.on)):
        for key, contact in work.contact_links:
            if work.linked_contacts.get(key, {}).get(contact.pupil_id) != contact:
                RosterLink.objects.get_or_create(board=work.board, sourced_id=key, contact=contact)
        for key, account in work.accounts.items():
            if key not in work.linked_users:
                RosterLink.objects.create(board=work.board, sourced_id=key, user=account)
        for key, pupil in work.links.items():
            if work.linked_pupils.get(key) != pupil:
                RosterLink.objects.update_or_create(
                    board=work.board, sourced_id=key, pupil__isnull=False, defaults={"pupil": pupil}
                )
        known = dict(
            RosterLink.objects.filter(board=work.board)
            .exclude(class_group=None)
            .values_list("sourced_id", "class_group_id")
        )
        for key, group in work.groups.items():
            stored = work.known.classes.get((group.school.pk, group.year, group.name)) if group else None
            if stored is not None and known.get(key) != stored.pk:
                RosterLink.objects.update_or_create(
                    board=work.board, sourced_id=key, class_group__isnull=False, defaults={"class_group": stored}
                )
