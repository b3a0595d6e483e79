"""Which imports and profiles somebody sees: those of the schools where the role may import."""

from django.db.models import Q

from leerrecht.access.principal import Principal
from leerrecht.organisations.models import School


def runs(principal: Principal, act: str) -> Q:
    """Imports of a school by its places; what a command brought in for a whole board is seen by that user alone."""
    return Q(school_id__in=principal.places(act)) | Q(school=None, by_id=principal.user_id, by_id__isnull=False)


def refused_rows(principal: Principal, act: str) -> Q:
    return Q(run__school_id__in=principal.places(act)) | Q(
        run__school=None, run__by_id=principal.user_id, run__by_id__isnull=False
    )


def changes(principal: Principal, act: str) -> Q:
    return refused_rows(principal, act)


def sources(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.places(act))


def profiles(principal: Principal, act: str) -> Q:
    boards = School.objects.filter(pk__in=principal.places(act)).values("board_id")
    return Q(board_id__in=boards)
