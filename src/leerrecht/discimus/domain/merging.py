"""What AGODI knows follows the pupil when two records become one."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.access.principal import Principal
from leerrecht.discimus.models import OPEN, STANDING, Message, State
from leerrecht.people.models import Pupil


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001
    """Move all of ``drop``. What was not sent is laid out anew; of a subject on both, the kept record says what
    AGODI knows. While a message is underway of which nobody knows whether it arrived, there is no merging.
    """
    both = Message.objects.filter(pupil__in=(keep, drop))
    if both.filter(state__in=OPEN, tries__gt=0).exists():
        raise ValidationError(
            _("Een bericht aan Discimus over deze leerling heeft nog geen antwoord. Probeer het over een uur opnieuw.")
        )
    theirs = Message.objects.filter(pupil=drop)
    theirs.filter(state__in=STANDING).update(state=State.LAPSED)
    known = Message.objects.filter(pupil=keep, current=True)
    for message in theirs.filter(current=True):
        if known.filter(school=message.school_id, subject=message.subject).exists():
            theirs.filter(pk=message.pk).update(current=False)
    return {"discimus": theirs.update(pupil=keep)}
