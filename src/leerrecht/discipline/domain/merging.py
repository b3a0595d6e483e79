"""What lies in this room follows the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.discipline.models import ClbAdvice, Contest, Incident, Involved, Measure, Procedure, Report, Search
from leerrecht.people.models import Pupil


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001
    """Move all of ``drop``; who was in one incident twice, or whose attest is contested twice, is kept once."""
    twice = Involved.objects.filter(pupil=keep).values("incident", "part")
    for row in twice:
        Involved.objects.filter(pupil=drop, **row).delete()
    for attest in Contest.objects.filter(pupil=keep).values("organisation_id", "attest_on"):
        Contest.objects.filter(pupil=drop, **attest).delete()
    return {
        name: model._default_manager.filter(pupil=drop).update(pupil=keep)
        for name, model in (
            ("incidents", Incident), ("involved", Involved), ("searches", Search), ("measures", Measure),
            ("procedures", Procedure), ("advice", ClbAdvice), ("reports", Report),
            ("contests", Contest),
        )
    }  # fmt: skip
