"""Two schools that act as one and a third in a region, a CLB that serves the first two, and one school elsewhere."""

from datetime import date
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.directory.models import Region
from leerrecht.organisations.models import Location, Organisation, School, SchoolGroup
from leerrecht.people.models import Pupil
from leerrecht.places.domain import refusing, reporting, waiting
from leerrecht.places.models import Application, Refusal, Slot
from tests.factories import (
    SYSTEM,
    TODAY,
    YEAR,
    CentreFactory,
    EnrolmentFactory,
    PupilFactory,
    SchoolFactory,
    ServiceFactory,
    principal,
)

ASKED = date(2026, 11, 2)


class World:
    def __init__(self) -> None:
        self.group = SchoolGroup.objects.create(name="De Singel")
        self.school = SchoolFactory.create(name="De Linde", group=self.group)
        self.twin = SchoolFactory.create(name="De Meander", group=self.group, board=self.school.board)
        self.other = SchoolFactory.create(name="De Wissel")
        self.far = SchoolFactory.create(name="De Verte")
        self.centre = CentreFactory.create(name="CLB Demer")
        for school in (self.school, self.twin):
            ServiceFactory.create(centre=self.centre, school=school)
        self.lop = Organisation.objects.create(kind="lop", name="LOP Demer")
        self.region = Region.objects.create(name="Demer")
        self.region.members.set([self.school.pk, self.twin.pk, self.other.pk, self.centre.pk, self.lop.pk])
        self.site = Location.objects.create(school=self.school, number="1", name="Kerkstraat")
        self._people: dict[str, Principal] = {}

    def by(self, role: str, house: Organisation | None = None) -> Principal:
        places: dict[str, Any] = {
            "clb": self.centre, "clbhoofd": self.centre, "lop": self.lop, "bestuur": self.school.board,
        }  # fmt: skip
        at = house or places.get(role, self.school)
        key = f"{role}-{at.pk}"
        if key not in self._people:
            self._people[key] = principal(role, at)
        return self._people[key]

    def pupil(self, school: School | None = None, **fields: Any) -> Pupil:
        """A pupil, enrolled at a school where one is given."""
        pupil = PupilFactory.create(**{key: fields.pop(key) for key in ("first_name", "last_name") if key in fields})
        if school is not None:
            EnrolmentFactory.create(pupil=pupil, school=school, **fields)
        return pupil

    def slot(self, school: School | None = None, **what: Any) -> Slot:
        wanted = reporting.What(**{"kind": "stroom_b", "school_year": YEAR, **what})
        return reporting.open_slot(by=SYSTEM, school=school or self.school, what=wanted)

    def room(self, slot: Slot, on: date = TODAY, **room: Any) -> Any:
        return reporting.report_places(by=SYSTEM, slot=slot, room=reporting.Room(on=on, **room))

    def waits(self, slot: Slot, child: Pupil | waiting.Child | None = None, asked_on: date = ASKED) -> Application:
        return waiting.ask_place(by=SYSTEM, slot=slot, child=child or self.pupil(), asked_on=asked_on)

    def refusal(self, pupil: Pupil | None = None, *, by: Principal | None = None, **told: Any) -> Refusal:
        """Reported at the CLB: the other school did not call back."""
        given = {"on": ASKED, "way": "niet_gebeld", "kind": "stroom_b", "school_id": self.other.pk, **told}
        return refusing.report_refusal(
            by=by or self.by("clb"), pupil=pupil or self.pupil(self.school), told=refusing.Told(**given)
        )
