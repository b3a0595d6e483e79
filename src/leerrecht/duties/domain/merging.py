"""What this room keeps of a pupil, when two records of one child become one."""

from leerrecht.access.principal import Principal
from leerrecht.duties.models import Seen
from leerrecht.people.models import Pupil


def move_seen(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001 - the merge is logged whole
    """What was said of ``drop`` is said of ``keep``; where both have something, the newest stands.

    Outcomes are derived, and follow by themselves.
    """
    moved = 0
    known = {_place(seen): seen for seen in Seen.objects.filter(pupil=keep)}
    for seen in Seen.objects.filter(pupil=drop):
        other = known.get(_place(seen))
        if other is not None:
            if other.at >= seen.at:
                seen.delete()
                continue
            other.delete()
        seen.pupil = keep
        seen.save(update_fields=["pupil"])
        moved += 1
    return {"seen": moved}


def _place(seen: Seen) -> tuple[str, int, str, str]:
    return seen.regel, seen.school_year, seen.voorwerp, seen.side
