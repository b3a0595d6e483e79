"""Which account is whose: of the pupil, or of somebody around the pupil."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Membership
from leerrecht.people.models import Contact, ContactAccount, Pupil, PupilAccount


@transaction.atomic
def link_pupil(*, by: Principal, user: User, pupil: Pupil) -> PupilAccount:
    """The account signs in the pupil. Raises ``Denied``, ``ValidationError`` for staff or an account in use."""
    why = policy.require(by, acts.ACCOUNT_LINK, pupil)
    if user.pk == by.user_id or Membership.objects.filter(user=user).exists():
        raise ValidationError(
            {"user": _("Dit account is van iemand die werkt. Maak een eigen account voor de leerling.")}
        )
    account = PupilAccount(user=user, pupil=pupil)
    with refusals({"people_pupilaccount_user_id_key": {"user": _("Dit account is al van een leerling.")}}):
        account.save()
    log.record(by=by, act=acts.ACCOUNT_LINK, on=account, pupil_id=pupil.pk, why=why, detail={"user": user.pk})
    return account


@transaction.atomic
def link_contact(*, by: Principal, user: User, contact: Contact) -> ContactAccount:
    """The account signs in this contact; the legal role says what it sees. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.ACCOUNT_LINK, contact.pupil)
    if user.pk == by.user_id:
        raise ValidationError({"user": _("Uw eigen account koppelt iemand anders.")})
    if contact.barred:
        raise ValidationError({"user": _("De rechter verbiedt contact: deze persoon krijgt geen account.")})
    account = ContactAccount(user=user, contact=contact)
    with refusals({"contact_account_once": {"user": _("Dit account is al van deze contactpersoon.")}}):
        account.save()
    log.record(
        by=by, act=acts.ACCOUNT_LINK, on=account, pupil_id=contact.pupil_id, why=why, detail={"user": user.pk}
    )  # fmt: skip
    return account
