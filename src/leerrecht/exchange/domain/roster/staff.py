"""Staff in a OneRoster zip: shown beside what is known here, and given a function only where two things are so.

The school chose a function for that role of the package, and somebody who may give functions says so for this file. A
file makes no accounts; who has none yet is told. Nobody loses a function by a file.
"""

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from leerrecht.access.models import User
from leerrecht.access.roles import ROLES
from leerrecht.enrolment.domain.classes import join_team
from leerrecht.enrolment.models import ClassGroup, ClassTeam
from leerrecht.exchange.domain import differences
from leerrecht.exchange.domain.roster import tables
from leerrecht.exchange.domain.roster.lines import Line, fault
from leerrecht.exchange.domain.roster.work import DAY, Work, one
from leerrecht.law import calendar
from leerrecht.organisations.domain.memberships import appoint
from leerrecht.organisations.models import Membership, School
from leerrecht.people.domain.names import fold

TEACHER = "teacher"


class _Seat(NamedTuple):
    """Somebody in a role at a school of ours, as one row of roles.csv says it."""

    line: Line
    school: School
    function: str


def take_staff(work: Work, *, appoint_them: bool) -> None:
    """Tell which functions and classes the zip has for staff, and give them with ``appoint_them``."""
    if not work.functions:
        return
    for line in work.roster.of(tables.ROLES).values():
        for seat in _seats(work, line):
            with one(work, line):
                _take(work, seat, appoint_them=appoint_them)
    for line in work.roster.of(tables.ENROLLMENTS).values():
        if line["role"] == TEACHER:
            with one(work, line):
                _take_class(work, line, appoint_them=appoint_them)
    _tell_missing(work)


def _seats(work: Work, line: Line) -> list[_Seat]:
    """What a row of roles.csv says of our schools; a row of somebody who left may mean each of them."""
    org = line["orgSourcedId"]
    if org in work.schools:
        schools = [school for school in (work.schools[org],) if school is not None]
    else:
        schools = list(work.known.schools.values())
    found = [
        _Seat(line, school, function)
        for school in schools
        if (function := work.functions.get(school.pk, {}).get(line["role"]))
    ]
    if found and org not in work.schools and not line.gone:
        told = _("orgs.csv zit niet in deze zip, dus is de school niet gekend. Neem orgs.csv mee.")
        work.tally.refuse(line.number, list(line.values.values()), fault(line, "orgSourcedId", told))
        return []
    return found


def _take(work: Work, seat: _Seat, *, appoint_them: bool) -> None:
    line, school = seat.line, seat.school
    user = work.roster.of(tables.USERS).get(line["userSourcedId"])
    account = _account(work, line["userSourcedId"], user)
    name = ROLES[seat.function].name
    here = None
    if account is not None:
        work.accounts[line["userSourcedId"]] = account
        here = _memberships(work, account, school).filter(role=seat.function).first()
    end = line.day("endDate")
    left = line.gone or (user is not None and (user.gone or user["enabledUser"] == "false"))
    if left or (end is not None and end <= work.today):
        if here is not None and account is not None:
            work.changes.add(differences.GONE, _who(account), _("Functie"), name)
        return
    if here is not None:
        work.tally.count(changed=False)
        return
    first, last = max(line.day("beginDate") or work.today, work.today), end - DAY if end is not None else None
    after = _("%(function)s vanaf %(day)s") % {"function": name, "day": differences.shown(first)}
    if account is None:
        if user is not None:
            who = f"{user['givenName']} {user['familyName']}"
            after = _("%(function)s; nog geen account. Maak het bij “Wie werkt er”.") % {"function": name}
            work.changes.add(differences.NO_ACCOUNT, who, _("Functie"), "", after)
        return
    if appoint_them:
        appoint(by=work.by, user=account, organisation=school, role=seat.function, first=first, last=last)
        work.tally.count(changed=True)
    work.changes.add(differences.NEW if appoint_them else differences.STAFF, _who(account), _("Functie"), "", after)


def _memberships(work: Work, account: User, school: School) -> "QuerySet[Membership]":
    """What somebody does at a school today or later."""
    lasts = Q(period__endswith=None) | Q(period__endswith__gt=work.today)
    return Membership.objects.filter(lasts, user=account, organisation=school.pk)


def _tell_missing(work: Work) -> None:
    """Whom a complete zip names in no role any more: told, and left for a person to end."""
    roster = work.roster
    if not roster.full(tables.USERS, tables.ROLES) or roster.lost.get(tables.USERS) or roster.lost.get(tables.ROLES):
        return
    named = {line["userSourcedId"] for line in roster.of(tables.ROLES).values()}
    covered = {school.pk: school for school in work.schools.values() if school is not None}
    for key, account in work.linked_users.items():
        for school in covered.values() if key not in named else ():
            given = set(work.functions.get(school.pk, {}).values())
            for membership in _memberships(work, account, school).filter(role__in=given):
                work.changes.add(differences.GONE, _who(account), _("Functie"), ROLES[membership.role].name)


def _take_class(work: Work, line: Line, *, appoint_them: bool) -> None:
    """The class of a teacher: with it come its pupils, so it is given as a function is."""
    group = work.groups.get(line["classSourcedId"])
    if group is None or TEACHER not in work.functions.get(group.school.pk, {}):
        return
    account = work.accounts.get(line["userSourcedId"]) or work.linked_users.get(line["userSourcedId"])
    stored = work.known.classes.get((group.school.pk, group.year, group.name))
    if account is None or stored is None:
        return
    mine = ClassTeam.objects.filter(class_group=stored, user=account, period__endswith__gt=work.today)
    if line.gone:
        if mine.exists():
            work.changes.add(differences.GONE, _who(account), _("Klas"), stored.name)
        return
    first, last = _days(work, line, stored)
    if mine.exists() or last < first:
        return
    if appoint_them:
        join_team(
            by=work.by, class_group=stored, user=account, first=first, last=last, titular=line["primary"] == "true"
        )
        work.tally.count(changed=True)
    after = _("%(name)s vanaf %(day)s") % {"name": stored.name, "day": differences.shown(first)}
    work.changes.add(differences.NEW if appoint_them else differences.STAFF, _who(account), _("Klas"), "", after)


def _days(work: Work, line: Line, group: ClassGroup) -> tuple[date, date]:
    """From today on at the earliest: nobody gets days that are over."""
    begin, end = calendar.first_day(group.school_year), calendar.last_day(group.school_year)
    given = line.day("endDate")
    last = min(end, given - DAY) if given is not None else end
    return max(line.day("beginDate") or begin, begin, work.today), last


def _account(work: Work, key: str, user: Line | None) -> User | None:
    """The account of somebody: as it was known before, else of the same user name or e-mail and the same surname."""
    if key in work.linked_users or user is None:
        return work.linked_users.get(key)
    staff = User.objects.filter(pupil_account=None, is_active=True)
    found = staff.filter(username__iexact=user["username"]).first()
    if found is None and user["email"]:
        several = list(staff.filter(email__iexact=user["email"])[:2])
        found = several[0] if len(several) == 1 else None
    if found is not None and fold(found.last_name) != fold(user["familyName"]):
        raise fault(
            user, "username",
            _("het account “%(username)s” is hier van iemand met een andere naam. Kijk na wie bedoeld is.")
            % {"username": found.username},
        )  # fmt: skip
    return found


def _who(account: User) -> str:
    return f"{account.first_name} {account.last_name}".strip() or account.username
