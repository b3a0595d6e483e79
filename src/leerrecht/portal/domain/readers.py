"""Who is told that something waits on the own page of a pupil: exactly those who can open it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from leerrecht.people.models import Contact, Pupil, PupilAccount
from leerrecht.people.rules import parent_accounts
from leerrecht.portal.languages import DUTCH, languages
from leerrecht.portal.models import Preference


@dataclass(frozen=True, slots=True)
class Reader:
    """``contact`` is None for the pupil itself; ``address`` is where a letter to this reader goes."""

    user_id: int
    pupil: Pupil
    contact: Contact | None
    name: str
    email: str
    language: str
    address: Sequence[str]

    @property
    def key(self) -> str:
        return f"{self.user_id}-{self.pupil.pk}"


def readers(on: date, pupils: Collection[int], users: Collection[int]) -> list[Reader]:
    """Of these accounts who opens the page of one of these pupils, by name of the pupil. Five queries at most."""
    parents = parent_accounts(on).filter(contact__pupil__in=pupils, user__in=users, user__is_active=True)
    own = PupilAccount.objects.filter(pupil__in=pupils, user__in=users, user__is_active=True, withdrawn_at=None)
    chosen = dict(Preference.objects.filter(user__in=users).values_list("user_id", "language"))
    found = [
        Reader(
            one.user_id, one.contact.pupil, one.contact, one.contact.name, one.contact.email,
            _known(one.contact.language), _address(one.contact.pupil, one.contact),
        )
        for one in parents.select_related("contact__pupil").prefetch_related("contact__pupil__contacts")
    ] + [
        Reader(
            one.user_id, one.pupil, None, str(one.pupil), one.user.email, _known(chosen.get(one.user_id, DUTCH)),
            _address(one.pupil, None),
        )
        for one in own.select_related("pupil", "user").prefetch_related("pupil__contacts")
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.pupil.sort_key, one.pupil.pk, one.contact is None, one.user_id))


def _known(language: str) -> str:
    return language if language in languages() else DUTCH


def _address(pupil: Pupil, contact: Contact | None) -> Sequence[str]:
    # Who lives with the pupil may have no address of its own: then that of another there, never of another household.
    home = next((one.address for one in pupil.contacts.all() if one.lives_with and one.street), ())
    if contact is None:
        return home
    return contact.address or (home if contact.lives_with else ())
