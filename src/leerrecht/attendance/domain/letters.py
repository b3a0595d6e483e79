"""That a letter about a parents' note went out: told once, so that it is not sent again."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries.notes import LETTER
from leerrecht.attendance.models import Certificate, CertificateKind
from leerrecht.facts.domain import changes
from leerrecht.facts.models import Fact


@transaction.atomic
def record_letter(*, by: Principal, certificate_ids: Sequence[int]) -> int:
    """Note that the parents were written to about these notes; returns how many were not noted before.

    Raises ``ValidationError`` where nothing is chosen or a note may not be seen by ``by``.
    """
    if not certificate_ids:
        raise ValidationError(_("Kies eerst één of meer briefjes."))
    found = list(
        policy.visible(Certificate, to=by, act=acts.CERTIFICATE_ADD)
        .filter(pk__in=set(certificate_ids), kind=CertificateKind.PARENTS, withdrawn_at=None)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    if len(found) != len(set(certificate_ids)):
        raise ValidationError(_("Een van deze briefjes staat er niet meer. Laad de lijst opnieuw."))
    known = set(
        Fact.objects.filter(
            kind=LETTER,
            pupil_id__in={certificate.pupil_id for certificate in found},
            object__in=[str(certificate.pk) for certificate in found],
        ).values_list("object", flat=True)
    )
    new = [certificate for certificate in found if str(certificate.pk) not in known]
    for certificate in new:
        Fact.objects.create(
            pupil_id=certificate.pupil_id,
            date=timezone.localdate(),
            kind=LETTER,
            school_id=certificate.school_id,
            object=str(certificate.pk),
            compartment="attest",
            by_id=by.user_id,
        )
        log.record(
            by=by,
            act="letter.parents_note",
            on=certificate,
            pupil_id=certificate.pupil_id,
            organisation_id=certificate.school_id,
            why=by.why(acts.CERTIFICATE_ADD, certificate.school_id),
        )
    if new:
        changes.notify(certificate.pupil_id for certificate in new)
    return len(new)
