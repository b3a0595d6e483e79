"""Closing a referral: how it ended. The file of the school and the case stay open."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.tracks import end_track
from leerrecht.referrals.domain.common import opened, past, written
from leerrecht.referrals.models import Referral


@transaction.atomic
def close_referral(*, by: Principal, referral: Referral, on: dt.date, ending: str) -> Referral:
    """``ending`` is one of those of the flow; the track that it began ends with it.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    referral, told, _side, why = opened(by, referral)
    past(on)
    keys = {one.key for one in told.flow.endings}
    wrong = {}
    if ending not in keys:
        wrong["ending"] = _("Kies hoe het afliep.")
    last = max((one.on for one in told.done), default=referral.begun_on)
    if on < max(last, referral.begun_on):
        wrong["on"] = _("Kies een dag op of na de laatste stap.")
    if wrong:
        raise ValidationError(wrong)
    referral.closed_on, referral.ending, referral.closed_by = on, ending, name_of(by)
    referral.save(update_fields=["closed_on", "ending", "closed_by"])
    referral.steps.filter(on=None).delete()
    if referral.track is not None and not referral.track.ended:
        end_track(by=by, track=referral.track, on=on, how=told.flow.ending(ending).track)
    written(by, "referral.close", referral, why)
    return referral
