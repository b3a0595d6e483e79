"""On whose behalf somebody acts for a pupil, and where a referral then lies."""

from dataclasses import dataclass
from typing import Any

from leerrecht.access import acts
from leerrecht.access.compartments import Clb, Medisch
from leerrecht.access.principal import Principal
from leerrecht.notes.domain.places import Place, places
from leerrecht.people.models import Pupil
from leerrecht.referrals.flows import Flow, Side

# Owned by a CLB, never by a school.
OF_A_CLB = frozenset({Clb.key, Medisch.key})


@dataclass(frozen=True, slots=True)
class Home:
    """A place for a referral, and the side on which it is begun there."""

    place: Place
    side: Side


def side_at(by: Principal, place: Any) -> Side | None:
    """The side of a place or record: the house that owns it, or the CLB that it is shared with."""
    owner = Side.CLB if place.compartment in OF_A_CLB else Side.SCHOOL
    own = by.organisations(acts.REFERRAL_MAKE)
    if by.system or place.organisation_id in own:
        return owner
    return Side.CLB if place.counterpart_id in own else None


def sides(by: Principal, found: list[Place]) -> dict[Side, list[Place]]:
    """The places by side, for who makes referrals there."""
    by_side: dict[Side, list[Place]] = {}
    for place in found:
        side = side_at(by, place)
        if side is not None:
            by_side.setdefault(side, []).append(place)
    return by_side


def homes(flow: Flow, by_side: dict[Side, list[Place]]) -> list[Home]:
    """Where a flow may lie for this person, the usual place first."""
    return [
        Home(place, side)
        for side, keys in flow.homes.items()
        for key in keys
        for place in by_side.get(side, ())
        if place.compartment == key
    ]


def fitting(by: Principal, pupil: Pupil, referral: Any, compartment: str) -> tuple[str, int]:
    """Where a form of the referral goes: in its own compartment where one writes there, else beside the referral."""
    houses = (referral.organisation_id, referral.counterpart_id)
    for place in () if by.system else places(by, pupil):
        if place.compartment == compartment and place.organisation_id in houses:
            return place.compartment, place.organisation_id
    return referral.compartment, referral.organisation_id
