"""The school of discipline, whose pupil was excluded for good, with a region, its LOP and another school in it."""

from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access.principal import Principal
from leerrecht.directory.models import Region
from leerrecht.discipline.models import Procedure
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.tucht import DEFINITIEF
from leerrecht.organisations.models import Organisation
from leerrecht.placement.domain import approaches, ending, searches, steps
from leerrecht.placement.models import Approach, SchoolSearch, Step
from tests.discipline.world import World as Discipline
from tests.factories import TODAY, SchoolFactory

# Nine school days before TODAY, the day itself counted: Armistice Day lies between.
EXCLUDED = date(2026, 11, 9)


class World(Discipline):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.near = SchoolFactory.create()
        self.lop = Organisation.objects.create(kind="lop", name="LOP Testregio")
        self.region = Region.objects.create(name="Testregio")
        self.region.members.set(
            Organisation.objects.filter(pk__in=[self.school.pk, self.near.pk, self.centre.pk, self.lop.pk])
        )

    def exclude(self, first: date = EXCLUDED) -> Procedure:
        """A definitive exclusion that stands, without its procedure being played."""
        return Procedure.objects.create(
            pupil=self.pupil, organisation_id=self.school.pk, compartment="tucht", written_by="Directeur",
            kind=DEFINITIEF, opened_on=first - timedelta(days=7), verdict="genomen", decided_on=first,
            decided_by="Directeur", first_day=first,
        )  # fmt: skip

    def leave(self, first: date) -> None:
        """Enrolled at the school until the day before."""
        enrolment = self.placement.enrolment
        self.placement.delete()
        enrolment.period = DateRange(enrolment.period.lower, first)
        enrolment.save()

    def enrol_near(self, first: date = TODAY) -> Enrolment:
        self.leave(first)
        return Enrolment.objects.create(
            pupil=self.pupil, school=self.near, school_year=2026, level="secundair",
            period=DateRange(first, date(2027, 9, 1)),
        )  # fmt: skip

    def search(self, by: Principal | None = None, why: str = "uitsluiting", **more: Any) -> SchoolSearch:
        if why == "uitsluiting" and not Procedure.objects.exists():
            self.exclude()
        return searches.begin_search(by=by or self.by("begeleider"), pupil=self.pupil, why=why, **more)

    def ask_at(self, search: SchoolSearch, by: Principal | None = None, **asked: Any) -> Approach:
        values: dict[str, Any] = {"on": EXCLUDED, "channel": "telefoon", "name": "Buiten het systeem"} | asked
        return approaches.ask_school(by=by or self.by("begeleider"), search=search, asked=approaches.Asked(**values))

    def answered(self, approach: Approach, answer: str, by: Principal | None = None, **told: Any) -> Approach:
        values: dict[str, Any] = {"answer": answer, "on": TODAY} | told
        return approaches.answer(
            by=by or self.by("begeleider"), approach=approach, answered=approaches.Answered(**values)
        )

    def step_in(self, search: SchoolSearch, kind: str, by: Principal | None = None, **done: Any) -> Step:
        return steps.take_step(by=by or self.by("begeleider"), search=search, kind=kind, **{"on": TODAY} | done)

    def end(self, search: SchoolSearch, how: str, by: Principal | None = None, **told: Any) -> SchoolSearch:
        return ending.end_search(by=by or self.by("begeleider"), search=search, how=how, **{"on": TODAY} | told)
