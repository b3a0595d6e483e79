"""Who works where, in which role and from when to when."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import codes, log, users
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.access.roles import ROLES, Beheerder
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import in_words, last_day, period
from leerrecht.organisations.models import Membership, Organisation, OrganisationKind


@transaction.atomic
def appoint(
    *, by: Principal, user: User, organisation: Organisation, role: str, first: date, last: date | None = None
) -> Membership:
    """Give a user a role at an organisation for a period (``last`` None: until further notice).

    ``organisation`` may be a School, Board or Centre as well. Raises ValidationError where the
    role belongs to another kind of organisation or the user has it then already; Denied.
    """
    place = Organisation(pk=organisation.pk, kind=organisation.kind, name=organisation.name)
    why = policy.require(by, acts.MEMBER_MANAGE, place)
    wanted = ROLES.get(role)
    if wanted is None or wanted.organisation_kind != place.kind:
        raise ValidationError(
            {
                "role": _("De functie “%(role)s” bestaat niet bij %(kind)s.")
                % {"role": wanted.name if wanted else role, "kind": OrganisationKind(place.kind).label}
            }
        )
    twice = _("%(user)s heeft deze functie hier al in (een deel van) die periode.") % {"user": user}
    membership = Membership(user=user, organisation_id=place.pk, role=role, period=period(first, last))
    with refusals({"membership_once_at_a_time": {"first": twice}}):
        membership.save()
    log.record(
        by=by,
        act=acts.MEMBER_MANAGE,
        on=membership,
        organisation_id=place.pk,
        why=why,
        detail={"user": user.pk, "role": role},
    )
    return membership


@transaction.atomic
def appoint_new(
    *,
    by: Principal,
    username: str,
    first_name: str,
    last_name: str,
    organisation: Organisation,
    role: str,
    first: date,
    last: date | None = None,
) -> tuple[Membership, str]:
    """Make an account and appoint it; returns the membership and the password, which is kept nowhere.

    Raises ValidationError where the username is taken, and as :func:`appoint`.
    """
    policy.require(by, acts.MEMBER_MANAGE, Organisation(pk=organisation.pk))
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError(
            {
                "username": _("De gebruikersnaam “%(name)s” bestaat al. Kies een andere, of kies “bestaand account”.")
                % {"name": username}
            }
        )
    password = new_password()
    user = users.create_user(by=by, username=username, first_name=first_name, last_name=last_name, password=password)
    membership = appoint(by=by, user=user, organisation=organisation, role=role, first=first, last=last)
    return membership, password


def new_password() -> str:
    """Twenty letters and digits without look-alikes, in groups so that they can be read aloud."""
    return codes.spoken(4)


@transaction.atomic
def end_membership(*, by: Principal, membership: Membership, last: date) -> Membership:
    """The role ends after ``last``. Raises ValidationError before its first day, or for the only operator."""
    why = policy.require(by, acts.MEMBER_MANAGE, membership)
    first = membership.period.lower
    if last < first:
        raise ValidationError(
            {
                "last": _("De functie begon op %(first)s; de laatste dag kan niet vroeger zijn.")
                % {"first": in_words(first)}
            }
        )
    if membership.role == Beheerder.key and not _another_operator(membership, last):
        raise ValidationError({"last": _("Dit is de enige beheerder. Stel eerst een andere beheerder aan.")})
    ends = last_day(membership.period)
    if ends is not None and last > ends:
        raise ValidationError(
            {
                "last": _("De functie eindigt al op %(last)s. Stel opnieuw aan om te verlengen.")
                % {"last": in_words(ends)}
            }
        )
    membership.period = period(first, last)
    membership.save(update_fields=["period"])
    log.record(
        by=by,
        act=acts.MEMBER_MANAGE,
        on=membership,
        organisation_id=membership.organisation_id,
        why=why,
        detail={"last": last.isoformat()},
    )
    return membership


def _another_operator(membership: Membership, last: date) -> bool:
    return (
        Membership.objects.filter(role=Beheerder.key, period__endswith=None, user__is_active=True)
        .exclude(pk=membership.pk)
        .filter(period__startswith__lte=last)
        .exists()
    )
