"""Managing accounts without reading a file: closing, opening, ending sign-ins, the e-mail address.

An account belongs to everybody where it has a role, so only somebody who manages all those
organisations (or the operator) changes it; elsewhere the role is ended instead.
"""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.models import Session, User
from leerrecht.access.principal import Principal, principal_of


def runs_all(principal: Principal) -> bool:
    """Whether somebody manages members for the operator of the installation, and so everywhere."""
    return principal.system or any(
        seat.role.organisation_kind == "beheer" and acts.MEMBER_MANAGE in seat.role.acts for seat in principal.seats
    )


def places(account: User, by: Principal) -> dict[int, str]:
    """The organisations where the account has a role today, by key, with their names."""
    seats = principal_of(user_id=account.pk, name=account.username, on=by.on).seats
    return {seat.organisation_id: seat.organisation for seat in seats}


def elsewhere(account: User, by: Principal) -> list[str]:
    """Names of organisations of the account that ``by`` does not manage."""
    if runs_all(by):
        return []
    own = by.organisations(acts.MEMBER_MANAGE)
    return sorted(name for key, name in places(account, by).items() if key not in own)


def require_whole(by: Principal, account: User) -> str:
    """Raise Denied unless ``by`` manages every place of the account, and is somebody else; returns the ground."""
    why = policy.require(by, acts.MEMBER_MANAGE, account)
    if by.user_id == account.pk:
        raise policy.Denied(_("Dit is uw eigen account. Vraag het aan iemand anders."))
    if others := elsewhere(account, by):
        raise policy.Denied(
            _("Dit account heeft ook een functie bij %(others)s. Beëindig de functie bij u, of vraag het de beheerder.")
            % {"others": ", ".join(others)}
        )
    return why


@transaction.atomic
def close_account(*, by: Principal, account: User) -> User:
    """The account signs in no more, and is signed out everywhere. Raises Denied."""
    why = require_whole(by, account)
    account.is_active = False
    account.save(update_fields=["is_active"])
    count = _sign_out(account)
    log.record(by=by, act="user.close", on=account, why=why, detail={"sessions": count})
    return account


@transaction.atomic
def open_account(*, by: Principal, account: User) -> User:
    """A closed account signs in again. Raises Denied."""
    why = require_whole(by, account)
    account.is_active = True
    account.save(update_fields=["is_active"])
    log.record(by=by, act="user.open", on=account, why=why)
    return account


@transaction.atomic
def sign_out_everywhere(*, by: Principal, account: User) -> int:
    """End every sign-in of the account, such as after a lost laptop; returns how many. Raises Denied."""
    why = policy.require(by, acts.MEMBER_MANAGE, account)
    count = _sign_out(account)
    log.record(by=by, act="session.end", on=account, why=why, detail={"count": count})
    return count


@transaction.atomic
def set_email(*, by: Principal, account: User, email: str) -> User:
    """Write down the e-mail address by which a school's own sign-in may find the account; empty: by none.

    Raises ValidationError where it is no address or belongs to another account; Denied.
    """
    why = require_whole(by, account)
    email = email.strip()
    if email:
        validate_email(email)
        if User.objects.filter(email__iexact=email).exclude(pk=account.pk).exists():
            raise ValidationError({"email": _("Dit e-mailadres hoort al bij een ander account.")})
    account.email = email
    account.save(update_fields=["email"])
    log.record(by=by, act="user.email", on=account, why=why)
    return account


def _sign_out(account: User) -> int:
    count, _each = Session.objects.filter(account_id=account.pk).delete()
    return count
