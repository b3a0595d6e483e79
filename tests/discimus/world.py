"""A school that tells AGODI since Monday, with pupils and what they missed."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay
from leerrecht.discimus.domain import connecting
from leerrecht.discimus.domain.delivering import deliver_due
from leerrecht.discimus.domain.offering import offer_all
from leerrecht.discimus.models import Message
from leerrecht.discimus.transport.test_double import TestDouble
from leerrecht.enrolment.models import Enrolment
from tests.factories import TODAY, EnrolmentFactory, PupilFactory, SchoolFactory, half_day, principal

MONDAY = date(2026, 11, 16)
TUESDAY = date(2026, 11, 17)
DAY = timedelta(days=1)


class World:
    def __init__(self, *, connected: bool = True) -> None:
        self.school = SchoolFactory.create(name="De Linde", number="912345")
        self.double = TestDouble()
        self._people: dict[str, Principal] = {}
        if connected:
            self.connect()

    def by(self, role: str) -> Principal:
        if role not in self._people:
            self._people[role] = principal(role, self.school)
        return self._people[role]

    def user(self, role: str) -> User:
        return User.objects.get(pk=self.by(role).user_id)

    def connect(self, since: date = MONDAY) -> None:
        connecting.connect(by=self.by("secretariaat"), school=self.school, since=since)

    def pupil(self, **pupil: Any) -> Enrolment:
        """Enrolled since 1 September, with a number of the national register."""
        found = PupilFactory.create(**pupil)
        if "insz" not in pupil:
            found.insz = f"{found.pk:011d}"
            found.save()
        return EnrolmentFactory.create(pupil=found, school=self.school)

    def known(self, **pupil: Any) -> Enrolment:
        """Of whom AGODI knows the enrolment."""
        enrolment = self.pupil(**pupil)
        self.run()
        return enrolment

    def mark(self, enrolment: Enrolment, mark: str, day: date = MONDAY, part: str = "vm") -> None:
        """What a half-day holds from now on; empty: nothing. A P has the agreement of the head."""
        here = HalfDay.objects.filter(pupil_id=enrolment.pupil_id, date=day, part=part)
        approved = timezone.now() if mark == "P" else None
        if not mark:
            here.delete()
        elif not here.update(mark=mark, approved_at=approved, version=F("version") + 1):
            half_day(enrolment, day, part, mark)
            here.update(approved_at=approved)

    def offer(self, on: date = TODAY) -> int:
        return offer_all(on)

    def run(self, double: TestDouble | None = None, **how: Any) -> int:
        """What the job does."""
        self.offer()
        return deliver_due(double or self.double, **how)

    def states(self) -> list[tuple[str, str, str]]:
        """Messages about half-days, in order: subject, value and state."""
        return list(Message.objects.filter(kind="afwezigheid").order_by("pk").values_list("subject", "value", "state"))
