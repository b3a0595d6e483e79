"""Settling from which number a light burns, and writing down what a school does about one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.inclusion.domain.counting import count
from leerrecht.inclusion.lights import BY_KEY, HIGHEST
from leerrecht.inclusion.models import Answer, Threshold
from leerrecht.law.calendar import school_year
from leerrecht.organisations.models import School


@transaction.atomic
def set_threshold(*, by: Principal, school: School, light: str, value: int, why: str) -> Threshold:
    """From which number a light burns at this school, with the reason. Raises ``Denied``, ``ValidationError``."""
    policy.require_at(by, acts.INCLUSION_KEEP, school.pk)
    _known(light)
    why = " ".join(why.split())
    wrong: dict[str, str] = {}
    if not 1 <= value <= HIGHEST:
        wrong["value"] = _("Kies een getal van 1 tot %(most)s.") % {"most": HIGHEST}
    if not why:
        wrong["why"] = _("Schrijf waarom u dit getal kiest: wie later kijkt, moet het begrijpen.")
    if wrong:
        raise ValidationError(wrong)
    found, _made = Threshold.objects.update_or_create(
        school_id=school.pk, light=light,
        defaults={"value": value, "why": why[:300], "changed_by": by.name, "changed_at": timezone.now()},
    )  # fmt: skip
    log.record(by=by, act="inclusion.threshold", on=found, organisation_id=school.pk, detail={"light": light})
    return found


@transaction.atomic
def take_default(*, by: Principal, school: School, light: str) -> None:
    """Go back to the number that comes along. Twice is once. Raises ``Denied``."""
    policy.require_at(by, acts.INCLUSION_KEEP, school.pk)
    _known(light)
    gone, _rows = Threshold.objects.filter(school_id=school.pk, light=light).delete()
    if gone:
        log.record(
            by=by, act="inclusion.threshold", kind="inclusion.threshold", organisation_id=school.pk,
            detail={"light": light, "default": True},
        )  # fmt: skip


@transaction.atomic
def answer(*, by: Principal, school: School, light: str, text: str) -> Answer:
    """What the school learns from a light and does, about the school itself. Raises ``ValidationError``."""
    policy.require_at(by, acts.INCLUSION_KEEP, school.pk)
    _known(light)
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Schrijf wat u ermee doet.")})
    year = school_year(by.on)
    number = count([school.pk], year=year, on=by.on)[school.pk].count[light]
    found = Answer.objects.create(
        school_id=school.pk, light=light, school_year=year, text=text[:600], number=number, on=by.on, by=by.name
    )
    log.record(by=by, act="inclusion.answer", on=found, organisation_id=school.pk, detail={"light": light})
    return found


def _known(light: str) -> None:
    if light not in BY_KEY:
        raise ValidationError({"light": _("Kies een knipperlicht uit de lijst.")})
