"""The trust person: chosen by the pupil among who works with the pupil, and taken back by the pupil."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, command
from leerrecht.access.roles import ROLES
from leerrecht.access.standing import stand
from leerrecht.organisations.models import Membership
from leerrecht.people.domain.grants import give_grant, withdraw_grant
from leerrecht.people.domain.openings import Opening, openings
from leerrecht.people.domain.queries.grants import Line, lines
from leerrecht.people.models import Grant, GrantKind
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.languages import in_dutch
from leerrecht.portal.terms import said

WHY = gettext_lazy("De leerling koos deze persoon zelf.")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the school or its CLB, whom the pupil may choose."""

    pk: int
    name: str
    what: str


def accesses(by: Principal, me: Me) -> list[Line]:
    """Who has access to this one file today, as far as the visitor may know."""
    return [one for one in lines(by, me.pupil) if one.live]


def choosable(by: Principal, me: Me) -> list[Person]:
    """Whom the pupil may choose: one query; nobody for a parent, and nobody who is chosen already."""
    if _opening(by, me) is None:
        return []
    chosen = Grant.objects.filter(
        pupil=me.pupil, kind=GrantKind.TRUST, withdrawn_at=None, period__contains=by.on
    ).values("user")  # fmt: skip
    reads = sorted(key for key, role in ROLES.items() if acts.CASE_VIEW in role.acts)
    houses = [one.pk for one in (me.school, me.centre) if one is not None]
    with stand(command("vertrouwenspersoon kiezen", by.on)):
        rows = Membership.objects.filter(
            organisation_id__in=houses, role__in=reads, period__contains=by.on, user__is_active=True
        ).exclude(user__in=chosen)  # fmt: skip
        seats = list(rows.select_related("user", "organisation").order_by("user__last_name", "user__first_name", "-pk"))
    found = {one.user_id: f"{said(ROLES[one.role].name)}, {one.organisation.name}" for one in seats}
    names = {one.user_id: one.user.get_full_name() for one in seats}
    return [Person(pk, names[pk], what) for pk, what in found.items()]


@transaction.atomic
def trust(*, by: Principal, me: Me, person: int) -> Grant:
    """The pupil chooses somebody. Raises ``Denied`` for who is not the pupil, ``ValidationError`` by field."""
    opening = _opening(by, me)
    if opening is None:
        raise policy.Denied(_("Alleen de leerling zelf kiest een vertrouwenspersoon."))
    if person not in {one.pk for one in choosable(by, me)}:
        raise ValidationError({"person": _("Kies iemand uit de lijst.")})
    return give_grant(
        by=by, pupil=me.pupil, user=User.objects.get(pk=person), kind=opening.kind,
        organisation_id=opening.organisation_id, compartments=opening.compartments, reason=in_dutch(WHY),
    )  # fmt: skip


def trust_no_more(*, by: Principal, me: Me, key: object) -> Grant:
    """What the pupil said is read by that person no more. Raises ``Http404``, ``ValidationError``."""
    grant = policy.find(Grant, key, by=by, act=acts.GRANT_WITHDRAW, without=("reason",))
    if grant.pupil_id != me.pupil.pk or grant.kind != GrantKind.TRUST:
        raise policy.missing(Grant)
    return withdraw_grant(by=by, grant=grant)


def _opening(by: Principal, me: Me) -> Opening | None:
    if not me.itself:
        return None
    return next((one for one in openings(by, me.pupil) if one.kind is GrantKind.TRUST), None)
