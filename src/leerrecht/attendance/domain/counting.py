"""How many marks stand in the way of a change below: a free day, an enrolment that would end earlier."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from leerrecht.access.principal import command
from leerrecht.access.standing import lend
from leerrecht.attendance.models import HalfDay


def count_marks(
    *,
    school_id: int | None = None,
    enrolment_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
    part: str = "",
) -> int:
    """Half-days marked from ``first`` to ``last`` (None: no bound), of a school or of an enrolment.

    All of them: who keeps the calendar of a school need not see a pupil of it.
    """
    wanted = Q()
    for name, value in {
        "school_id": school_id,
        "enrolment_id": enrolment_id,
        "date__gte": first,
        "date__lte": last,
        "part": part,
    }.items():
        if value not in (None, ""):
            wanted &= Q(**{name: value})
    with lend(command("ingevulde halve dagen", timezone.localdate())):
        return HalfDay.objects.filter(wanted).count()
