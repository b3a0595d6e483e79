"""Schools with their numbers of pupils, and everything that is settled per school."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, F, Func, IntegerField, Q, QuerySet, Value
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import FreeDay
from leerrecht.enrolment.wall import PUPILS_AT
from leerrecht.law import calendar
from leerrecht.organisations.domain.periods import in_words, last_day
from leerrecht.organisations.models import Location, School, Service


def schools(principal: Principal, *, on: date, act: str = acts.SCHOOL_VIEW) -> QuerySet[School]:
    """Schools that somebody sees, each with ``pupil_count`` and ``class_count`` of a day: no names of pupils."""
    year = calendar.school_year(on)
    return (
        policy.visible(School, to=principal, act=act)
        .select_related("board", "group")
        .annotate(
            pupil_count=pupils_at("pk", on),
            class_count=Count("classes", filter=Q(classes__school_year=year), distinct=True),
        )
        .order_by("board__name", "name")
    )


def pupils_at(school: str, on: date) -> Func:
    """How many pupils a school (a field) has on a day: a number for whoever sees the school, not the pupils."""
    return Func(F(school), Value(on, output_field=DateField()), function=PUPILS_AT, output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Settled:
    """What a school settles for itself, for one school year."""

    locations: list[Location]
    services: list[Service]
    free_days: list[FreeDay]
    partners: list[School]


def settled(principal: Principal, school: School, *, year: int) -> Settled:
    """Places, CLB, free days of a school year and the schools it acts as one with: four queries."""
    act = acts.SCHOOL_VIEW
    services = policy.visible(Service, to=principal, act=act).filter(school=school).select_related("centre")
    free = policy.visible(FreeDay, to=principal, act=act).filter(
        school=school, date__range=(calendar.first_day(year), calendar.last_day(year))
    )
    # Which schools there are is public; ``visible`` would leave out those that others manage.
    partners = School.objects.filter(group=school.group_id).exclude(pk=school.pk) if school.group_id else []
    return Settled(
        locations=list(policy.visible(Location, to=principal, act=act).filter(school=school).order_by("number")),
        services=list(services.order_by("-period")),
        free_days=list(free.order_by("date")),
        partners=list(partners),
    )


def days(service: Service) -> str:
    """The period of a service in words."""
    last = last_day(service.period)
    first = in_words(service.period.lower)
    return f"{first} – {in_words(last)}" if last else _("sinds %(first)s") % {"first": first}
