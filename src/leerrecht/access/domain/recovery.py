"""Giving somebody back an account whose password or second step is lost: by two people, never by e-mail alone.

Each of the two vouches for it and hands over a code of their own, at the desk. The account's user
needs all the codes to choose a new password, so that nobody takes over an account alone. Together the
two must manage every organisation where the account has a role.
"""

from collections.abc import Iterable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import accounts, codes, log
from leerrecht.access.models import Recovery, RecoveryApproval, Session, User
from leerrecht.access.principal import Principal, principal_of

LASTS = timedelta(hours=48)
PEOPLE = 2


@transaction.atomic
def request_recovery(*, by: Principal, account: User, reason: str) -> tuple[Recovery, str]:
    """Begin a recovery and vouch for it; returns it with the code of ``by``, which is kept nowhere.

    Raises ValidationError where one runs already or the account is closed; Denied.
    """
    why = _require(by, account)
    now = timezone.now()
    User.objects.select_for_update().get(pk=account.pk)
    _open(account).filter(until__lte=now).update(withdrawn_at=now)
    if _open(account).exists():
        raise ValidationError(_("Voor dit account loopt al een herstel. Keur dat goed, of stop het eerst."))
    if not account.is_active:
        raise ValidationError(_("Dit account is niet actief. Maak het eerst weer actief."))
    recovery = Recovery.objects.create(account=account, reason=reason, at=now, until=now + LASTS)
    log.record(by=by, act="recovery.request", on=account, why=why)
    return recovery, _approve(by, recovery)


@transaction.atomic
def approve_recovery(*, by: Principal, recovery: Recovery) -> str:
    """Vouch for a recovery that somebody else asked for; returns the code of ``by``, which is kept nowhere.

    Raises ValidationError where it ended or ``by`` vouched for it already; Denied.
    """
    why = _require(by, recovery.account)
    found = Recovery.objects.select_for_update().get(pk=recovery.pk)
    if not is_open(found):
        raise ValidationError(_("Dit herstel is afgelopen of gestopt. Begin een nieuw."))
    if found.approvals.filter(by=by.user_id).exists():
        raise ValidationError(_("U keurde dit herstel al goed. Iemand anders moet het ook doen."))
    log.record(by=by, act="recovery.approve", on=found.account, why=why)
    return _approve(by, found)


@transaction.atomic
def withdraw_recovery(*, by: Principal, recovery: Recovery) -> Recovery:
    """Stop a recovery: whoever manages the account, or its own user, who did not ask for it. Raises Denied."""
    why = "eigen account" if by.user_id == recovery.account_id else _require(by, recovery.account)
    recovery.withdrawn_at = timezone.now()
    recovery.save(update_fields=["withdrawn_at"])
    log.record(by=by, act="recovery.withdraw", on=recovery.account, why=why)
    return recovery


@transaction.atomic
def finish_recovery(*, username: str, given: Iterable[str], password: str) -> User:
    """Choose a new password with the codes of the people who vouched; the second step is set up anew.

    The password, every second step and every link with a school's own sign-in are replaced or removed and all
    sign-ins end. Raises ValidationError: with the same words for an unknown account and for wrong codes.
    """
    recovery = (
        Recovery.objects.select_for_update(of=("self",))
        .select_related("account")
        .filter(account__username__iexact=username.strip(), account__is_active=True)
        .filter(used_at__isnull=True, withdrawn_at__isnull=True, until__gt=timezone.now())
        .first()
    )
    if recovery is None or not _all_given(recovery, given):
        raise ValidationError(
            {
                "codes": _(
                    "De gebruikersnaam of de codes kloppen niet, of het herstel is afgelopen. "
                    "Typ alle codes die u kreeg, met een spatie ertussen."
                )
            }
        )
    account = recovery.account
    if still := lacking(recovery):
        raise ValidationError({"codes": still})
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise ValidationError({"password1": error.messages}) from error
    begin_anew(account, password)
    recovery.used_at = timezone.now()
    recovery.save(update_fields=["used_at"])
    by = Principal(name=account.username, user_id=account.pk)
    log.record(by=by, act="recovery.finish", on=account, why="eigen account")
    return account


