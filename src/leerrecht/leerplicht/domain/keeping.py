"""What the night does with the list: rows whose term passed go, and whoever was enrolled meanwhile is found."""

from django.db import transaction

from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.leerplicht.domain.importing import search_again
from leerrecht.leerplicht.models import Check, ListedChild, State


@transaction.atomic
def destroy_due(*, by: Principal) -> int:
    """Destroy the rows whose day came, with their letters and steps; the number stays in the log."""
    due = ListedChild.objects.filter(destroy_on__lte=by.on)
    number = due.count()
    if number:
        due.delete()
        log.record(by=by, act="leerplicht.destroy", kind="leerplicht.listedchild", detail={"rows": number})
    return number


def search_open(*, by: Principal) -> int:
    """Look again in every check with children who wait. Gives how many were found."""
    waiting = Check.objects.filter(children__state__in=(State.DOUBT, State.OPEN)).distinct()
    return sum(search_again(by=by, check=check) for check in waiting)
