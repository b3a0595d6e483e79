"""The facts of presence that lie beside a decision: counts of a stretch, and of the one before."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay
from leerrecht.law import school_year
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.strip import ABSENT
from leerrecht.trajectories.rules import STRETCH

_ABSENT = sorted(set(ABSENT.decode()))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Absent half-days within a time: with any code, and of those B."""

    first: date
    last: date
    absent: int
    b: int


@dataclass(frozen=True, slots=True)
class Presence:
    """``before`` and ``now``, as long as each other; ``whole`` since the day from which one asks."""

    before: Stretch
    now: Stretch
    whole: Stretch | None = None


def presence(pupil_id: int, *, to: Principal, on: date, since: date | None = None) -> Presence:
    """Counts of the half-days that the reader sees: one query."""
    middle, first = on - STRETCH, on - 2 * STRETCH
    spans = {"before": (first + ONE_DAY, middle), "now": (middle + ONE_DAY, on)}
    if since is not None:
        spans["whole"] = (since, on)
    earliest = min(span[0] for span in spans.values())
    marks = visible(HalfDay, to=to, act=acts.DUTY_VIEW).filter(
        school_year__in=range(school_year(earliest), school_year(on) + 1), pupil_id=pupil_id, mark__in=_ABSENT,
        date__range=(earliest, on),
    )  # fmt: skip
    counts = marks.aggregate(
        **{f"{name}_absent": Count("date", filter=Q(date__range=span)) for name, span in spans.items()},
        **{f"{name}_b": Count("date", filter=Q(date__range=span, mark="B")) for name, span in spans.items()},
    )
    found = {
        name: Stretch(*span, counts[f"{name}_absent"], counts[f"{name}_b"]) for name, span in spans.items()
    }  # fmt: skip
    return Presence(**found)
