"""In which order pupils stand on the list: the criteria of the law core, asked on the day of looking.

Age, speed and duration change with the days while nothing happens, so the order is never stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, QuerySet

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.access.sql import among
from leerrecht.attendance.models import HalfDay
from leerrecht.duties.models import Outcome
from leerrecht.law import school_year
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.strip import ABSENT
from leerrecht.law.tables import waarde
from leerrecht.law.urgency import Feiten, Urgentie, urgentie
from leerrecht.people.models import Pupil

# Absence from a workplace and absence by right say nothing of the bond with school (decision 29).
SPEED_CODES = sorted(set(ABSENT.decode()) - {"M", "R"})


@dataclass(frozen=True, slots=True)
class Place:
    """A pupil in the order, and the reasons in words."""

    pupil_id: int
    reasons: tuple[str, ...]


def in_order(found: QuerySet[Outcome], *, to: Principal, on: date) -> list[Place]:
    """The pupils of these outcomes, most urgent first, equally urgent ones by name: three queries."""
    since = dict(found.order_by().values_list("pupil_id").annotate(since=Min("sinds")))
    speeds = _speeds(list(since), to, on)
    # Whoever sees an outcome of a pupil may know why the pupil stands where it stands.
    pupils = Pupil.objects.filter(pk__in=among(since)).values_list("pk", "sort_key", "birth_date", "answer__urgency")
    placed: list[tuple[Urgentie, str, int]] = []
    for pupil_id, name, born, known in pupils:
        facts = Feiten(
            leeftijd=_age(born, on),
            afwezig_6_weken=speeds.get(pupil_id, 0),
            dagen=(on - since[pupil_id]).days,
            **(known or {}),
        )
        placed.append((urgentie(facts), name, pupil_id))
    placed.sort(key=lambda item: (item[0].key, item[1], item[2]))
    return [Place(pupil_id, urgency.redenen) for urgency, _name, pupil_id in placed]


def _speeds(pupil_ids: Sequence[int], to: Principal, on: date) -> dict[int, int]:
    first = on - timedelta(days=waarde("tempo.dagen")) + ONE_DAY
    marks = visible(HalfDay, to=to, act=acts.DUTY_VIEW).filter(
        school_year__in={school_year(first), school_year(on)},
        pupil_id__in=among(pupil_ids),
        date__range=(first, on),
        mark__in=SPEED_CODES,
    )
    return dict(marks.values_list("pupil_id").annotate(number=Count("date")))


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
