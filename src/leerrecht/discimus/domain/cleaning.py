"""Messages are kept as long as they are compared, and then no longer: no second record of absences stays."""

from datetime import date

from django.db import transaction

from leerrecht.access.domain import log
from leerrecht.access.standing import stand
from leerrecht.discimus import rules
from leerrecht.discimus.domain.postman import postman
from leerrecht.discimus.models import Message


@transaction.atomic
def clean(on: date) -> int:
    """Take away what is of a school year before those that are compared; returns how many messages."""
    by = postman()
    with stand(by):
        _all, kinds = Message.objects.filter(school_year__lt=min(rules.years(on))).delete()
        gone = kinds.get("discimus.Message", 0)
        if gone:
            log.record(by=by, act="discimus.clean", kind=Message._meta.label_lower, detail={"messages": gone})
    return gone
