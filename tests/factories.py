"""Test records. Each factory makes one record with plain values and nothing else."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access.models import User
from leerrecht.access.principal import Principal, command, principal_of
from leerrecht.attendance.models import HalfDay
from leerrecht.enrolment.models import ClassGroup, ClassTeam, Enrolment, Placement
from leerrecht.organisations.models import Board, Centre, Membership, Organisation, School, Service
from leerrecht.people.models import Pupil, PupilNumber

YEAR = 2026
TODAY = date(2026, 11, 20)  # a Friday with lessons
ALWAYS = DateRange(date(2000, 1, 1), None)
SCHOOL_YEAR = DateRange(date(2026, 9, 1), date(2027, 9, 1))
SYSTEM = command("test", TODAY)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"gebruiker{n}")
    first_name = "An"
    last_name = factory.Sequence(lambda n: f"Peeters {n}")
    password = "!"


class BoardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Board

    kind = "bestuur"
    name = factory.Sequence(lambda n: f"Bestuur {n}")


class SchoolFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = School

    kind = "school"
    name = factory.Sequence(lambda n: f"School {n}")
    number = factory.Sequence(lambda n: f"{700000 + n}")
    level = "secundair"
    board = factory.SubFactory(BoardFactory)


class CentreFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Centre

    kind = "clb"
    name = factory.Sequence(lambda n: f"CLB {n}")


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    centre = factory.SubFactory(CentreFactory)
    school = factory.SubFactory(SchoolFactory)
    period = ALWAYS


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(SchoolFactory)
    role = "secretariaat"
    period = ALWAYS


class PupilFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Pupil

    first_name = "Noor"
    last_name = factory.Sequence(lambda n: f"Janssens {n}")
    sort_key = factory.LazyAttribute(lambda o: f"{o.last_name} {o.first_name}".casefold())
    birth_date = date(2011, 5, 3)


class PupilNumberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PupilNumber

    pupil = factory.SubFactory(PupilFactory)
    board = factory.SubFactory(BoardFactory)
    number = factory.Sequence(lambda n: f"{n:010d}")


class ClassGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ClassGroup

    school = factory.SubFactory(SchoolFactory)
    school_year = YEAR
    # A letter that no test names: "3A" of a test met the third of a run.
    name = factory.Sequence(lambda n: f"{n}K")


class EnrolmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrolment

    pupil = factory.SubFactory(PupilFactory)
    school = factory.SubFactory(SchoolFactory)
    school_year = YEAR
    period = SCHOOL_YEAR
    level = "secundair"


class PlacementFactory(factory.django.DjangoModelFactory):
    """A pupil in a class: the enrolment is made at the school of the class."""

    class Meta:
        model = Placement

    class_group = factory.SubFactory(ClassGroupFactory)
    enrolment = factory.SubFactory(
        EnrolmentFactory,
        school=factory.SelfAttribute("..class_group.school"),
        school_year=factory.SelfAttribute("..class_group.school_year"),
    )
    period = SCHOOL_YEAR


class ClassTeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ClassTeam

    class_group = factory.SubFactory(ClassGroupFactory)
    user = factory.SubFactory(UserFactory)
    period = SCHOOL_YEAR


def principal(role: str, organisation: Organisation, **user: Any) -> Principal:
    """A user with one membership, as the principal of TODAY."""
    account = UserFactory.create(**user)
    MembershipFactory.create(user=account, organisation=Organisation.objects.get(pk=organisation.pk), role=role)
    return principal_of(user_id=account.pk, name=account.username, on=TODAY)


def half_day(enrolment: Enrolment, day: date, part: str, mark: str = "B") -> HalfDay:
    """One mark as the register stores it."""
    return HalfDay.objects.create(
        school_year=enrolment.school_year,
        pupil_id=enrolment.pupil_id,
        date=day,
        part=part,
        enrolment=enrolment,
        school_id=enrolment.school_id,
        mark=mark,
        source="register",
        entered_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        version=1,
    )
