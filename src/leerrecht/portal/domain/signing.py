"""Pupil and parents sign the agreements that they read on their own page."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.guidance.models import Agreement, Party, Signature, SignedHow, Version
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.portal.domain.queries.who import Me

CHOICES = (SignedHow.PORTAL, SignedHow.REFUSED)


@transaction.atomic
def sign(*, by: Principal, me: Me, version: Version, how: str) -> Signature:
    """Sign the latest version, or say that one does not agree. Raises ``Denied``, ``ValidationError``."""
    agreement = policy.find(Agreement, version.agreement_id, by=by, act=acts.NOTE_VIEW)
    if agreement.pupil_id != me.pupil.pk:
        raise policy.missing(Agreement)
    if how not in CHOICES:
        raise ValidationError({"how": _("Kies of u akkoord gaat.")})
    if agreement.versions.filter(number__gt=version.number).exists():
        raise ValidationError(_("Er is al een nieuwere versie. Lees die eerst."))
    party = Party.PUPIL if me.itself else Party.PARENTS
    name = str(me.pupil) if me.contact is None else me.contact.name
    with refusals({"signature_once": _("U hebt dit al beantwoord.")}):
        made = Signature.objects.create(
            version=version, party=party, name=name, on=by.on, how=how, recorded_by=name_of(by)
        )
    log.record(
        by=by, act="guidance.sign", on=agreement, pupil_id=me.pupil.pk, organisation_id=agreement.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, agreement), detail={"compartment": agreement.compartment},
    )  # fmt: skip
    return made
