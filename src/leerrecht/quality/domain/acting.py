"""Actions: what the school will do about what it saw, and how it worked out."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.organisations.models import School
from leerrecht.quality.domain.common import LONG, needed, require_school
from leerrecht.quality.domain.definitions import places
from leerrecht.quality.models import Done, PolicyAction, Survey, Worked


@transaction.atomic
def plan_action(
    *,
    by: Principal,
    school: School,
    what: str,
    who: str,
    until: dt.date,
    signs: str,
    place: str = "",
    survey: Survey | None = None,
) -> PolicyAction:
    """Agree on something to do, from a cell of the audit or from a closed survey.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = require_school(by, acts.QUALITY_KEEP, school.pk)
    clean = needed(what=what, who=who, signs=signs)
    if until <= by.on:
        raise ValidationError({"until": _("Kies een dag die nog komt.")})
    if (place not in places()) is (survey is None):
        raise ValidationError(_("Een actie hoort bij één vak van de zelfaudit, of bij één bevraging."))
    if survey is not None and (survey.school_id != school.pk or survey.closed_on is None):
        raise ValidationError(_("Kies een bevraging van deze school die afgesloten is."))
    clean["who"] = clean["who"][:200]
    made = PolicyAction.objects.create(
        school=school, place=place, survey=survey, until=until, made_on=by.on, made_by=name_of(by), **clean
    )
    log.record(by=by, act="quality.action", on=made, organisation_id=school.pk, why=why)
    return made


@transaction.atomic
def evaluate_action(*, by: Principal, action: PolicyAction, done: str, worked: str, evaluation: str) -> PolicyAction:
    """Say whether it was done, whether it works, and what shows that. Raises ``Denied``, ``ValidationError``.

    As long as nobody knows whether it works, it may be evaluated again.
    """
    why = policy.require(by, acts.QUALITY_KEEP, action)
    action = PolicyAction.objects.select_for_update().get(pk=action.pk)
    if action.evaluated_on is not None and action.worked != Worked.UNKNOWN:
        raise ValidationError(_("Deze actie is al geëvalueerd. Maak een nieuwe actie."))
    wrong = {}
    if done not in Done.values:
        wrong["done"] = _("Kies uit de lijst.")
    if worked not in Worked.values:
        wrong["worked"] = _("Kies uit de lijst.")
    if not evaluation.strip() or len(evaluation) > LONG:
        wrong["evaluation"] = _("Schrijf wat u ziet, in hoogstens %(most)d tekens.") % {"most": LONG}
    if wrong:
        raise ValidationError(wrong)
    action.done, action.worked, action.evaluation = done, worked, evaluation.strip()
    action.evaluated_on, action.evaluated_by = by.on, name_of(by)
    action.save(update_fields=["done", "worked", "evaluation", "evaluated_on", "evaluated_by"])
    log.record(by=by, act="quality.action", on=action, organisation_id=action.school_id, why=why)
    return action
