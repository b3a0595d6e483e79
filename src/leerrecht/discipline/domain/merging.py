"""What lies in this room follows the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.discipline.models import ClbAdvice, Incident, Involved, Measure, Procedure, Report, Search
from leerrecht.people.models import Pupil


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001
    """Move all of ``drop``; who was involved in one incident twice is kept once."""
    twice = Involved.objects.filter(pupil=keep).values("incident", "part")
    for row in twice:
        Involved.objects.filter(pupil=drop, **row).delete()
    return {
        name: model._default_manager.filter(pupil=drop).update(pupil=keep)
        for name, model in (
            ("incidents", Incident), ("involved", Involved), ("searches", Search), ("measures", Measure),
            ("procedures", Procedure), ("advice", ClbAdvice), ("reports", Report),
        )
    }  # fmt: skip
