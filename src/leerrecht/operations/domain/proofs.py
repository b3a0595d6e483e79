"""The proof that a backup was restored elsewhere."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.operations.domain.queries.state import require
from leerrecht.operations.models import BackupMade
from leerrecht.operations.noting import trace


@transaction.atomic
def prove(*, by: Principal, proof: str) -> BackupMade:
    """Note that the backup with this proof was restored with every table the same.

    Raises ValidationError where no backup of this installation has it; Denied.
    """
    why = require(by)
    found = policy.visible(BackupMade, to=by, act=acts.OPERATIONS_KEEP)
    backup = found.filter(proof=trace(proof)).first()
    if backup is None:
        raise ValidationError(
            {"proof": _("Geen back-up van deze installatie heeft dit bewijs. Kijk de letters en cijfers na.")}
        )
    backup.proven_at, backup.proven_by = timezone.now(), by.name
    backup.save(update_fields=["proven_at", "proven_by"])
    log.record(by=by, act="operations.proof", on=backup, why=why)
    return backup
