"""Where a pupil is: asked by rooms below, so without a principal; whoever asks has asked the policy."""

from datetime import date

from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.enrolment.models import Enrolment


def schools_of(pupil_id: int, on: date) -> frozenset[int]:
    """Schools where the pupil is enrolled on that day; else the one of the last enrolment before it: one query."""
    enrolments = Enrolment.objects.filter(pupil_id=pupil_id, period__startswith__lte=on).order_by("-period")
    with stand(command("waar een leerling is", on)):
        rows = list(enrolments.values_list("school_id", "period"))
    now = frozenset(school for school, period in rows if on < period.upper)
    return now or frozenset(school for school, _period in rows[:1])
