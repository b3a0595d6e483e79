"""The school of guidance, with a case on which a counsellor of the CLB works."""

from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.cases.domain import cases, tracks
from leerrecht.cases.models import Case, Track
from leerrecht.people import domain as people
from leerrecht.people.models import Grant
from tests.factories import TODAY
from tests.guidance.world import World as Guidance


class World(Guidance):
    def opened(self, by: Principal | None = None) -> Case:
        by = by or self.by("begeleider")
        return cases.open_case(by=by, pupil=self.pupil, on=TODAY, organisation=self.school)

    def track(self, by: Principal | None = None, kind: str = "schoolplan", **values: Any) -> Track:
        rest = {"organisation": self.school, "since": TODAY} | values
        return tracks.start_track(by=by or self.by("begeleider"), pupil=self.pupil, kind=kind, **rest)

    def partner_grant(self) -> Grant:
        return people.give_grant(
            by=self.by("clb"), pupil=self.pupil, user=self.staff("partner"), kind="partner",
            organisation_id=self.centre.pk, compartments=["partner"], reason="Traject",
            last=TODAY.replace(year=2027, month=6),
        )  # fmt: skip
