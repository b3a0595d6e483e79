"""Agreements and contracts: versions, and who signed which."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.guidance.domain.places import columns
from leerrecht.guidance.models import Agreement, AgreementKind, Party, Plan, Signature, SignedHow, Version
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import place_of
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.models import Pupil


@transaction.atomic
def agree(
    *,
    by: Principal,
    pupil: Pupil,
    compartment: str,
    organisation_id: int,
    kind: str,
    text: str,
    begins_on: dt.date,
    review_on: dt.date,
    ends_on: dt.date | None = None,
    plan: Plan | None = None,
) -> Agreement:
    """Write down what was agreed, as its first version. Raises ``Denied``, ``ValidationError`` by field."""
    place = place_of(by, pupil, compartment, organisation_id)
    wrong = {}
    if kind not in AgreementKind.values:
        wrong["kind"] = _("Kies wat het is.")
    if not text.strip():
        wrong["text"] = _("Schrijf wat afgesproken is.")
    if ends_on is not None and ends_on < begins_on:
        wrong["ends_on"] = _("De laatste dag ligt voor de eerste.")
    if review_on <= begins_on:
        wrong["review_on"] = _("Kies een dag na het begin waarop u dit opnieuw bekijkt.")
    if wrong:
        raise ValidationError(wrong)
    agreement = Agreement(
        **columns(by, pupil, place), kind=kind, plan=plan, begins_on=begins_on, ends_on=ends_on, review_on=review_on
    )
    agreement.save(force_insert=True)
    _version(by, agreement, text, 1)
    _log(by, "guidance.agree", agreement, place.why)
    return agreement


@transaction.atomic
def revise(*, by: Principal, agreement: Agreement, text: str, review_on: dt.date) -> Version:
    """A new version, which has to be signed anew. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.GUIDANCE_KEEP, agreement)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not text.strip():
        raise ValidationError({"text": _("Schrijf wat nu afgesproken is.")})
    if review_on <= by.on:
        raise ValidationError({"review_on": _("Kies een dag die nog komt.")})
    agreement.review_on = review_on
    agreement.save(update_fields=["review_on"])
    version = _version(by, agreement, text, agreement.versions.count() + 1)
    _log(by, "guidance.agree", agreement, why)
    return version


@transaction.atomic
def sign(*, by: Principal, version: Version, party: str, name: str, on: dt.date, how: str) -> Signature:
    """Note that somebody signed the latest version, or would not. Raises ``Denied``, ``ValidationError`` by field."""
    agreement = version.agreement
    why = policy.require(by, acts.GUIDANCE_KEEP, agreement)
    wrong = {}
    if party not in Party.values:
        wrong["party"] = _("Kies wie ondertekent.")
    if how not in SignedHow.values:
        wrong["how"] = _("Kies hoe.")
    if not name.strip():
        wrong["name"] = _("Schrijf de naam.")
    if not version.made_on <= on <= by.on:
        wrong["on"] = _("Kies een dag tussen het maken van deze versie en vandaag.")
    if wrong:
        raise ValidationError(wrong)
    if agreement.versions.filter(number__gt=version.number).exists():
        raise ValidationError(_("Er is al een nieuwere versie. Onderteken die."))
    with refusals({"signature_once": {"name": _("Deze persoon staat er al bij.")}}):
        made = Signature.objects.create(
            version=version, party=party, name=" ".join(name.split()), on=on, how=how, recorded_by=name_of(by)
        )
    _log(by, "guidance.sign", agreement, why)
    return made


def _version(by: Principal, agreement: Agreement, text: str, number: int) -> Version:
    title = _("%(kind)s, versie %(number)d") % {"kind": agreement.get_kind_display(), "number": number}
    note = write_note(
        by=by, pupil=agreement.pupil, compartment=agreement.compartment, organisation_id=agreement.organisation_id,
        title=title, text=text,
    )  # fmt: skip
    return Version.objects.create(agreement=agreement, number=number, made_on=by.on, note=note)


def _log(by: Principal, act: str, agreement: Agreement, why: str) -> None:
    log.record(
        by=by, act=act, on=agreement, pupil_id=agreement.pupil_id, organisation_id=agreement.organisation_id, why=why,
        detail={"compartment": agreement.compartment},
    )  # fmt: skip
