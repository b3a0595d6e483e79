"""Classes and who teaches them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import ClassGroup, ClassTeam
from leerrecht.law import calendar
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import DAY, in_words
from leerrecht.organisations.models import Location, Membership, School


@transaction.atomic
def create_class(
    *,
    by: Principal,
    school: School,
    school_year: int,
    name: str,
    location: Location | None = None,
    grade: int | None = None,
) -> ClassGroup:
    """A class of a school in a school year. Raises ValidationError where the name is taken; Denied."""
    why = policy.require_at(by, acts.SCHOOL_MANAGE, school.pk)
    group = ClassGroup(school=school, school_year=school_year, name=name, location=location, grade=grade)
    _save(group)
    log.record(by=by, act="class.create", on=group, organisation_id=school.pk, why=why)
    return group


@transaction.atomic
def edit_class(*, by: Principal, class_group: ClassGroup, **changes: Any) -> ClassGroup:
    """Change name, location or grade of a class. Raises ValidationError, Denied."""
    why = policy.require_at(by, acts.SCHOOL_MANAGE, class_group.school_id)
    if unknown := set(changes) - {"name", "location", "grade"}:
        raise TypeError(f"no fields of a class to change: {', '.join(sorted(unknown))}")
    for name, value in changes.items():
        setattr(class_group, name, value)
    _save(class_group)
    log.record(by=by, act="class.edit", on=class_group, organisation_id=class_group.school_id, why=why)
    return class_group


@transaction.atomic
def delete_class(*, by: Principal, class_group: ClassGroup) -> None:
    """Take away a class in which nobody sits or sat. Raises ValidationError otherwise; Denied."""
    why = policy.require_at(by, acts.SCHOOL_MANAGE, class_group.school_id)
    number = class_group.placements.count()
    log.record(by=by, act="class.delete", on=class_group, organisation_id=class_group.school_id, why=why)
    try:
        class_group.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("In %(name)s zitten of zaten %(number)s leerlingen. Zet hen eerst in een andere klas.")
            % {"name": class_group.name, "number": number}
        ) from error


@transaction.atomic
def set_team(
    *,
    by: Principal,
    class_group: ClassGroup,
    members: Iterable[tuple[User, bool]],
    first: date | None = None,
) -> list[ClassTeam]:
    """The team of a class is these (user, titular) from ``first`` (start of the year); who is not named leaves."""
    policy.require_at(by, acts.SCHOOL_MANAGE, class_group.school_id)
    day = first or calendar.first_day(class_group.school_year)
    wanted = dict(members)
    for place in class_group.team.filter(period__endswith__gt=day):
        if wanted.get(place.user) == place.titular:
            del wanted[place.user]
        elif place.period.lower >= day:
            place.delete()
        else:
            leave_team(by=by, member=place, last=day - DAY)
    for user, titular in wanted.items():
        join_team(by=by, class_group=class_group, user=user, first=day, titular=titular)
    return list(class_group.team.order_by("pk"))


@transaction.atomic
def join_team(
    *,
    by: Principal,
    class_group: ClassGroup,
    user: User,
    first: date | None = None,
    last: date | None = None,
    titular: bool = False,
) -> ClassTeam:
    """Somebody who works at the school teaches the class, by default the whole school year.

    Raises ValidationError where the user has no role at the school then, teaches the class then
    already, or the days lie outside the school year; Denied.
    """
    why = policy.require_at(by, acts.SCHOOL_MANAGE, class_group.school_id)
    begin, end = calendar.first_day(class_group.school_year), calendar.last_day(class_group.school_year)
    first, last = first or begin, last or end
    if not begin <= first <= last <= end:
        raise ValidationError(
            {
                "first": _("Kies dagen binnen het schooljaar %(year)s, de laatste niet vóór de eerste.")
                % {"year": calendar.label(class_group.school_year)}
            }
        )
    period = DateRange(first, last + DAY)
    if not Membership.objects.filter(user=user, organisation=class_group.school_id, period__overlap=period).exists():
        raise ValidationError(
            {
                "user": _(
                    "%(user)s werkt in die periode niet aan deze school. Voeg eerst een functie toe bij “Wie werkt er”."
                )
                % {"user": user}
            }
        )
    if class_group.team.filter(user=user, period__overlap=period).exists():
        raise ValidationError(
            {"user": _("%(user)s heeft deze klas al in (een deel van) die periode.") % {"user": user}}
        )
    member = ClassTeam.objects.create(class_group=class_group, user=user, period=period, titular=titular)
    log.record(
        by=by,
        act="class.team",
        on=class_group,
        organisation_id=class_group.school_id,
        why=why,
        detail={"user": user.pk, "from": first.isoformat()},
    )
    return member


@transaction.atomic
def leave_team(*, by: Principal, member: ClassTeam, last: date) -> ClassTeam:
    """The teacher has the class until ``last``. Raises ValidationError outside their days; Denied."""
    group = member.class_group
    why = policy.require_at(by, acts.SCHOOL_MANAGE, group.school_id)
    if not member.period.lower <= last < member.period.upper:
        raise ValidationError(
            {
                "last": _("Kies een dag van %(first)s tot en met %(last)s.")
                % {"first": in_words(member.period.lower), "last": in_words(member.period.upper - DAY)}
            }
        )
    member.period = DateRange(member.period.lower, last + DAY)
    member.save(update_fields=["period"])
    log.record(
        by=by,
        act="class.team",
        on=group,
        organisation_id=group.school_id,
        why=why,
        detail={"user": member.user_id, "until": last.isoformat()},
    )
    return member


def _save(group: ClassGroup) -> None:
    group.name = group.name.strip()
    group.clean_fields(exclude=["school", "location"])
    if group.location is not None and group.location.school_id != group.school_id:
        raise ValidationError({"location": _("Deze vestigingsplaats is van een andere school.")})
    taken = _("Er is al een klas “%(name)s” in schooljaar %(year)s. Kies een andere naam.") % {
        "name": group.name,
        "year": calendar.label(group.school_year),
    }
    with refusals({"class_name_once": {"name": taken}}):
        group.save()
