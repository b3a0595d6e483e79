"""One school with a full autumn of one pupil, for the pages that show it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from leerrecht import law
from leerrecht.access.models import User
from leerrecht.attendance.models import Certificate, HalfDay
from leerrecht.duties.domain.recompute import recompute
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.law import calendar
from leerrecht.organisations.models import Organisation, School
from leerrecht.people.models import Contact, Pupil
from tests.factories import (
    ALWAYS,
    BoardFactory,
    CentreFactory,
    ClassGroupFactory,
    ClassTeamFactory,
    EnrolmentFactory,
    MembershipFactory,
    PlacementFactory,
    PupilFactory,
    PupilNumberFactory,
    SchoolFactory,
    ServiceFactory,
    UserFactory,
)

BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True)
class World:
    school: School
    pupil: Pupil
    users: dict[str, User]


def make_world() -> World:
    """A school, its CLB and board, a user of every role, and a pupil with marks of every sort up to today."""
    board = BoardFactory.create(name="Scholengroep De Linde")
    school = SchoolFactory.create(name="Sint-Jozef Atheneum", board=board)
    centre = CentreFactory.create(name="CLB De Brug")
    ServiceFactory.create(centre=centre, school=school, period=ALWAYS)
    operator = Organisation.objects.create(kind="beheer", name="Beheer")
    places = {
        "leerkracht": school, "secretariaat": school, "begeleider": school, "directeur": school,
        "clb": centre, "bestuur": board, "beheerder": operator,
    }  # fmt: skip
    names = {
        "leerkracht": "Lotte", "secretariaat": "Griet", "begeleider": "Sofie", "directeur": "Marc",
        "clb": "Hilde", "bestuur": "Koen", "beheerder": "Ellen",
    }  # fmt: skip
    users = {}
    for role, place in places.items():
        users[role] = UserFactory.create(username=role, first_name=names[role], last_name="Verbeeck")
        MembershipFactory.create(user=users[role], organisation=Organisation.objects.get(pk=place.pk), role=role)
    pupil = _pupil(school, users["leerkracht"])
    return World(school, pupil, users)


def _pupil(school: School, teacher: User) -> Pupil:
    today = timezone.localdate()
    year = calendar.school_year(today)
    period = (calendar.first_day(year), calendar.first_day(year + 1))
    group = ClassGroupFactory.create(school=school, school_year=year, name="3 Moderne talen A")
    ClassTeamFactory.create(class_group=group, user=teacher, period=period)
    pupil = PupilFactory.create(
        first_name="Noor", last_name="Janssens", birth_date=date(year - 15, 5, 3), home_language="ar"
    )
    PupilNumberFactory.create(pupil=pupil, board=school.board, number="0000104711")
    enrolment = EnrolmentFactory.create(
        pupil=pupil, school=school, school_year=year, period=period, studierichting="Moderne talen"
    )
    PlacementFactory.create(enrolment=enrolment, class_group=group, period=period)
    for name in ("Bram", "Yasmina", "Wout"):
        other = EnrolmentFactory.create(
            pupil=PupilFactory.create(first_name=name), school=school, school_year=year, period=period
        )
        PlacementFactory.create(enrolment=other, class_group=group, period=period)
    sister = PupilFactory.create(first_name="Lina", last_name="Janssens")
    EnrolmentFactory.create(pupil=sister, school=school, school_year=year, period=period)
    pupil.siblings.add(sister)
    Contact.objects.create(
        pupil=pupil, name="Amira Haddad", legal_role="ouder", relation="moeder", phone="0470 12 34 56",
        email="amira@example.org", language="ar", interpreter=True,
    )  # fmt: skip
    Contact.objects.create(
        pupil=pupil, name="Dirk Janssens", legal_role="ouder_zonder_gezag", relation="vader", phone="0470 99 99 99",
        lives_with=False, barred=True, order=2,
    )  # fmt: skip
    _marks(pupil, enrolment, today, year)
    recompute([pupil.pk], today).raise_refused()
    return pupil


def _marks(pupil: Pupil, enrolment: Enrolment, today: date, year: int) -> None:
    start = calendar.first_day(year)
    days = [
        day for offset in range((today - start).days + 1) if law.is_school_day(day := start + timedelta(days=offset))
    ]
    Certificate.objects.create(
        pupil=pupil, school=enrolment.school, kind="medisch", first_day=days[8], last_day=days[10], received_on=days[10]
    )
    Certificate.objects.create(
        pupil=pupil, school=enrolment.school, kind="ouderverklaring", first_day=days[20], last_day=days[20],
        received_on=days[21], note="griep",
    )  # fmt: skip
    wanted = {8: "Z", 9: "Z", 10: "Z", 20: "Z", 14: "R", 25: "P", 28: "L", 30: "B", 33: "B", 35: "B", 36: "H", -2: "-"}
    rows = []
    for place, mark in wanted.items():
        day = days[place]
        for part in ("vm", "nm"):
            if not law.is_half_day(day, part) or (mark == "L" and part == "nm"):
                continue
            rows.append(
                HalfDay(
                    school_year=year, pupil_id=pupil.pk, date=day, part=part, enrolment_id=enrolment.pk,
                    school_id=enrolment.school_id, mark=mark, late_minutes=12 if mark == "L" else None,
                    approved_at=timezone.now() if mark == "P" else None, source="register",
                    entered_at=datetime(day.year, day.month, day.day, 9, tzinfo=BRUSSELS), version=1,
                )
            )  # fmt: skip
    HalfDay.objects.bulk_create(rows)


def placement_of(pupil: Pupil) -> Placement:
    return Placement.objects.get(enrolment__pupil=pupil)
