"""The register follows the pupil when two records of one child become one."""

from leerrecht.access.principal import Principal
from leerrecht.people.models import Pupil
from leerrecht.thuiszitters.domain.recompute import end
from leerrecht.thuiszitters.models import Thuiszitter


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``; where both stand on the register, that of ``drop`` ends, and the kept one goes on."""
    if Thuiszitter.objects.filter(pupil=keep, ended_on=None).exists():
        for record in Thuiszitter.objects.filter(pupil=drop, ended_on=None):
            end(record, "anders", by.on, by=by.name)
    return {"thuiszitters": Thuiszitter.objects.filter(pupil=drop).update(pupil=keep)}
