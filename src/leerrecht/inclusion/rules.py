"""Who sees the lights of which school: its head and its board. Others see how many schools have which light."""

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal


def of_school(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.schools(act))


def sees_numbers_whole(principal: Principal, school_id: int) -> bool:
    """Whether somebody works at the school itself: a board sees no pupils, and so no number of a few."""
    return principal.system or school_id in principal.places(acts.INCLUSION_VIEW)
