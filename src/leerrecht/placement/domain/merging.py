"""Searches follow the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.people.models import Pupil
from leerrecht.placement.models import Ended, SchoolSearch


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``; where one house searches for both, what was asked goes to the search of ``keep``."""
    running = {one.organisation_id: one for one in SchoolSearch.objects.filter(pupil=keep, ended_on=None)}
    for one in SchoolSearch.objects.filter(pupil=drop, ended_on=None, organisation_id__in=running):
        other = running[one.organisation_id]
        one.approaches.update(search=other)
        one.steps.update(search=other)
        one.ended_on, one.ended_how, one.ended_by = max(by.on, one.since), Ended.MISTAKE, by.name
        one.save(update_fields=["ended_on", "ended_how", "ended_by"])
    return {"searches": SchoolSearch.objects.filter(pupil=drop).update(pupil=keep)}
