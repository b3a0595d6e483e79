"""How many marks stand in the way of a change below: a free day, an enrolment that would end earlier."""

from datetime import date

from django.db.models import Q

from leerrecht.attendance.models import HalfDay


def count_marks(
    *,
    school_id: int | None = None,
    enrolment_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
    part: str = "",
) -> int:
    """Half-days marked from ``first`` to ``last`` (None: no bound), of a school or of an enrolment."""
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
    return HalfDay.objects.filter(wanted).count()
