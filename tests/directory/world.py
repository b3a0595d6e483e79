"""A region with a school, its CLB and a partner, and another with nobody of ours."""

from datetime import date
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.directory.domain import keeping
from leerrecht.directory.models import Offer, Region
from leerrecht.organisations.models import Organisation
from tests.factories import SYSTEM, TODAY, CentreFactory, EnrolmentFactory, SchoolFactory, ServiceFactory, principal


class World:
    def __init__(self) -> None:
        self.school, self.centre = SchoolFactory.create(), CentreFactory.create()
        ServiceFactory.create(school=self.school, centre=self.centre)
        self.partner = Organisation.objects.create(kind="partner", name="De Boei")
        self.operator = Organisation.objects.create(kind="beheer", name="Beheer")
        self.here = self.region("Hier", self.school.pk, self.partner.pk)
        self.elsewhere = self.region("Elders")
        self.pupil = EnrolmentFactory.create(school=self.school).pupil
        self._people: dict[str, Principal] = {}

    def region(self, name: str, *members: int) -> Region:
        return keeping.keep_region(by=SYSTEM, region=None, name=name, members=members)

    def by(self, role: str) -> Principal:
        places = {"clb": self.centre, "partner": self.partner, "beheerder": self.operator}
        if role not in self._people:
            self._people[role] = principal(role, places.get(role, self.school))
        return self._people[role]

    def wanted(self, **rest: Any) -> keeping.Wanted:
        values: dict[str, Any] = {
            "name": "Time-out", "partner": "De Boei", "kind": "naft", "description": "Even iets anders",
            "regions": (self.here.pk,),
        }  # fmt: skip
        return keeping.Wanted(**(values | rest))

    def offer(self, *, by: Principal = SYSTEM, **rest: Any) -> Offer:
        return keeping.add_offer(by=by, wanted=self.wanted(**rest))

    def room(self, offer: Offer, on: date = TODAY, **rest: Any) -> Any:
        return keeping.report_room(by=SYSTEM, offer=offer, room=keeping.Room(on=on, **(rest or {"free": 1})))
