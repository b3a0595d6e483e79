"""Schools and organisations of somebody who works with figures and people, never with pupils."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Model, Sum

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.enrolment.domain.queries.schools import schools
from leerrecht.organisations.models import Board, Centre, Organisation, OrganisationKind, School


@dataclass(frozen=True, slots=True)
class Kind:
    """How many organisations of a kind there are, with the word for that number of them."""

    kind: str
    label: str
    count: int


def totals(principal: Principal, on: date) -> dict[str, int]:
    """``schools`` of somebody, their ``classes`` and ``pupils`` on a day: one query, only numbers."""
    summed = schools(principal, on=on).order_by()
    return summed.aggregate(
        schools=Count("pk"), classes=Sum("class_count", default=0), pupils=Sum("pupil_count", default=0)
    )


def organisations_by_kind(principal: Principal) -> list[Kind]:
    """What the operator looks after: one query."""
    counts = dict(
        policy.visible(Organisation, to=principal, act=acts.MEMBER_MANAGE)
        .order_by()
        .values_list("kind")
        .annotate(number=Count("pk"))
    )
    kinds = ((OrganisationKind.BOARD, Board), (OrganisationKind.SCHOOL, School), (OrganisationKind.CENTRE, Centre))
    return [
        Kind(kind.value, _word(model, counts.get(kind.value, 0)), counts.get(kind.value, 0)) for kind, model in kinds
    ]


def _word(model: type[Model], count: int) -> str:
    return str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)


def without_pupils(principal: Principal) -> bool:
    """Somebody all of whose seats have no sight of pupils: a school board, an operator."""
    return bool(principal.seats) and all(seat.role.reach is Reach.NONE for seat in principal.seats)
