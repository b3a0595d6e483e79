"""A row of the list follows the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.leerplicht.models import Candidate, ListedChild
from leerrecht.people.models import Pupil


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001
    """Move all of ``drop``; where both were shown as possibly the same child, the kept one stays."""
    both = Candidate.objects.filter(pupil=keep).values("child")
    doubled = Candidate.objects.filter(pupil=drop, child__in=both)
    decided = set(doubled.exclude(verdict="").values_list("child_id", "verdict", "decided_by", "decided_at"))
    doubled.delete()
    for child_id, verdict, who, at in decided:
        Candidate.objects.filter(pupil=keep, child_id=child_id, verdict="").update(
            verdict=verdict, decided_by=who, decided_at=at
        )
    return {
        "listed": ListedChild.objects.filter(pupil=drop).update(pupil=keep),
        "candidates": Candidate.objects.filter(pupil=drop).update(pupil=keep),
    }
