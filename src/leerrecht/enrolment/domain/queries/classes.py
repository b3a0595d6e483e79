"""Classes, who sits in them and who teaches them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import ClassGroup, ClassTeam, Placement
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Seated:
    """A pupil who sits in a class on a day, with what a register needs of the enrolment."""

    pupil_id: int
    enrolment_id: int
    first_name: str
    last_name: str
    birth_date: date
    level: str
    kind: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.last_name[:1]}".upper()


def roster(class_group_id: int, on: date) -> list[Seated]:
    """Who sits in a class on a day, by name: one query. The caller has found the class by ``policy.find``."""
    rows = (
        Placement.objects.filter(class_group=class_group_id, period__contains=on)
        .order_by("enrolment__pupil__sort_key", "enrolment__pupil_id")
        .values_list(
            "enrolment__pupil_id",
            "enrolment_id",
            "enrolment__pupil__first_name",
            "enrolment__pupil__last_name",
            "enrolment__pupil__birth_date",
            "enrolment__level",
            "enrolment__kind",
        )
    )
    return [Seated(*row) for row in rows]


def classes(principal: Principal, *, school_year: int, on: date, act: str = acts.REGISTER_VIEW) -> QuerySet[ClassGroup]:
    """Classes of a school year that somebody sees, each with ``pupil_count`` on a day; school is joined in."""
    return (
        policy.visible(ClassGroup, to=principal, act=act)
        .filter(school_year=school_year)
        .select_related("school", "location")
        .annotate(pupil_count=Count("placements", filter=Q(placements__period__contains=on), distinct=True))
        .order_by("school__name", "name")
    )


def pupils_of_class(
    principal: Principal, class_group: ClassGroup, *, on: date, act: str = acts.PUPIL_VIEW
) -> QuerySet[Pupil]:
    """Visible pupils who sit in a class on a day, by name."""
    seats = Placement.objects.filter(class_group=class_group, period__contains=on, enrolment__pupil_id=OuterRef("pk"))
    return policy.visible(Pupil, to=principal, act=act).filter(Exists(seats))


def team(class_group: ClassGroup) -> QuerySet[ClassTeam]:
    """Who teaches a class, now and before, titulars first. The caller has found the class by ``policy.find``."""
    return class_group.team.select_related("user").order_by("-titular", "user__last_name", "user__first_name", "period")
