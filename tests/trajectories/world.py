"""The school of guidance and its CLB, with what passes between them."""

from datetime import date
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.duties.domain.recompute import recompute
from leerrecht.people.models import Pupil
from leerrecht.trajectories.domain import answering, reporting, steps, trajects
from leerrecht.trajectories.models import CareStep, Signal, Traject
from tests.duties.helpers import absent
from tests.factories import TODAY, PlacementFactory
from tests.guidance.world import World as Guidance


class World(Guidance):
    def another(self, number: int = 5, **pupil: Any) -> Pupil:
        """One more pupil of the class, with half-days B."""
        enrolment = PlacementFactory.create(class_group=self.placement.class_group).enrolment
        for name, value in pupil.items():
            setattr(enrolment.pupil, name, value)
        enrolment.pupil.save()
        if number:
            absent(enrolment, number)
            recompute([enrolment.pupil_id], TODAY).raise_refused()
        return enrolment.pupil

    def signal(self, pupil: Pupil | None = None) -> Signal:
        return Signal.objects.get(pupil=pupil or self.pupil)

    def report(self, pupil: Pupil | None = None, by: Principal | None = None, **values: Any) -> Signal:
        said = {"on": TODAY, "criteria": ("weigert",), "parents_spoken": True} | values
        return reporting.report_pupil(
            by=by or self.by("begeleider"), pupil=pupil or self.pupil, school_id=self.school.pk,
            report=reporting.Report(**said),
        )  # fmt: skip

    def taken(self, signal: Signal | None = None, **values: Any) -> Signal:
        said = {"who_id": self.staff("clb").pk} | values
        return answering.take_up(by=self.by("clbhoofd"), signal=signal or self.signal(), **said)

    def step(self, by: Principal | None = None, **values: Any) -> CareStep:
        said = {"kind": "gesprek", "on": TODAY, "whom": "leerling", "text": "[[clb]]"} | values
        return steps.write_step(
            by=by or self.by("clb"), pupil=self.pupil, centre_id=self.centre.pk, step=steps.Step(**said)
        )

    def course(self, **values: Any) -> trajects.Course:
        said = {"fase": 2, "domain": "psychosociaal", "lead_id": self.staff("clb").pk} | values
        return trajects.Course(**said)

    def traject(self, on: date = TODAY, by: Principal | None = None, **values: Any) -> Traject:
        return trajects.start_traject(
            by=by or self.by("clb"), pupil=self.pupil, centre_id=self.centre.pk, on=on, course=self.course(**values)
        )
