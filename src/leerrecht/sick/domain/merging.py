"""Education during illness follows the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.people.models import Pupil
from leerrecht.sick.models import Inlichting, Stopped, Ziekteonderwijs


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``; what runs for both at one school, ends for ``drop`` today."""
    running = Ziekteonderwijs.objects.filter(ended_on=None, refused_on=None)
    there = set(running.filter(pupil=keep).values_list("school_id", "kind"))
    for one in running.filter(pupil=drop):
        if (one.school_id, one.kind) in there:
            one.ended_on, one.ended_how = by.on, Stopped.TWICE
            one.save(update_fields=["ended_on", "ended_how"])
    return {
        "sick_learning": Ziekteonderwijs.objects.filter(pupil=drop).update(pupil=keep),
        "sick_told": Inlichting.objects.filter(pupil=drop).update(pupil=keep),
    }
