"""What pupil and parents wrote follows the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.people.models import Pupil
from leerrecht.portal.models import Matter, OwnWord, Quiet


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move all of ``drop``; of two orders of silence at one school the one of ``keep`` stays open."""
    here = Quiet.objects.filter(pupil=keep, ended_on=None).values("organisation_id")
    Quiet.objects.filter(
        pupil=drop, ended_on=None, organisation_id__in=list(here.values_list("organisation_id", flat=True))
    ).update(ended_on=by.on, ended_by=by.name)
    return {
        name: model._default_manager.filter(pupil=drop).update(pupil=keep)
        for name, model in (("own_words", OwnWord), ("matters", Matter), ("quiet", Quiet))
    }
