"""Who sees the register, and the choices of this room."""

from datetime import timedelta

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.people.rules import NOBODY
from leerrecht.thuiszitters.models import Thuiszitter

# Choices of ours, without a source in the documents; named in decision 0704.
# After so many school days without contact between school and pupil, the list says so (te verifieren).
CONTACT_SCHOOL_DAYS = 10
# In which classes the length is shown in figures, in school days: those of the exclusions (000:3754-3763).
LENGTHS = ((1, 10), (11, 40), (41, 120), (121, 180), (181, None))
# What is due within this time stands on the page of today already.
SOON = timedelta(days=7)
# How far back the daily look goes for what began or ended by its own date, should a day have been missed.
LOOK_BACK = timedelta(days=14)
# What ends for good: no later fact brings it back.
FINAL = frozenset({"overleden"})


def register(principal: Principal, act: str) -> Q:
    """The care team and director of the school, the CLB that serves it; of a child without a school its CLB."""
    if act not in (acts.SITTER_VIEW, acts.SITTER_KEEP):
        return NOBODY
    centres = principal.organisations(act)
    return Q(school_id__in=principal.places(act)) | Q(school=None, centre_id__in=centres)


def of_record(principal: Principal, act: str) -> Q:
    return Q(record__in=Thuiszitter.objects.filter(register(principal, act)).order_by().values("pk"))
