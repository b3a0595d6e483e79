"""Referrals in the own file of a pupil: which there were, with the day of each step. What was told lies in notes."""

from django.utils.translation import gettext as _

from leerrecht.referrals.flows import FLOWS
from leerrecht.referrals.models import Referral
from leerrecht.transfers.domain.own_file import Gathering, Row


def rows(gathering: Gathering) -> list[Row]:
    """One row a referral."""
    found = gathering.confidential(Referral).prefetch_related("steps").order_by("begun_on", "pk")
    return [
        {
            _("vak"): one.get_compartment_display(), _("bij"): gathering.places.get(one.organisation_id, ""),
            _("waarheen"): str(FLOWS[one.flow].name), _("begonnen op"): one.begun_on.isoformat(),
            _("stappen"): "; ".join(
                f"{step.on.isoformat()}: {FLOWS[one.flow].step(step.kind).name}"
                for step in one.steps.all()
                if step.on is not None
            ),
            _("afgesloten op"): one.closed_on.isoformat() if one.closed_on else "",
            _("hoe afgesloten"): str(FLOWS[one.flow].ending(one.ending).name) if one.ending else "",
        }
        for one in found
    ]  # fmt: skip
