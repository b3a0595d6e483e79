"""The referral that fits a line of the worklist."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.principal import Principal, Seat
from leerrecht.access.roles import Reach
from leerrecht.duties.domain.offers import Offer
from leerrecht.duties.models import Outcome
from leerrecht.notes.domain.places import OF_THE_SCHOOL, WRITES
from leerrecht.people.domain.schools import schools_of_each
from leerrecht.people.models import Grant, GrantKind
from leerrecht.people.rules import cases
from leerrecht.referrals.flows import FLOWS, Flow
from leerrecht.referrals.flows.kinds import Side

FITTING = {
    "b10.politie": "politie", "politie.melden": "politie", "politie.opnieuw": "politie",
    "zorgwekkend.mogelijk": "zorgwekkend", "uitstroom.gesprek": "uitstroom", "transitie.mogelijk": "transitie",
    "aanloop.screening": "aanloopfase",
}  # fmt: skip


def offers(by: Principal, outcomes: Sequence[Outcome]) -> Mapping[int, Sequence[Offer]]:
    """For each outcome the referral that ``by`` can begin for that pupil today: at most two queries.

    The same question as on the page that begins it (``notes.domain.places``), asked for many at once: a school writes
    about who is there, or was there last; a CLB on its cases, and in what it shares with a school that it serves.
    """
    makes = [seat for seat in by.seats if acts.REFERRAL_MAKE in seat.role.acts]
    fitting = [one for one in outcomes if one.regel in FITTING] if makes else []
    if not fitting:
        return {}
    here = schools_of_each({one.pupil_id for one in fitting}, by.on)
    served = [seat for seat in makes if seat.role.reach is Reach.SERVED]
    grants: dict[int, list[Grant]] = {}
    for grant in cases(by).filter(pupil_id__in=here) if served else ():
        grants.setdefault(grant.pupil_id, []).append(grant)
    return {
        one.pk: [_offer(FITTING[one.regel], one.pupil_id)]
        for one in fitting
        if _of_school(makes, FLOWS[FITTING[one.regel]], here[one.pupil_id])
        or _of_clb(served, FLOWS[FITTING[one.regel]], here[one.pupil_id], grants.get(one.pupil_id, ()))
    }


def _of_school(seats: Iterable[Seat], flow: Flow, here: frozenset[int]) -> bool:
    keys = set(flow.homes.get(Side.SCHOOL, ()))
    return any(seat.role.reach is Reach.SCHOOL and seat.role.writes & keys and seat.schools & here for seat in seats)


def _of_clb(seats: Sequence[Seat], flow: Flow, here: frozenset[int], grants: Iterable[Grant]) -> bool:
    keys = WRITES[GrantKind.CASE] & set(flow.homes.get(Side.CLB, ()))
    return any(
        seat.organisation_id == grant.organisation_id
        and any(key not in OF_THE_SCHOOL or seat.schools & here for key in keys & set(grant.compartments))
        for grant in grants
        for seat in seats
    )


def _offer(flow: str, pupil_id: int) -> Offer:
    asked = {"soort": flow, "leerling": pupil_id}
    name = _("Doorverwijzing: %(name)s") % {"name": FLOWS[flow].name}
    return Offer(f"doorverwijzing-{flow}", name, f"{reverse('referral-start')}?{urlencode(asked)}")
