"""Accounts of pupils and parents: made at the school's desk, with a letter; given back and withdrawn there too.

Nothing goes by e-mail. The letter carries a code that works once; who lost access comes to the desk for a new one.
"""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import codes, log, recovery, users
from leerrecht.access.models import Session, User
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.law.dates import add_years
from leerrecht.law.tables import waarde
from leerrecht.organisations.models import Membership
from leerrecht.people import rules
from leerrecht.people.domain import accounts
from leerrecht.people.domain.names import fold
from leerrecht.people.models import Contact, ContactAccount, Invitation, Pupil, PupilAccount

# Long enough for a letter that goes along in a school bag, and for the next meeting with parents.
LASTS = timedelta(days=21)
GROUPS = 3
_LONGEST_NAME = 40
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter says; the code is kept nowhere else."""

    account: PupilAccount | ContactAccount
    name: str
    code: str
    until: date


@transaction.atomic
def invite_pupil(*, by: Principal, pupil: Pupil) -> Letter:
    """Make the pupil's account, or give a new code for it, also after it was withdrawn.

    Raises ``Denied``; ``ValidationError`` for an account that is closed elsewhere.
    """
    why = policy.require(by, acts.ACCOUNT_LINK, pupil)
    account = PupilAccount.objects.select_for_update().filter(pupil=pupil).order_by("withdrawn_at", "-pk").first()
    if account is None:
        user = _new_user(by, pupil.first_name, pupil.last_name)
        account = accounts.link_pupil(by=by, user=user, pupil=pupil)
    return _letter(by, account, str(pupil), why)


@transaction.atomic
def invite_contact(*, by: Principal, contact: Contact) -> Letter:
    """The same for a parent before the law. Raises ``Denied``, ``ValidationError`` as :func:`refusal` says."""
    why = policy.require(by, acts.ACCOUNT_LINK, contact.pupil)
    if reason := refusal(contact, by.on, barred_names(contact.pupil_id)):
        raise ValidationError(reason)
    account = ContactAccount.objects.select_for_update().filter(contact=contact).order_by("withdrawn_at", "-pk").first()
    if account is None:
        first_name, _space, last_name = contact.name.partition(" ")
        user = _new_user(by, first_name, last_name)
        account = accounts.link_contact(by=by, user=user, contact=contact)
    return _letter(by, account, contact.name, why)


@transaction.atomic
def withdraw_account(*, by: Principal, account: PupilAccount | ContactAccount) -> PupilAccount | ContactAccount:
    """The account opens this pupil's file no more; it is closed where it opened nothing else.

    Raises ``Denied``, and ``ValidationError`` where that was done before.
    """
    pupil = pupil_of(account)
    why = policy.require(by, acts.ACCOUNT_LINK, pupil)
    if account.withdrawn_at is not None:
        raise ValidationError(_("Dit account is al ingetrokken."))
    now = timezone.now()
    account.withdrawn_at = now
    account.save(update_fields=["withdrawn_at"])
    closed = not opens_more(account.user, by.on)
    if closed:
        Invitation.objects.filter(user=account.user, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
        User.objects.filter(pk=account.user_id).update(is_active=False)
        Session.objects.filter(account_id=account.user_id).delete()
    log.record(
        by=by, act="account.withdraw", on=account, pupil_id=pupil.pk, why=why,
        detail={"user": account.user_id, "closed": closed},
    )  # fmt: skip
    return account


@transaction.atomic
def use_invitation(*, username: str, code: str, password: str) -> User:
    """Choose a password with the code of a letter: the first one, or a new one after access was lost.

    Every second step, link with a school and sign-in of before ends. Raises ``ValidationError``, with the same words
    for an unknown name, a wrong code and one that is over.
    """
    found = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(user__username__iexact=username.strip(), user__is_active=True)
        .filter(used_at=None, withdrawn_at=None, until__gt=timezone.now())
        .first()
    )
    # Compared for nobody too, so that the time taken tells nothing.
    right = codes.matches(_purpose(found.user_id if found else 0), code, found.code if found else "")
    if found is None or not right:
        raise ValidationError(
            {
                "code": _(
                    "De gebruikersnaam of de code klopt niet, of de code geldt niet meer. Kijk na wat op de brief "
                    "staat, of vraag op het secretariaat van de school een nieuwe brief."
                )
            }
        )
    user = found.user
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password1": error.messages}) from error
    recovery.begin_anew(user, password)
    found.used_at = timezone.now()
    found.save(update_fields=["used_at"])
    by = Principal(name=user.username, user_id=user.pk)
    log.record(by=by, act="invitation.use", on=user, why=_("eigen account"))
    return user


def barred_names(pupil_id: int) -> frozenset[str]:
    """Names, folded, of whom a judge keeps away from the pupil: one query."""
    return frozenset(
        fold(name) for name in Contact.objects.filter(pupil=pupil_id, barred=True).values_list("name", flat=True)
    )


def refusal(contact: Contact, on: date, barred: frozenset[str]) -> str:
    """Why this contact gets no account, in words; empty where it may.

    A judge's decision counts for everybody of the same name around the pupil: a record may be there twice.
    """
    if fold(contact.name) in barred:
        return _("De rechter verbiedt contact: deze persoon krijgt geen account en geen brief.")
    if contact.legal_role not in rules.PARENTAL:
        return _("Alleen ouders, voogden, pleegouders en wie de leerling onder zijn hoede heeft, lezen mee.")
    if add_years(contact.pupil.birth_date, waarde("leerplicht.einde")) <= on:
        return _("De leerling is meerderjarig en leest zelf: ouders krijgen geen account meer.")
    return ""


def opens_more(user: User, on: date) -> bool:
    """Whether an account opens a file, or has ever been that of somebody who works.

    Also a file of another school, which the desk that asks does not see.
    """
    with stand(command("wat een account opent", on)):
        return (
            PupilAccount.objects.filter(user=user, withdrawn_at=None).exists()
            or ContactAccount.objects.filter(user=user, withdrawn_at=None).exists()
            or Membership.objects.filter(user=user).exists()
        )


def pupil_of(account: PupilAccount | ContactAccount) -> Pupil:
    return account.pupil if isinstance(account, PupilAccount) else account.contact.pupil


def _new_user(by: Principal, first_name: str, last_name: str) -> User:
    """An account that cannot sign in yet. Always with digits, so that a name says nothing of other accounts."""
    base = ".".join(part.replace(" ", "") for part in (fold(first_name), fold(last_name)) if part)[:_LONGEST_NAME]
    for _try in range(_TRIES):
        username = f"{base or 'lezer'}{secrets.randbelow(900) + 100}"
        if not User.objects.filter(username__iexact=username).exists():
            return users.create_user(
                by=by, username=username, first_name=first_name[:80], last_name=last_name[:120], password=None
            )
    raise ValidationError(_("Er zijn te veel accounts met deze naam. Probeer het opnieuw."))


def _letter(by: Principal, account: PupilAccount | ContactAccount, name: str, why: str) -> Letter:
    """A new code; the one before it counts no more."""
    now, user = timezone.now(), account.user
    if account.withdrawn_at is not None:
        account.withdrawn_at = None
        account.save(update_fields=["withdrawn_at"])
        User.objects.filter(pk=user.pk).update(is_active=True)
    elif not user.is_active:
        raise ValidationError(_("Dit account is gesloten. Vraag de beheerder van Leerrecht om het weer te openen."))
    if Membership.objects.filter(user=user).exists():
        raise ValidationError(
            _(
                "Deze persoon werkt ook in een school of CLB en meldt zich met dat account aan. Een nieuw wachtwoord "
                "komt van wie dat account beheert."
            )
        )
    Invitation.objects.filter(user=user, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    code = codes.spoken(GROUPS)
    until = now + LASTS
    trace = codes.trace(_purpose(user.pk), code)
    Invitation.objects.create(user=user, code=trace, at=now, until=until, by_id=by.user_id)
    log.record(
        by=by, act="account.invite", on=account, pupil_id=pupil_of(account).pk, why=why, detail={"user": user.pk}
    )  # fmt: skip
    return Letter(account, name, code, timezone.localtime(until).date())


def _purpose(user_id: int) -> str:
    return f"leerrecht.uitnodiging.{user_id}"
