"""What of the log another program may hear: by a webhook, or by asking what changed."""

from django.db.models import Q, QuerySet

from leerrecht.access.models import LogEntry, LogSeal
from leerrecht.api.rules import DUTY, EVENT_OF_ACT, HALF_DAY, OF_THE_REGISTER, REGISTER
from leerrecht.attendance.models import Register

_REGISTER = Register._meta.label_lower


def settled_until() -> int:
    """The last number of the log up to which everything is written: where the last seal ends."""
    newest = LogSeal.objects.order_by("-pk").first()
    return newest.last_id if newest else 0


def entries(school_id: int, *, after: int, until: int) -> QuerySet[LogEntry]:
    """Acts at a school with a number beyond ``after``, up to ``until``; none of a confidential record."""
    found = LogEntry.objects.filter(
        organisation_id=school_id, pk__gt=after, pk__lte=until, act__in=EVENT_OF_ACT, compartments=[]
    )
    return found.filter(~Q(act=_CLOSED) | _of_the_register()).order_by("pk")


def event_of(entry: LogEntry) -> str:
    event = EVENT_OF_ACT[entry.act]
    return REGISTER if event == HALF_DAY and entry.kind == _REGISTER else event


_CLOSED = next(act for act, event in EVENT_OF_ACT.items() if event == DUTY)


def _of_the_register() -> Q:
    """Duties that follow from the register alone; that another was closed tells of care or of a measure."""
    found = Q()
    for beginning in OF_THE_REGISTER:
        found |= Q(detail__regel__startswith=beginning)
    return found
