"""What a school agreed on order and discipline."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.discipline.models import SchoolRules
from leerrecht.discipline.rules import LADDER_LINE, MOST_LINES, STEP_LINE
from leerrecht.law.gedrag import LADDER, STAPPENPLAN
from leerrecht.law.tables import setting
from leerrecht.organisations.models import School


@dataclass(frozen=True, slots=True)
class Agreed:
    """What holds at a school; ``appeal_confirmed``: the school itself said how long an appeal may take."""

    ladder: tuple[str, ...]
    steps: tuple[str, ...]
    appeal_days: int | None
    appeal_to: str
    forget_months: int
    appeal_confirmed: bool
    own: bool


def agreed_of(school_id: int) -> Agreed:
    """Its own agreements, and what stands in where it said nothing: one query."""
    return agreed_at([school_id])[school_id]


def agreed_at(school_ids: Iterable[int]) -> dict[int, Agreed]:
    """The same for several schools: one query."""
    own = SchoolRules.objects.in_bulk(list(school_ids))
    return {school_id: _agreed(own.get(school_id)) for school_id in school_ids}


def _agreed(own: SchoolRules | None) -> Agreed:
    months = setting({}, "maatregel_vergeten_maanden") or 1
    days = setting({}, "beroep_dagen")
    if own is None:
        return Agreed(LADDER, STAPPENPLAN, days, "", months, appeal_confirmed=False, own=False)
    return Agreed(
        tuple(own.ladder) or LADDER, tuple(own.steps) or STAPPENPLAN, own.appeal_days or days, own.appeal_to,
        own.forget_months or months, appeal_confirmed=own.appeal_days is not None, own=True,
    )  # fmt: skip


@transaction.atomic
def save_rules(
    *,
    by: Principal,
    school: School,
    ladder: Iterable[str],
    steps: Iterable[str],
    appeal_days: int | None,
    appeal_to: str,
    forget_months: int | None,
) -> SchoolRules:
    """Keep what the school agreed. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require_at(by, acts.TUCHT_KEEP, school.pk)
    lists = {"ladder": _lines(ladder), "steps": _lines(steps)}
    for name, lines in lists.items():
        longest = LADDER_LINE if name == "ladder" else STEP_LINE
        if len(lines) > MOST_LINES or any(len(line) > longest for line in lines):
            raise ValidationError(
                {
                    name: _("Hoogstens %(most)d regels, elk van hoogstens %(n)d tekens.")
                    % {"most": MOST_LINES, "n": longest}
                }
            )
    rules, _made = SchoolRules.objects.update_or_create(
        pk=school.pk,
        defaults={
            **lists, "appeal_days": appeal_days, "appeal_to": " ".join(appeal_to.split()),
            "forget_months": forget_months, "changed_by": name_of(by),
        },
    )  # fmt: skip
    log.record(by=by, act="tucht.rules", on=rules, organisation_id=school.pk, why=why)
    return rules


def _lines(given: Iterable[str]) -> list[str]:
    found = (" ".join(line.split()).lstrip("- ").strip() for line in given)
    return list(dict.fromkeys(line for line in found if line))
