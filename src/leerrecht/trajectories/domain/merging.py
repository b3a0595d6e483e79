"""Signals and the file of the CLB follow the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.people.models import Pupil
from leerrecht.trajectories.models import CareStep, HomeEducation, Signal, State, Traject
from leerrecht.trajectories.models.signal import LIVE


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``; what is live for both goes on under the kept record, that of ``drop`` is closed."""
    for signal in Signal.objects.filter(pupil=keep, state__in=LIVE):
        Signal.objects.filter(pupil=drop, centre_id=signal.centre_id, about=signal.about, state__in=LIVE).update(
            state=State.CLOSED, rank=None
        )
    houses = Traject.objects.filter(pupil=keep, closed_on=None).values("organisation_id")
    Traject.objects.filter(pupil=drop, closed_on=None, organisation_id__in=houses).update(
        closed_on=by.on, ending="verhuisd", closed_by=by.name
    )
    if HomeEducation.objects.filter(pupil=keep, ends_on=None).exists():
        HomeEducation.objects.filter(pupil=drop, ends_on=None).delete()
    return {
        name: model._default_manager.filter(pupil=drop).update(pupil=keep)
        for name, model in (
            ("clb_signals", Signal), ("clb_trajects", Traject), ("clb_steps", CareStep), ("home", HomeEducation),
        )
    }  # fmt: skip
