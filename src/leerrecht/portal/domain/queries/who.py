"""Who comes to the portal, and for whom: the pupil itself, or a parent before the law."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from leerrecht.access import policy
from leerrecht.access.principal import Principal
from leerrecht.law.dates import add_years
from leerrecht.law.tables import waarde
from leerrecht.organisations.models import Organisation
from leerrecht.people import rules as people
from leerrecht.people.domain.schools import centres_of, schools_of
from leerrecht.people.models import Contact, ContactAccount, Pupil, PupilAccount


@dataclass(frozen=True, slots=True)
class Me:
    """One pupil as the visitor stands to it; ``contact`` is None for the pupil itself.

    ``able``: the pupil is presumed or judged able to decide. ``adult``: speaks for itself alone.
    """

    pupil: Pupil
    contact: Contact | None
    able: bool
    adult: bool
    school: Organisation | None
    centre: Organisation | None

    @property
    def itself(self) -> bool:
        return self.contact is None

    @property
    def speaks(self) -> bool:
        """Whether the visitor tells the school about absences: the parents, and the pupil of age."""
        return self.contact is not None or self.adult


def mine(by: Principal) -> list[tuple[Pupil, Contact | None]]:
    """The pupils of whom this account opens the portal: oneself first, then children by name. Two queries."""
    own: list[tuple[Pupil, Contact | None]] = [
        (account.pupil, None)
        for account in people.own_accounts(by).filter(pupil__merged_into=None).select_related("pupil")
    ]
    seen = {pupil.pk for pupil, _contact in own}
    rows = people.children(by).filter(contact__pupil__merged_into=None).select_related("contact__pupil")
    for account in rows.order_by("contact__pupil__sort_key", "pk"):
        if account.contact.pupil_id not in seen:
            seen.add(account.contact.pupil_id)
            own.append((account.contact.pupil, account.contact))
    return own


def is_family(by: Principal) -> bool:
    """Whether this account was made for a pupil or a parent, also where it opens nothing any more."""
    whose = Q(user_id=by.user_id or 0)
    return PupilAccount.objects.filter(whose).exists() or ContactAccount.objects.filter(whose).exists()


def me(by: Principal, pk: int) -> Me:
    """The visitor and this pupil. Raises ``Http404`` where it is neither oneself nor an own child."""
    for pupil, contact in mine(by):
        if pupil.pk == pk:
            return _me(by, pupil, contact)
    raise policy.missing(Pupil)


def _me(by: Principal, pupil: Pupil, contact: Contact | None) -> Me:
    schools = schools_of(pupil.pk, by.on)
    houses = {one.pk: one for one in Organisation.objects.filter(pk__in=schools | centres_of(schools, by.on))}
    school = next((houses[pk] for pk in sorted(schools) if pk in houses), None)
    centre = next((one for pk, one in sorted(houses.items()) if pk not in schools), None)
    able = contact is None and people.able_accounts(by).filter(pupil=pupil).exists()
    return Me(pupil, contact, able, _of_age(pupil.birth_date, by.on), school, centre)


def _of_age(born: date, on: date) -> bool:
    return add_years(born, waarde("leerplicht.einde")) <= on