def begin_anew(account: User, password: str) -> None:
    """A new password, and nothing left of the ways of signing in of before."""
    account.set_password(password)
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account).delete()
    SocialAccount.objects.filter(user=account).delete()
    Session.objects.filter(account_id=account.pk).delete()


def is_open(recovery: Recovery) -> bool:
    return recovery.used_at is None and recovery.withdrawn_at is None and recovery.until > timezone.now()


def lacking(recovery: Recovery) -> str:
    """What is still needed before the codes count, in words; empty where nothing is.

    Asked of who manages what today: the word of somebody who lost the role since does not count.
    """
    today, still = timezone.localdate(), _("Nog iemand anders die dit account beheert, moet het herstel goedkeuren.")
    people = [approval.by for approval in recovery.approvals.all() if approval.by.is_active]
    if len(people) < PEOPLE:
        # Known without asking who manages what: a list of those that wait costs nothing for each.
        return still
    vouching = [principal_of(user_id=person.pk, name=person.username, on=today) for person in people]
    vouching = [person for person in vouching if policy.may(person, acts.MEMBER_MANAGE, recovery.account)]
    if len(vouching) < PEOPLE:
        return still
    uncovered: set[str] = set.intersection(*(set(accounts.elsewhere(recovery.account, person)) for person in vouching))
    if uncovered:
        return _("Ook iemand van %(places)s moet het herstel goedkeuren.") % {"places": ", ".join(sorted(uncovered))}
    return ""


def open_recoveries(by: Principal) -> QuerySet[Recovery]:
    """Recoveries that run now, of accounts that ``by`` manages, the oldest first."""
    managed = policy.visible(User, to=by, act=acts.MEMBER_MANAGE)
    return (
        Recovery.objects.filter(account__in=managed, used_at__isnull=True, withdrawn_at__isnull=True)
        .filter(until__gt=timezone.now())
        .select_related("account")
        .prefetch_related("approvals__by")
        .order_by("at", "pk")
    )


def own_recovery(by: Principal) -> Recovery | None:
    """The recovery that somebody began for the account of ``by`` itself."""
    found = Recovery.objects.filter(account=by.user_id, used_at__isnull=True, withdrawn_at__isnull=True)
    return found.filter(until__gt=timezone.now()).prefetch_related("approvals__by").first()


def _open(account: User) -> QuerySet[Recovery]:
    return Recovery.objects.filter(account=account, used_at__isnull=True, withdrawn_at__isnull=True)


def _require(by: Principal, account: User) -> str:
    why = policy.require(by, acts.MEMBER_MANAGE, account)
    if by.user_id is None or by.user_id == account.pk:
        raise policy.Denied(_("Voor een herstel staan twee andere mensen in, met een eigen account."))
    return why


def _approve(by: Principal, recovery: Recovery) -> str:
    person = User.objects.get(pk=int(by.user_id or 0))
    code = codes.spoken(2)
    trace = codes.trace(_purpose(recovery), code)
    RecoveryApproval.objects.create(recovery=recovery, by=person, at=timezone.now(), code=trace)
    return code


def _purpose(recovery: Recovery) -> str:
    return f"leerrecht.herstel.{recovery.pk}"


def _all_given(recovery: Recovery, typed: Iterable[str]) -> bool:
    """Whether every code was given; all are compared, so that the time taken tells nothing."""
    given = list(typed)
    asked = list(recovery.approvals.values_list("code", flat=True))
    found = [[codes.matches(_purpose(recovery), code, kept) for code in given] for kept in asked]
    return len(given) == len(asked) and all(any(row) for row in found)
