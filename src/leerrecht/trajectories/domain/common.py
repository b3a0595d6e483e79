"""What the verbs of this room share."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leerrecht.access.compartments import Clb
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.organisations.models import Membership, Service
from leerrecht.people.models import Grant, GrantKind
from leerrecht.trajectories.models import Signal
from leerrecht.trajectories.rules import OF_CENTRE


def words(text: str) -> str:
    return " ".join(text.split())


def centre_of(school_id: int, on: date) -> int:
    """The CLB that serves a school. Raises ``ValidationError`` where none does."""
    found = Service.objects.filter(school_id=school_id, period__contains=on).values_list("centre_id", flat=True).first()
    if found is None:
        raise ValidationError(_("Geen CLB begeleidt deze school vandaag. Vraag de beheerder om dat na te kijken."))
    return found


def worker(user_id: int | None, centre_id: int, on: date) -> User:
    """Somebody who works at the centre today. Raises ``ValidationError`` at ``who``."""
    works = Membership.objects.filter(
        user_id=user_id or 0, organisation_id=centre_id, role__in=OF_CENTRE, period__contains=on, user__is_active=True
    )
    found = works.select_related("user").first()
    if found is None:
        raise ValidationError({"who": _("Kies iemand die vandaag bij het CLB werkt.")})
    return found.user


def _live(kind: GrantKind, pupil_id: int, on: date) -> QuerySet[Grant]:
    return Grant.objects.filter(kind=kind, pupil_id=pupil_id, withdrawn_at=None, period__contains=on)


def on_case(user_id: int | None, pupil_id: int, centre_id: int, on: date) -> bool:
    """Whether somebody works on the pupil's case for the centre. Ask it beyond the wall, with the vault ``clb``."""
    return _live(GrantKind.CASE, pupil_id, on).filter(user_id=user_id or 0, organisation_id=centre_id).exists()


def trusted(pupil_id: int, on: date) -> QuerySet[Grant]:
    """Trust persons of a pupil today. Ask it beyond the wall, with the vault ``leerling``."""
    return _live(GrantKind.TRUST, pupil_id, on)


def require_past(by: Principal, **days: date | None) -> None:
    """Raises ``ValidationError`` by field for a day in the future."""
    wrong = {
        name: _("De dag ligt in de toekomst. Leg vast wat al gebeurd is.")
        for name, day in days.items()
        if day is not None and day > by.on
    }
    if wrong:
        raise ValidationError(wrong)


def vaults_of(signal: Signal) -> list[str]:
    """Who reads in the log what was done with a signal: of one that the school does not know, only the CLB."""
    return [] if signal.shared else [Clb.key]


def refuse(*rules: tuple[bool, str, Callable[[], str] | str]) -> None:
    """Raise ``ValidationError`` with the message of each rule that holds, at its field."""
    wrong = {name: message() if callable(message) else message for holds, name, message in rules if holds}
    if wrong:
        raise ValidationError(wrong)
