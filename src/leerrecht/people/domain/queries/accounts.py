"""The accounts around one pupil, as the desk of the school sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from leerrecht.access import acts, policy
from leerrecht.access.numbers import whole
from leerrecht.access.principal import Principal
from leerrecht.people.domain.invitations import refusal
from leerrecht.people.domain.names import fold
from leerrecht.people.models import Contact, ContactAccount, Invitation, Pupil, PupilAccount


@dataclass(frozen=True, slots=True)
class Line:
    """The pupil (``contact`` None) or a contact, with the account and the letter that waits, if any.

    ``refusal`` says why there is no account to be had; ``elsewhere`` are accounts of who seems the same person.
    """

    name: str
    role: str
    contact: Contact | None
    account: PupilAccount | ContactAccount | None
    letter: Invitation | None
    refusal: str
    elsewhere: tuple[ContactAccount, ...]

    @property
    def live(self) -> bool:
        return self.account is not None and self.account.withdrawn_at is None

    @property
    def used(self) -> bool:
        """Whether somebody chose a password already."""
        return self.account is not None and self.account.user.has_usable_password()


def lines(principal: Principal, pupil: Pupil, own_words: str) -> list[Line]:
    """The pupil first (``own_words`` says what that one is), then everybody to reach, in their order."""
    contacts = list(Contact.objects.filter(pupil=pupil).select_related("pupil"))
    own = PupilAccount.objects.filter(pupil=pupil).select_related("user").order_by("withdrawn_at", "-pk").first()
    theirs = {
        account.contact_id: account
        for account in ContactAccount.objects.filter(contact__in=contacts)
        .select_related("user", "contact")
        .order_by("-withdrawn_at", "pk")
    }
    letters = _letters([own, *theirs.values()])
    barred = frozenset(fold(contact.name) for contact in contacts if contact.barred)
    others = _others(principal, pupil, contacts)
    found = [Line(str(pupil), own_words, None, own, letters.get(own.user_id) if own else None, "", ())]
    for contact in contacts:
        account = theirs.get(contact.pk)
        found.append(
            Line(
                contact.name, contact.get_legal_role_display(), contact, account,
                letters.get(account.user_id) if account else None, refusal(contact, principal.on, barred),
                () if account else tuple(others.get(fold(contact.name), ())),
            )
        )  # fmt: skip
    return found


def contact_of(pupil: Pupil, number: str) -> Contact:
    """The contact with this number of a pupil that the desk sees. Raises ``Http404``."""
    key = whole(number)
    found = None if key is None else Contact.objects.filter(pupil=pupil, pk=key).first()
    if found is None:
        raise policy.missing(Contact)
    return found


def same_person(principal: Principal, contact: Contact) -> list[ContactAccount]:
    """Accounts that somebody of the same name has as a contact of another pupil of the desk."""
    return _others(principal, contact.pupil, [contact]).get(fold(contact.name), [])


def _letters(accounts: Iterable[PupilAccount | ContactAccount | None]) -> dict[int, Invitation]:
    users = [account.user_id for account in accounts if account is not None]
    open_ = Invitation.objects.filter(user__in=users, used_at=None, withdrawn_at=None, until__gt=timezone.now())
    return {letter.user_id: letter for letter in open_}


def _others(principal: Principal, pupil: Pupil, contacts: list[Contact]) -> dict[str, list[ContactAccount]]:
    """By folded name, each account once: only of pupils for whom this desk keeps accounts."""
    desk = policy.visible(Pupil, to=principal, act=acts.ACCOUNT_LINK).exclude(pk=pupil.pk)
    rows = ContactAccount.objects.filter(
        contact__pupil__in=desk.values("pk"), withdrawn_at=None, user__is_active=True,
        contact__name__in=[contact.name for contact in contacts],
    ).select_related("user", "contact__pupil")  # fmt: skip
    found: dict[str, dict[int, ContactAccount]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(fold(row.contact.name), {}).setdefault(row.user_id, row)
    return {name: list(each.values()) for name, each in found.items()}
