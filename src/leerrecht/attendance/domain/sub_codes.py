"""A school's own finer codes; only the official code beneath one leaves the school."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.attendance.models import HalfDay, SubCode
from leerrecht.law import codes


@transaction.atomic
def save_sub_code(
    *, by: Principal, school_id: int, code: str, name: str, label: str, sub_code_id: int | None = None
) -> SubCode:
    """Make an own code of a school, or change it. The official code of one in use stays what it is.

    Raises ``Denied``, ``Http404``, and ``ValidationError`` by field in Dutch.
    """
    why = policy.require_at(by, acts.SCHOOL_MANAGE, school_id)
    sub_code = SubCode(school_id=school_id)
    if sub_code_id is not None:
        sub_code = _own(by, school_id, sub_code_id)
    if code not in codes.CODES:
        raise ValidationError({"code": [_("Kies een officiële code uit de lijst.")]})
    if sub_code.pk and sub_code.code != code and _in_use(sub_code, by.on):
        raise ValidationError(
            {"code": [_("Er staan halve dagen met deze eigen code. Maak een nieuwe eigen code voor een andere code.")]}
        )
    sub_code.code, sub_code.name, sub_code.label = code, name.strip(), label.strip()
    try:
        with transaction.atomic():
            sub_code.save()
    except IntegrityError as error:
        raise ValidationError(
            {"name": [_("De eigen code “%(name)s” bestaat al in deze school. Kies een andere.") % {"name": name}]}
        ) from error
    log.record(by=by, act="sub_code.save", on=sub_code, organisation_id=school_id, why=why)
    return sub_code


@transaction.atomic
def remove_sub_code(*, by: Principal, school_id: int, sub_code_id: int) -> None:
    """Remove an own code that no half-day carries; raises ``ValidationError`` where one does."""
    why = policy.require_at(by, acts.SCHOOL_MANAGE, school_id)
    sub_code = _own(by, school_id, sub_code_id)
    if _in_use(sub_code, by.on):
        raise ValidationError(
            _("De eigen code “%(name)s” staat op halve dagen en blijft daarom bestaan.") % {"name": sub_code.name}
        )
    log.record(by=by, act="sub_code.remove", on=sub_code, organisation_id=school_id, why=why)
    sub_code.delete()


def _own(by: Principal, school_id: int, sub_code_id: int) -> SubCode:
    sub_code = policy.find(SubCode, sub_code_id, by=by, act=acts.SCHOOL_MANAGE)
    if sub_code.school_id != school_id:
        raise ValidationError(_("Deze eigen code hoort bij een andere school."))
    return sub_code


def _in_use(sub_code: SubCode, on: date) -> bool:
    # Who manages the codes of a school need not see a pupil of it.
    with stand(command("gebruik van een eigen code", on)):
        return HalfDay.objects.filter(school_id=sub_code.school_id, sub_code_id=sub_code.pk).exists()
