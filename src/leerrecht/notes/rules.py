"""Who reads an aantekening: by role within the reach, by a grant for the case, or as pupil or parent."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from leerrecht.access import acts
from leerrecht.access.compartments import ABILITY_ASKED, PARENTS, PUPIL, Gedeeld
from leerrecht.access.principal import Principal, Seat
from leerrecht.access.roles import Reach
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.enrolment.rules import own_classes
from leerrecht.people import rules as people
from leerrecht.people.models import GrantKind

BEYOND_ROLES = frozenset({acts.NOTE_VIEW, acts.NOTE_WITHDRAW})


def aantekeningen(principal: Principal, act: str) -> Q:
    readable: Q | None = principal.conditions.get("aantekeningen")
    if readable is None:
        readable = by_role(principal) | by_grant(principal) | by_account(principal)
        principal.conditions["aantekeningen"] = readable
    if act == acts.NOTE_VIEW:
        return readable
    if act != acts.NOTE_WITHDRAW:
        return people.NOBODY
    # Whoever wrote it, as long as they read there; and who leads the house that owns it.
    leads = [seat.organisation_id for seat in principal.seats if acts.MEMBER_MANAGE in seat.role.acts]
    return readable & (Q(written_by_id=principal.user_id or 0) | Q(organisation_id__in=leads))


def withdraws(principal: Principal, record: Any) -> bool:
    """Whether a record that the principal reads may be withdrawn: by its writer, or who leads the house."""
    if principal.system:
        return True
    mine = record.written_by_id is not None and record.written_by_id == principal.user_id
    leads = {seat.organisation_id for seat in principal.seats if acts.MEMBER_MANAGE in seat.role.acts}
    return mine or record.organisation_id in leads


def by_role(principal: Principal) -> Q:
    """The compartments of each seat, of the records of its organisation, for the pupils within its reach."""
    scope = people.NOBODY
    for seat in principal.seats:
        if acts.NOTE_VIEW in seat.role.acts and seat.role.compartments and seat.role.reach is not Reach.NONE:
            scope |= _of_seat(principal, seat)
    return scope


def _of_seat(principal: Principal, seat: Seat) -> Q:
    own = Q(organisation_id=seat.organisation_id, compartment__in=sorted(seat.role.compartments))
    if seat.role.reach is Reach.CLASSES:
        taught = own_classes(principal, acts.NOTE_VIEW).filter(class_group__school_id=seat.organisation_id)
        sits = Placement.objects.filter(
            class_group__in=taught.values("class_group"), period__contains=principal.on,
            enrolment__pupil_id=OuterRef("pupil_id"),
        )  # fmt: skip
        return own & Q(Exists(sits))
    if seat.role.reach is Reach.SERVED:
        return own & Q(
            Exists(Enrolment.objects.filter(pupil_id=OuterRef("pupil_id"), school_id__in=sorted(seat.schools)))
        )
    return own


def by_grant(principal: Principal) -> Q:
    """A live grant for this pupil and compartment, on records of the house that the grant names or shares with.

    What a pupil said in confidence follows the pupil, whatever the school.
    """
    owned = Q(organisation_id=OuterRef("organisation_id")) | Q(organisation_id=OuterRef("counterpart_id"))
    trusted = Q(kind=GrantKind.TRUST)
    found = people.live_grants(principal).filter(owned | trusted, pupil_id=OuterRef("pupil_id"))
    return Q(Exists(found.filter(compartments__contains=[OuterRef("compartment")])))


def by_account(principal: Principal) -> Q:
    """The pupil, once able to judge or where that is not asked; the parents, unless the pupil's wish was noted."""
    own = people.own_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))
    able = people.able_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))
    child = people.children(principal).filter(contact__pupil_id=OuterRef("pupil_id"))
    return (
        Q(Exists(own), compartment__in=sorted(PUPIL - ABILITY_ASKED))
        | Q(Exists(able), compartment__in=sorted(PUPIL & ABILITY_ASKED))
        | Q(Exists(child), compartment__in=sorted(PARENTS), parents_excluded=False)
        & people.told_to_parents("pupil_id", Q(compartment=Gedeeld.key))
    )
