"""People to reach for a pupil."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.people.domain.invitations import withdraw_account
from leerrecht.people.models import Contact, ContactAccount, Pupil

ADDRESS = ("street", "house_number", "box", "postcode", "municipality", "country")
FIELDS = frozenset(
    {
        "name", "legal_role", "relation", "phone", "email", "language", "interpreter", "lives_with", "barred",
        "order", "verified_on", *ADDRESS,
    }
)  # fmt: skip
_POSTCODE = re.compile(r"[1-9][0-9]{3}")
_HOME = frozenset({"", "be", "belgië", "belgie", "belgium", "belgique"})


@transaction.atomic
def add_contact(*, by: Principal, pupil: Pupil, name: str, legal_role: str, **details: Any) -> Contact:
    """Somebody to reach for a pupil; ``details`` are other fields of Contact. Raises ValidationError, Denied."""
    why = policy.require(by, acts.PUPIL_EDIT, pupil)
    contact = Contact(pupil=pupil)
    _save(contact, {"name": name, "legal_role": legal_role, **details})
    log.record(by=by, act="contact.add", on=contact, pupil_id=pupil.pk, why=why)
    return contact


@transaction.atomic
def change_contact(*, by: Principal, contact: Contact, **details: Any) -> Contact:
    """Change fields of a contact. Raises ValidationError, Denied."""
    why = policy.require(by, acts.PUPIL_EDIT, contact)
    changed = sorted(name for name, value in details.items() if getattr(contact, name) != value)
    if changed:
        _save(contact, details)
        log.record(
            by=by, act="contact.change", on=contact, pupil_id=contact.pupil_id, why=why, detail={"changed": changed}
        )
    return contact


@transaction.atomic
def remove_contact(*, by: Principal, contact: Contact) -> None:
    """Take a contact away, with the account; its history stays."""
    why = policy.require(by, acts.PUPIL_EDIT, contact)
    for account in ContactAccount.objects.filter(contact=contact, withdrawn_at=None).select_related("user", "contact"):
        withdraw_account(by=by, account=account)
    log.record(by=by, act="contact.remove", on=contact, pupil_id=contact.pupil_id, why=why)
    contact.delete()


def _check_address(contact: Contact) -> None:
    """An address is whole or not there; a postcode of here has four digits."""
    contact.country = "" if contact.country.casefold() in _HOME else contact.country
    if not any(getattr(contact, name) for name in ADDRESS):
        return
    messages = {
        "street": _("Vul de straat in, of laat het hele adres leeg."),
        "postcode": _("Vul de postcode in, of laat het hele adres leeg."),
        "municipality": _("Vul de gemeente in, of laat het hele adres leeg."),
    }
    wrong = {name: message for name, message in messages.items() if not getattr(contact, name)}
    if contact.postcode and not contact.country and not _POSTCODE.fullmatch(contact.postcode):
        wrong["postcode"] = _("Een Belgische postcode telt vier cijfers. Vul bij een adres elders ook het land in.")
    if wrong:
        raise ValidationError(wrong)


def _save(contact: Contact, details: dict[str, Any]) -> None:
    if unknown := set(details) - FIELDS:
        raise TypeError(f"no fields of a contact: {', '.join(sorted(unknown))}")
    for name, value in details.items():
        setattr(contact, name, value)
    for name in ADDRESS:
        setattr(contact, name, " ".join(getattr(contact, name).split()))
    contact.clean_fields(exclude=["pupil"])
    _check_address(contact)
    if contact.barred and contact.lives_with:
        raise ValidationError(
            {
                "lives_with": _(
                    "Wie van de rechter geen contact mag hebben, kan niet bij de leerling wonen. Kies één van beide."
                )
            }
        )
    contact.save()
