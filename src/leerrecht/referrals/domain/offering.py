"""The referral that fits a line of the worklist."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.duties.domain.offers import Offer
from leerrecht.duties.models import Outcome
from leerrecht.referrals.flows import FLOWS
from leerrecht.referrals.flows.kinds import Side

FITTING = {
    "b10.politie": "politie", "politie.melden": "politie", "politie.opnieuw": "politie",
    "zorgwekkend.mogelijk": "zorgwekkend", "uitstroom.gesprek": "uitstroom", "transitie.mogelijk": "transitie",
    "aanloop.screening": "aanloopfase",
}  # fmt: skip


def offers(by: Principal, outcomes: Sequence[Outcome]) -> Mapping[int, Sequence[Offer]]:
    """No query: who makes referrals at the school of the pupil is offered the one that this side may begin."""
    sides = {
        Side.SCHOOL: by.places(acts.REFERRAL_MAKE, Reach.SCHOOL), Side.CLB: by.places(acts.REFERRAL_MAKE, Reach.SERVED),
    }  # fmt: skip
    return {
        outcome.pk: [_offer(FITTING[outcome.regel], outcome.pupil_id)]
        for outcome in outcomes
        if outcome.regel in FITTING
        and any(outcome.school_id in sides[side] for side in FLOWS[FITTING[outcome.regel]].homes)
    }


def _offer(flow: str, pupil_id: int) -> Offer:
    asked = {"soort": flow, "leerling": pupil_id}
    name = _("Doorverwijzing: %(name)s") % {"name": FLOWS[flow].name}
    return Offer(f"doorverwijzing-{flow}", name, f"{reverse('referral-start')}?{urlencode(asked)}")
