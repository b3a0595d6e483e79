"""Where pupils are: asked by rooms below, so without a principal; whoever asks has asked the policy."""

from collections.abc import Collection, Mapping
from datetime import date

from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.enrolment.models import Enrolment


def schools_of_each(pupil_ids: Collection[int], on: date) -> Mapping[int, frozenset[int]]:
    """Schools where each is enrolled on that day; else the one of the last enrolment before it: one query."""
    enrolments = Enrolment.objects.filter(pupil_id__in=pupil_ids, period__startswith__lte=on).order_by("-period")
    with stand(command("waar een leerling is", on)):
        rows = list(enrolments.values_list("pupil_id", "school_id", "period"))
    last: dict[int, frozenset[int]] = {}
    now: dict[int, set[int]] = {}
    for pupil_id, school, period in rows:
        last.setdefault(pupil_id, frozenset({school}))
        if on < period.upper:
            now.setdefault(pupil_id, set()).add(school)
    return {one: frozenset(now.get(one, last.get(one, ()))) for one in pupil_ids}
