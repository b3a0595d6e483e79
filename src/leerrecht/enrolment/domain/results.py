"""How a school year ended for a pupil."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import Attest, Enrolment, Level, YearResult
from leerrecht.enrolment.models.result import Qualification
from leerrecht.facts.domain import changes
from leerrecht.organisations.domain.periods import in_words

# What somebody had before them is no longer what stands there.
CHANGED = "changed"
_STAMP = 16


def stamp_of(result: YearResult | None) -> str:
    """What tells one result from another: empty where there is none."""
    if result is None:
        return ""
    parts = (result.attest, result.clausulering, result.qualification, result.decided_on.isoformat())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_STAMP]


@transaction.atomic
def record_result(
    *,
    by: Principal,
    enrolment: Enrolment,
    decided_on: date,
    attest: str = "",
    clausulering: str = "",
    qualification: str = "",
    seen: str | None = None,
) -> YearResult:
    """Attest A, B or C with the clausulering of a B, and the qualification obtained; replaces an earlier result.

    A diploma also becomes the pupil's, since compulsory education ends with it. ``seen`` is the stamp of what one read
    there (:func:`stamp_of`); None asks nothing. What stands there already is not written again. Raises
    ValidationError (with code ``CHANGED`` where somebody was first), Denied.
    """
    why = policy.require(by, acts.PUPIL_EDIT, enrolment)
    # Who records the same at once, waits here.
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    before = YearResult.objects.filter(enrolment=enrolment).first()
    stamp = stamp_of(before)
    if seen is not None and seen != stamp:
        raise ValidationError(
            _("Iemand wijzigde dit eindresultaat intussen. Lees het opnieuw en stuur het dan nog eens."), code=CHANGED
        )
    result = before or YearResult(enrolment=enrolment)
    old = (result.qualification, result.decided_on)
    result.attest, result.clausulering = attest, clausulering.strip()
    result.qualification, result.decided_on = qualification, decided_on
    result.clean_fields(exclude=["enrolment"])
    _check(enrolment, result)
    if stamp_of(result) == stamp:
        return result
    result.save()
    _carry_diploma(enrolment, result, *old)
    changes.notify([enrolment.pupil_id])
    log.record(
        by=by,
        act="enrolment.result",
        on=result,
        pupil_id=enrolment.pupil_id,
        organisation_id=enrolment.school_id,
        why=why,
    )
    return result


def _check(enrolment: Enrolment, result: YearResult) -> None:
    wrong: dict[str, str] = {}
    if not (result.attest or result.qualification):
        wrong["attest"] = _("Kies een attest, een kwalificatie of beide.")
    elif enrolment.level != Level.SECUNDAIR:
        wrong["attest"] = _("Attesten en kwalificaties bestaan alleen in het secundair onderwijs.")
    if result.clausulering and result.attest != Attest.B:
        wrong["clausulering"] = _("Alleen bij een B-attest hoort een clausulering. Maak dit veld leeg of kies B.")
    if result.attest == Attest.B and not result.clausulering:
        wrong["clausulering"] = _("Een B-attest zegt waarvoor het niet geldt: vul de clausulering in.")
    if result.decided_on < enrolment.period.lower:
        wrong["decided_on"] = _("De beslissing kan niet vóór het begin van de inschrijving (%(day)s) liggen.") % {
            "day": in_words(enrolment.period.lower)
        }
    if wrong:
        raise ValidationError(wrong)


def _carry_diploma(enrolment: Enrolment, result: YearResult, before: str, decided_before: date | None) -> None:
    pupil = enrolment.pupil
    if result.qualification == Qualification.DIPLOMA:
        pupil.diploma_on = result.decided_on
    elif before == Qualification.DIPLOMA and pupil.diploma_on == decided_before:
        pupil.diploma_on = None
    else:
        return
    pupil.save(update_fields=["diploma_on"])
