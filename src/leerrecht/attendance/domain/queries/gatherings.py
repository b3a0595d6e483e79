"""Groups for one day and who is in them, as far as somebody may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date

from django.db.models import Count, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import ClassGroup, Gathering, Placement


def gatherings(*, to: Principal, since: Date) -> QuerySet[Gathering]:
    """Groups of the schools of ``to`` from a day on, the next one first, with how many pupils they hold."""
    return (
        policy.visible(Gathering, to=to, act=acts.REGISTER_VIEW)
        .filter(date__gte=since)
        .select_related("school")
        .annotate(size=Count("pupils"))
        .order_by("date", "name", "pk")
    )


def places_in(*, to: Principal, gathering: Gathering, act: str) -> QuerySet[Placement]:
    """The places on that day of the pupils of a group whom ``to`` may see."""
    return policy.visible(Placement, to=to, act=act).filter(
        enrolment__pupil__gatherings=gathering,
        class_group__school_id=gathering.school_id,
        period__contains=gathering.date,
        enrolment__period__contains=gathering.date,
    )


@dataclass(frozen=True, slots=True)
class Member:
    """A pupil of a group with the class of that day."""

    pupil_id: int
    class_id: int


def members(*, to: Principal, gathering: Gathering, act: str) -> list[Member]:
    """The pupils of a group whom ``to`` may see, with the class in which they sit that day."""
    places = places_in(to=to, gathering=gathering, act=act)
    return [Member(pupil, group) for pupil, group in places.values_list("enrolment__pupil_id", "class_group_id")]


def class_members(*, to: Principal, school_id: int, class_ids: Iterable[int], day: Date) -> list[tuple[int, int]]:
    """(class, pupil) for the pupils who sit in classes of a school on a day, where ``to`` takes the register."""
    places = policy.visible(Placement, to=to, act=acts.REGISTER_TAKE).filter(
        class_group_id__in=list(class_ids),
        class_group__school_id=school_id,
        period__contains=day,
        enrolment__period__contains=day,
    )
    return list(places.values_list("class_group_id", "enrolment__pupil_id"))


def classes_for(*, to: Principal, school_id: int | None, year: int) -> QuerySet[ClassGroup]:
    """Classes of which ``to`` takes the register in a school year, of one school or of all."""
    classes = policy.visible(ClassGroup, to=to, act=acts.REGISTER_TAKE).filter(school_year=year)
    if school_id is not None:
        classes = classes.filter(school_id=school_id)
    return classes.select_related("school").order_by("school__name", "school_id", "name")
