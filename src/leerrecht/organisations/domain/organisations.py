"""Boards, schools, CLBs: making and changing them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import period
from leerrecht.organisations.models import (
    Board,
    Centre,
    Location,
    Organisation,
    OrganisationKind,
    School,
    SchoolGroup,
    SchoolKind,
    Service,
)

# What a school settles for itself; the rest identifies it and is changed by the operator.
SETTINGS = frozenset({"moment_vm", "moment_nm"})
# Kinds with nothing but a name.
SERVICES = {
    kind.value: kind.label
    for kind in OrganisationKind
    if kind not in (OrganisationKind.BOARD, OrganisationKind.SCHOOL, OrganisationKind.CENTRE, OrganisationKind.OPERATOR)
}


def _operator(by: Principal) -> str:
    if by.system or by.can(acts.ORGANISATION_CREATE):
        return by.why(acts.ORGANISATION_CREATE)
    raise policy.Denied(_("Alleen de beheerder maakt of wijzigt organisaties."))


def _names(name: str) -> dict[str, Any]:
    return {
        "organisation_name_unique_but_for_schools": {
            "name": _("Er is al een organisatie met de naam “%(name)s”. Kies een andere naam.") % {"name": name}
        }
    }


def _numbers(number: str) -> dict[str, Any]:
    def taken() -> dict[str, str]:
        school = School.objects.get(number=number)
        return {
            "number": _("Instellingsnummer %(number)s is al van %(school)s. Kijk het nummer na.")
            % {"number": number, "school": school.name}
        }

    return {
        "organisations_school_number_key": taken,
        "school_moments_differ": {
            "moment_nm": _("Voormiddag en namiddag kunnen niet hetzelfde lesmoment hebben. Kies twee verschillende.")
        },
    }


@transaction.atomic
def create_board(*, by: Principal, name: str) -> Board:
    """A new schoolbestuur. Raises ValidationError where the name is taken."""
    why = _operator(by)
    board = Board(kind=OrganisationKind.BOARD, name=name)
    board.clean_fields(exclude=["organisation"])
    with refusals(_names(name)):
        board.save()
    log.record(by=by, act="board.create", on=board, organisation_id=board.pk, why=why)
    return board


@transaction.atomic
def create_centre(*, by: Principal, name: str) -> Centre:
    """A new CLB. Raises ValidationError where the name is taken."""
    why = _operator(by)
    centre = Centre(kind=OrganisationKind.CENTRE, name=name)
    centre.clean_fields(exclude=["organisation"])
    with refusals(_names(name)):
        centre.save()
    log.record(by=by, act="centre.create", on=centre, organisation_id=centre.pk, why=why)
    return centre


@transaction.atomic
def create_operator(*, by: Principal, name: str) -> Organisation:
    """The organisation of those who run this installation; the first one is made on the command line."""
    why = _operator(by)
    operator = Organisation(kind=OrganisationKind.OPERATOR, name=name)
    operator.clean_fields()
    with refusals(_names(name)):
        operator.save()
    log.record(by=by, act="operator.create", on=operator, organisation_id=operator.pk, why=why)
    return operator


@transaction.atomic
def create_service(*, by: Principal, kind: str, name: str) -> Organisation:
    """A partner, support service, platform or authority: no board, school or CLB. Raises ValidationError."""
    why = _operator(by)
    if kind not in SERVICES:
        raise ValidationError({"kind": _("Kies uit de lijst welke soort organisatie dit is.")})
    service = Organisation(kind=kind, name=name)
    service.clean_fields()
    with refusals(_names(name)):
        service.save()
    log.record(by=by, act="service.create", on=service, organisation_id=service.pk, why=why)
    return service


@transaction.atomic
def create_school(
    *,
    by: Principal,
    board: Board,
    number: str,
    name: str,
    level: str,
    school_kind: str = SchoolKind.GEWOON,
    moment_vm: int = 1,
    moment_nm: int = 6,
) -> School:
    """A new school of a board. Raises ValidationError for a bad or taken institution number."""
    why = _operator(by)
    school = School(
        kind=OrganisationKind.SCHOOL,
        board=board,
        number=number,
        name=name,
        level=level,
        school_kind=school_kind,
        moment_vm=moment_vm,
        moment_nm=moment_nm,
    )
    school.clean_fields(exclude=["organisation"])
    with refusals(_numbers(number)):
        school.save()
    log.record(by=by, act="school.create", on=school, organisation_id=school.pk, why=why)
    return school


@transaction.atomic
def change_school(*, by: Principal, school: School, **changes: Any) -> School:
    """Change fields of a school: its moments by the school itself, what identifies it by the operator.

    ``changes`` are names of fields of :class:`School`. Raises ValidationError, Denied.
    """
    why = policy.require_at(by, acts.SCHOOL_MANAGE, school.pk)
    changed = sorted(name for name, value in changes.items() if getattr(school, name) != value)
    if not changed:
        return school
    if set(changed) - SETTINGS:
        why = _operator(by)
    for name in changed:
        setattr(school, name, changes[name])
    school.clean_fields(exclude=["organisation"])
    with refusals(_numbers(school.number)):
        school.save()
    log.record(
        by=by, act=acts.SCHOOL_MANAGE, on=school, organisation_id=school.pk, why=why, detail={"changed": changed}
    )
    return school


@transaction.atomic
def create_location(*, by: Principal, school: School, number: str, name: str, address: str = "") -> Location:
    """A vestigingsplaats of a school. Raises ValidationError where the number is taken."""
    return _save_location(by=by, location=Location(school=school, number=number, name=name, address=address))


@transaction.atomic
def change_location(*, by: Principal, location: Location, number: str, name: str, address: str = "") -> Location:
    """Change number, name or address. Raises ValidationError where the number is taken."""
    location.number, location.name, location.address = number, name, address
    return _save_location(by=by, location=location)


def _save_location(*, by: Principal, location: Location) -> Location:
    why = policy.require_at(by, acts.SCHOOL_MANAGE, location.school_id)
    location.clean_fields()
    taken = _("De school heeft al een vestigingsplaats met nummer %(number)s.") % {"number": location.number}
    with refusals({"location_number_per_school": {"number": taken}}):
        location.save()
    log.record(by=by, act=acts.SCHOOL_MANAGE, on=location, organisation_id=location.school_id, why=why)
    return location


@transaction.atomic
def remove_location(*, by: Principal, location: Location) -> None:
    """Take a vestigingsplaats away; classes and enrolments there stay, without a place."""
    why = policy.require_at(by, acts.SCHOOL_MANAGE, location.school_id)
    log.record(by=by, act="location.remove", on=location, organisation_id=location.school_id, why=why)
    location.delete()


@transaction.atomic
def form_group(*, by: Principal, name: str, schools: Iterable[School]) -> SchoolGroup:
    """Let schools act as one; a group of that name is used if it is there and all in it may be managed."""
    group, _new = SchoolGroup.objects.get_or_create(name=name)
    joining = list(schools)
    for school in [*joining, *group.schools.all()]:
        policy.require_at(by, acts.SCHOOL_MANAGE, school.pk)
    for school in joining:
        school.group = group
        school.save(update_fields=["group"])
        why = by.why(acts.SCHOOL_MANAGE, school.pk)
        log.record(by=by, act="school.group", on=school, organisation_id=school.pk, why=why, detail={"group": group.pk})
    return group


@transaction.atomic
def leave_group(*, by: Principal, school: School) -> School:
    """Let a school act on its own again; a group that is left with nobody goes."""
    why = policy.require_at(by, acts.SCHOOL_MANAGE, school.pk)
    group = school.group
    if group is None:
        return school
    school.group = None
    school.save(update_fields=["group"])
    if not group.schools.exists():
        group.delete()
    log.record(by=by, act="school.group", on=school, organisation_id=school.pk, why=why, detail={"group": None})
    return school


@transaction.atomic
def serve_school(*, by: Principal, centre: Centre, school: School, first: date, last: date | None = None) -> Service:
    """A CLB serves a school from a day on; the one that served it until then ends the day before.

    Raises ValidationError where another CLB's period begins on or after that day.
    """
    why = policy.require_at(by, acts.SCHOOL_MANAGE, school.pk)
    span = period(first, last)
    running = Service.objects.filter(school=school, period__contains=first).exclude(period__startswith=first).first()
    if running is not None:
        running.period = type(span)(running.period.lower, first)
        running.save(update_fields=["period"])
    overlap = _("Een ander CLB begeleidt deze school al in die periode. Kies een latere eerste dag.")
    with refusals({"service_one_centre_at_a_time": {"first": overlap}}):
        service = Service.objects.create(centre=centre, school=school, period=span)
    log.record(by=by, act="school.serve", on=service, organisation_id=school.pk, why=why, detail={"centre": centre.pk})
    return service
