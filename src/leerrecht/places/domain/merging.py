"""Waiting lists and refusals follow the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.people.models import Pupil
from leerrecht.places.models import LIVE, Application, Refusal, State


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``; who waited twice on one list, waits once."""
    there = Application.objects.filter(pupil=keep, state__in=LIVE).values("slot")
    Application.objects.filter(pupil=drop, state__in=LIVE, slot__in=there).update(state=State.WITHDRAWN, state_on=by.on)
    return {
        "applications": Application.objects.filter(pupil=drop).update(pupil=keep),
        "refusals": Refusal.objects.filter(pupil=drop).update(pupil=keep),
    }
