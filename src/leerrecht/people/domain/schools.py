"""Where a pupil is now. Enrolments lie on a floor above, which says here how to find out."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from leerrecht.organisations.models import Service

Finder = Callable[[Collection[int], date], Mapping[int, frozenset[int]]]
_finder: list[Finder] = []


def register_finder(finder: Finder) -> Finder:
    """Tell how the schools of pupils on a day are found: where enrolled, else where last enrolled."""
    _finder[:] = [finder]
    return finder


def schools_of(pupil_id: int, on: date) -> frozenset[int]:
    """The schools where the pupil is enrolled on that day; else where it was enrolled last: one query."""
    return schools_of_each([pupil_id], on)[pupil_id]


def schools_of_each(pupil_ids: Collection[int], on: date) -> Mapping[int, frozenset[int]]:
    """The same for several pupils, each with what was found, also where that is nothing: one query."""
    if not _finder:
        raise RuntimeError("no app has registered enrolments")
    return _finder[0](pupil_ids, on)


def centres_of(schools: frozenset[int], on: date) -> frozenset[int]:
    """The CLBs that serve these schools on that day."""
    found = Service.objects.filter(school_id__in=schools, period__contains=on).values_list("centre_id", flat=True)
    return frozenset(found)
