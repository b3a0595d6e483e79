"""The school of guidance, with more pupils and a meeting."""

from datetime import date, time
from typing import Any
from uuid import uuid4

from leerrecht.access.principal import Principal
from leerrecht.duties.domain.recompute import recompute
from leerrecht.meetings.domain import planning, writing
from leerrecht.meetings.models import Item, Meeting
from leerrecht.people.models import Pupil
from tests.duties.helpers import absent
from tests.factories import TODAY, PlacementFactory
from tests.guidance.world import World as Guidance


class World(Guidance):
    def another(self) -> Any:
        """One more enrolment in the same class."""
        return PlacementFactory.create(class_group=self.placement.class_group).enrolment

    def signal(self) -> Pupil:
        """A pupil of whom the law asks something since today."""
        enrolment = self.another()
        absent(enrolment, 1)
        recompute([enrolment.pupil_id], TODAY).raise_refused()
        return enrolment.pupil

    def meeting(
        self, on: date = TODAY, by: Principal | None = None, invited: tuple[str, ...] = (), **rest: Any
    ) -> Meeting:
        values = {"starts_at": time(14), "place": "lokaal 12", "most": 12} | rest
        wanted = planning.Wanted(on=on, invited=tuple(self.staff(role).pk for role in invited), **values)
        return planning.plan_meeting(by=by or self.by("begeleider"), school=self.school, wanted=wanted)

    def item(self, meeting: Meeting, pupil: Pupil | None = None) -> Item:
        return Item.objects.get(meeting=meeting, pupil=pupil or self.pupil)

    def words(self, text: str = "", compartment: str = "zorg", **rest: Any) -> writing.Words:
        house = self.centre.pk if compartment in ("clb", "medisch") else self.school.pk
        text = text or f"[[{compartment}]]"
        return writing.Words(text=text, compartment=compartment, organisation_id=house, **rest)

    def minute(self, item: Item, by: Principal, compartment: str = "zorg", text: str = "") -> Any:
        return writing.write_minute(by=by, item=item, key=uuid4(), words=self.words(text, compartment))

    def task(self, item: Item, by: Principal, role: str = "begeleider", compartment: str = "zorg", **rest: Any) -> Any:
        values = {"what": "Bel de ouders", "due_on": TODAY, "who_id": self.staff(role).pk} | rest
        return writing.decide(
            by=by, item=item, key=uuid4(), words=self.words(str(values["what"]), compartment),
            decision=writing.Decision(**values),
        )  # fmt: skip
