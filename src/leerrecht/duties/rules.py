"""Which outcomes of the law somebody sees."""

from django.db.models import Q

from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach


def outcomes(principal: Principal, act: str) -> Q:
    """The school sees its own; the CLB of the school sees what is addressed to a CLB."""
    own = principal.places(act, Reach.SCHOOL)
    served = principal.places(act, Reach.SERVED)
    return Q(school_id__in=own) | Q(school_id__in=served, voor__contains=["clb"])


def seen(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.places(act, Reach.SCHOOL))
