"""The beginning of an installation: a link for one use, the first organisation and the first account."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access.domain import codes, log, users
from leerrecht.access.models import User
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Beheerder
from leerrecht.operations.models import BeginLink
from leerrecht.organisations.domain import memberships, organisations
from leerrecht.organisations.models import Organisation, SchoolKind

OPERATOR = "Beheer van Leerrecht"
LASTS = timedelta(hours=24)
_PURPOSE = "leerrecht.begin"


@dataclass(frozen=True, slots=True)
class Person:
    """The first administrator, who chooses the password."""

    username: str
    first_name: str
    last_name: str
    password: str


@dataclass(frozen=True, slots=True)
class Place:
    """What begins here: a first school with its board, or a CLB; a CLB beside a school serves it from today."""

    board: str = ""
    number: str = ""
    school: str = ""
    level: str = ""
    school_kind: str = SchoolKind.GEWOON
    centre: str = ""


def is_new() -> bool:
    """Whether nobody and nothing is here yet."""
    return not User.objects.exists() and not Organisation.objects.exists()


@transaction.atomic
def make_link(*, by: Principal) -> str:
    """A code for the page of the beginning, which is kept nowhere; the former one counts no more.

    Raises ValidationError where somebody or something is here already; Denied.
    """
    _require(by)
    if not is_new():
        raise ValidationError(_("Hier is al een account of een organisatie."))
    BeginLink.objects.all().delete()
    code, now = codes.spoken(4), timezone.now()
    link = BeginLink.objects.create(trace=codes.trace(_PURPOSE, code), made_at=now, until=now + LASTS)
    log.record(by=by, act="begin.link", on=link)
    return code


def is_open(code: str) -> bool:
    """Whether this code opens the page of the beginning: never once there is an account."""
    found = BeginLink.objects.filter(until__gt=timezone.now()).first()
    return found is not None and codes.matches(_PURPOSE, code, found.trace) and is_new()


@transaction.atomic
def begin(*, by: Principal, code: str, person: Person, place: Place) -> User:
    """Make the first organisations and the first account, all or nothing; the link is used up.

    Raises ValidationError with the names of the fields of ``person`` and ``place``; Denied.
    """
    _require(by)
    # Two who send the page at once wait for each other here; the second finds no link.
    links = list(BeginLink.objects.select_for_update())
    if not links or not is_open(code):
        raise ValidationError(_("Deze link is gebruikt of verlopen. Maak op de server een nieuwe: leerrecht begin"))
    user = User(username=person.username, first_name=person.first_name, last_name=person.last_name)
    with _named(username="username", first_name="first_name", last_name="last_name"):
        user.clean_fields(exclude=["password"])
    try:
        validate_password(person.password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    operator = organisations.create_operator(by=by, name=OPERATOR)
    _make(by, place)
    made = users.create_user(
        by=by, username=person.username, first_name=person.first_name, last_name=person.last_name,
        password=person.password,
    )  # fmt: skip
    memberships.appoint(by=by, user=made, organisation=operator, role=Beheerder.key, first=timezone.localdate())
    BeginLink.objects.all().delete()
    log.record(by=by, act="begin.done", on=made)
    return made


def _make(by: Principal, place: Place) -> None:
    if not place.school and not place.centre:
        raise ValidationError({"start": _("Kies met welke school of welk CLB u begint.")})
    centre = None
    if place.centre:
        with _named(name="centre"):
            centre = organisations.create_centre(by=by, name=place.centre)
    if not place.school:
        return
    with _named(name="board"):
        board = organisations.create_board(by=by, name=place.board)
    with _named(name="school"):
        school = organisations.create_school(
            by=by, board=board, number=place.number, name=place.school, level=place.level,
            school_kind=place.school_kind,
        )  # fmt: skip
    if centre is not None:
        organisations.serve_school(by=by, centre=centre, school=school, first=timezone.localdate())


@contextmanager
def _named(**fields: str) -> Iterator[None]:
    """What a verb refuses at its own field, is refused at ours."""
    try:
        yield
    except ValidationError as error:
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        raise ValidationError({fields.get(name, name): messages for name, messages in found.items()}) from error


def _require(by: Principal) -> None:
    if not by.system:
        raise Denied(_("Dit gebeurt alleen bij het begin van een installatie."))
