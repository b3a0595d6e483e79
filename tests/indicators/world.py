"""Two schools of one board and one CLB in a region of a LOP, with a year of absences; and rows published by hand."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from leerrecht.access.models import User
from leerrecht.access.principal import Principal, principal_of
from leerrecht.directory.models import Region
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.indicators.models import Audience, Band, Description, Figure, Publication, Scope, Source
from leerrecht.law import calendar
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Pupil
from tests.factories import (
    SCHOOL_YEAR,
    TODAY,
    YEAR,
    ClassGroupFactory,
    MembershipFactory,
    SchoolFactory,
    ServiceFactory,
    UserFactory,
    half_day,
)

LAST = "laatste inschrijving van het schooljaar"
WHERE = "waar het gebeurde"


@dataclass
class Town:
    """``pupils`` in each of two schools, of whom some have so many half-days B."""

    pupils: int = 30
    many: int = 6
    few: int = 2

    def __post_init__(self) -> None:
        self.school = SchoolFactory.create(name="Atheneum", number="111111")
        self.other = SchoolFactory.create(name="College", number="222222", board=self.school.board)
        self.centre = ServiceFactory.create(school=self.school).centre
        ServiceFactory.create(school=self.other, centre=self.centre)
        self.lop = Organisation.objects.create(kind="lop", name="LOP")
        self.region = Region.objects.create(name="Streek")
        self.region.members.add(self.lop, self.school, self.other)
        self.users: dict[str, User] = {}

    def fill(self) -> None:
        """Pupils, their class and their absences."""
        for school, late in ((self.school, self.many), (self.other, self.few)):
            group = ClassGroupFactory.create(school=school, name="3A")
            pupils = Pupil.objects.bulk_create(
                Pupil(first_name="Noor", last_name=f"Van {n}", sort_key=f"van {n}", birth_date=date(2011, 5, 3))
                for n in range(self.pupils)
            )
            enrolments = Enrolment.objects.bulk_create(
                Enrolment(pupil=one, school=school, school_year=YEAR, period=SCHOOL_YEAR, level="secundair")
                for one in pupils
            )
            Placement.objects.bulk_create(
                Placement(enrolment=one, class_group=group, period=SCHOOL_YEAR) for one in enrolments
            )
            for one in enrolments[:late]:
                for day in school_days(date(2026, 9, 7), 6):
                    half_day(one, day, "vm", "B")

    def user(self, role: str, place: Any | None = None) -> User:
        if role not in self.users:
            if role == "agodi":
                place = Organisation.objects.create(kind="agodi", name="AGODI")
            where = {"clb": self.centre, "bestuur": self.school.board, "lop": self.lop}
            house = place or where.get(role, self.school)
            self.users[role] = UserFactory.create(username=role)
            MembershipFactory.create(
                user=self.users[role], organisation=Organisation.objects.get(pk=house.pk), role=role
            )
        return self.users[role]

    def by(self, role: str) -> Principal:
        user = self.user(role)
        return principal_of(user_id=user.pk, name=user.username, on=TODAY)

    def client(self, role: str) -> Client:
        client = Client()
        client.force_login(self.user(role))
        return client

    def publication(self, year: int = YEAR, source: str = Source.INSTALLATION, schools: int = 2) -> Publication:
        return Publication.objects.create(
            source=source, school_year=year, computed_at=timezone.now(),
            until=min(TODAY, calendar.last_day(year)), schools=schools,
            breaks=[["2020-09-01", "de leerplicht begint op 5 jaar"], ["2025-09-01", "dbso is gestopt"]],
        )  # fmt: skip


def school_days(first: date, number: int) -> list[date]:
    found, day = [], first
    while len(found) < number:
        if calendar.is_school_day(day):
            found.append(day)
        day += timedelta(days=1)
    return found


def describe(*names: str) -> None:
    """Words of indicators, without computing any."""
    from leerrecht.indicators.domain.computing import every_indicator
    from leerrecht.indicators.domain.rows import description

    wanted = [one for one in every_indicator() if not names or one.name in names]
    Description.objects.bulk_create(description(place, one) for place, one in enumerate(wanted))


def figure(publication: Publication, place: Any, name: str, numerator: int | None, **more: Any) -> Figure:
    """A row as the job writes it: a school, board or CLB, a region, or Flanders where there is no place."""
    scope = Scope.FLANDERS if place is None else Scope.REGION if isinstance(place, Region) else Scope.SCHOOL
    total = more.get("denominator")
    return Figure.objects.create(
        **{
            "publication": publication, "scope": scope, "school_year": publication.school_year, "indicator": name,
            "organisation_id": place.pk if scope == Scope.SCHOOL else None,
            "region": place if scope == Scope.REGION else None,
            "audience": Audience.CLOSE if scope == Scope.SCHOOL else Audience.OPEN, "attribution": LAST,
            "numerator": numerator, "share": numerator / total if total and numerator is not None else None,
            "low": 0.01 if total and numerator is not None else None,
            "high": 0.99 if total and numerator is not None else None,
            "computed_at": publication.computed_at, **more,
        }
    )  # fmt: skip


def band(publication: Publication, name: str, **more: Any) -> Band:
    return Band.objects.create(
        **{
            "publication": publication, "school_year": publication.school_year, "indicator": name, "attribution": LAST,
            "level": "secundair", "kind": "gewoon", "schools": 40, "numerator": 100, "denominator": 4000, "low": 0.01,
            "quarter": 0.02, "middle": 0.03, "three_quarters": 0.05, "high": 0.08, **more,
        }
    )  # fmt: skip
