"""Referrals follow the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.people.models import Pupil
from leerrecht.referrals.models import Referral


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``; where both are being passed on along the same flow, that of ``drop`` is closed."""
    open_ = {
        (one.organisation_id, one.compartment, one.flow) for one in Referral.objects.filter(pupil=keep, closed_on=None)
    }
    for one in Referral.objects.filter(pupil=drop, closed_on=None):
        if (one.organisation_id, one.compartment, one.flow) in open_:
            one.closed_on, one.ending, one.closed_by = max(by.on, one.begun_on), "ingetrokken", by.name
            one.save(update_fields=["closed_on", "ending", "closed_by"])
    return {"referrals": Referral.objects.filter(pupil=drop).update(pupil=keep)}
