"""The agenda follows the pupil when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.meetings.models import Item, Minute, Task
from leerrecht.people.models import Pupil


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001 - every merger is given it
    """Move the items of ``drop``; where both stand on one agenda, minutes and tasks go to the item that stays."""
    there = dict(Item.objects.filter(pupil=keep).values_list("meeting_id", "pk"))
    twice = list(Item.objects.filter(pupil=drop, meeting_id__in=there))
    for item in twice:
        for model in (Minute, Task):
            model._default_manager.filter(item=item).update(item_id=there[item.meeting_id])
        item.delete()
    moved = Item.objects.filter(pupil=drop).update(pupil=keep)
    return {"meeting_items": len(twice) + moved}
