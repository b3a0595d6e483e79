"""A school with its board, and records in which lights count."""

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access.principal import Principal
from leerrecht.discipline.models import Procedure
from leerrecht.guidance.models import Entry, ThuisOpVraag
from leerrecht.organisations.models import Organisation, School
from leerrecht.people.models import Pupil
from leerrecht.places.models import Refusal
from tests.factories import TODAY, YEAR, EnrolmentFactory, SchoolFactory, principal

FIRST = date(YEAR, 9, 1)


class World:
    def __init__(self) -> None:
        self.school = SchoolFactory.create(name="Eigen school")
        self.other = SchoolFactory.create(name="Andere school")
        self._people: dict[tuple[str, int], Principal] = {}

    def by(self, role: str, house: Organisation | None = None) -> Principal:
        place = house or {"bestuur": self.school.board}.get(role, self.school)
        key = (role, place.pk)
        if key not in self._people:
            self._people[key] = principal(role, place)
        return self._people[key]

    def pupils(self, number: int, school: School | None = None, until: date | None = None) -> list[Pupil]:
        period = DateRange(FIRST, until or date(YEAR + 1, 9, 1))
        return [EnrolmentFactory.create(school=school or self.school, period=period).pupil for _ in range(number)]

    def entry(self, pupil: Pupil, kind: str, **more: Any) -> Entry:
        values: dict[str, Any] = {"on": TODAY, "compartment": "zorg", "written_by": "x"}
        return Entry.objects.create(pupil=pupil, organisation_id=self.school.pk, kind=kind, **values | more)

    def report(self, pupil: Pupil, report: str = "gc") -> None:
        self.entry(pupil, "verslag", report=report, on=date(2025, 3, 3))

    def at_home(self, pupil: Pupil, **more: Any) -> None:
        values: dict[str, Any] = {
            "first": FIRST, "last": TODAY, "review_on": TODAY, "hours": 14, "asked_by": "school", "clb_on": FIRST,
            "clb_who": "x", "clb_view": "akkoord", "compartment": "gedeeld", "written_by": "x",
        }  # fmt: skip
        ThuisOpVraag.objects.create(pupil=pupil, organisation_id=self.school.pk, **values | more)

    def excluded(self, pupil: Pupil, first: date = TODAY, verdict: str = "genomen") -> None:
        taken = {"first_day": first, "last_day": first} if verdict == "genomen" else {}
        Procedure.objects.create(
            pupil=pupil, organisation_id=self.school.pk, compartment="tucht", written_by="x", level="secundair",
            kind="tijdelijke_uitsluiting", track="voltijds", opened_on=FIRST, verdict=verdict, decided_on=FIRST,
            decided_by="x", **taken,
        )  # fmt: skip

    def refused(self, pupil: Pupil, way: str = "formeel", **more: Any) -> None:
        formal = {"ground": "volzet", "lawful": True} if way == "formeel" else {}
        Refusal.objects.create(
            pupil=pupil, school=self.school, school_name="Eigen school", school_year=YEAR, kind="stroom_a", on=TODAY,
            way=way, reporter="ouders", reported_on=TODAY, reported_by="x", handled_by=self.other, centre=False,
            **formal | more,
        )  # fmt: skip
