"""What the verifier decided about half-days B. The B itself is never rewritten to look lawful."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain import absences, half_days
from leerrecht.attendance.domain.absences import AbsenceKey
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.facts.domain import changes


class Verdict(models.TextChoices):
    NONE = "", gettext_lazy("nog niet beoordeeld")
    ACCEPTED = "aanvaard", gettext_lazy("als gewettigd beschouwd")
    REJECTED = "verworpen", gettext_lazy("niet als gewettigd beschouwd")


@transaction.atomic
def set_verification(*, by: Principal, keys: Sequence[AbsenceKey], verdict: str) -> int:
    """Note the verifier's verdict beside half-days B, or take it away again; returns how many changed.

    Raises ``Denied`` and ``ValidationError``. Half-days with another code are left as they are.
    """
    if verdict not in Verdict.values:
        raise ValidationError({"verdict": [_("Kies een oordeel uit de lijst.")]})
    for school_id in {key.school_id for key in keys}:
        policy.require_at(by, acts.ABSENCE_EDIT, school_id)
    rows = absences.locked(policy.visible(HalfDay, to=by, act=acts.ABSENCE_EDIT).filter(mark=Mark.B), keys)
    changed = [row for row in rows if row.verification != verdict]
    if not changed:
        return 0
    half_days.name_writer(by)
    HalfDay.objects.filter(pk__in=[row.pk for row in changed]).update(verification=verdict, version=F("version") + 1)
    for pupil_id, school_id in sorted({(row.pupil_id, row.school_id) for row in changed}):
        log.record(
            by=by,
            act="absence.verify",
            kind="attendance.halfday",
            pupil_id=pupil_id,
            organisation_id=school_id,
            why=by.why(acts.ABSENCE_EDIT, school_id),
            detail={"verdict": verdict, "half_days": sum(row.pupil_id == pupil_id for row in changed)},
        )
    changes.notify({row.pupil_id for row in changed})
    return len(changed)
