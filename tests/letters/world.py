"""A school with a house style, and pupils whose parents can be written to."""

import datetime as dt
from datetime import date
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.attendance.models import Certificate
from leerrecht.enrolment.models import Enrolment
from leerrecht.letters.models import HouseStyle
from leerrecht.people.models import Contact, Pupil
from tests.factories import PlacementFactory, half_day
from tests.notes.world import World as NotesWorld

TALK = {"gesprek_datum": date(2026, 11, 27), "gesprek_uur": dt.time(16, 30), "gesprek_plaats": "lokaal 12",
        "gesprek_met": "An Test"}  # fmt: skip


class World(NotesWorld):
    def __post_init__(self) -> None:
        super().__post_init__()
        HouseStyle.objects.create(
            organisation_id=self.school.pk, phone="09 111 22 33", email="school@test.be", town="Gent"
        )
        self.parents(self.pupil)

    @property
    def enrolment(self) -> Enrolment:
        return self.placement.enrolment

    def parents(self, pupil: Pupil, **values: Any) -> Contact:
        chosen = {"name": "Kim Ouder", "legal_role": "ouder", "email": "kim@test.be"} | values
        return Contact.objects.create(pupil=pupil, **chosen)

    def classmate(self, **values: Any) -> Pupil:
        placed = PlacementFactory.create(class_group=self.placement.class_group, enrolment__pupil__first_name="Bo")
        self.parents(placed.enrolment.pupil, **values)
        return placed.enrolment.pupil

    def unknown(self, *days: date) -> None:
        for day in days:
            half_day(self.enrolment, day, "vm", "-")

    def note_of_parents(self, day: date) -> Certificate:
        return Certificate.objects.create(
            pupil=self.pupil, school=self.school, kind="ouderverklaring", first_day=day, last_day=day, received_on=day
        )

    def start(self, by: Principal | None = None, **values: Any) -> Any:
        from leerrecht.letters.domain import start_run

        chosen = {
            "by": by or self.by("begeleider"), "house": self.school, "key": "uitnodiging-gesprek",
            "pupil_ids": [self.pupil.pk], "values": TALK,
        } | values  # fmt: skip
        return start_run(**chosen)
