"""A pupil who has been ill for weeks, with a certificate, at a school with its CLB."""

from datetime import date, timedelta
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.attendance.models import Certificate
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome
from leerrecht.sick import rules
from leerrecht.sick.domain import asking, running
from leerrecht.sick.models import Ziekteonderwijs
from tests.duties.helpers import absent
from tests.factories import TODAY
from tests.notes.world import World as Notes

WEEK_AGO = TODAY - timedelta(days=7)
FIRST = date(2026, 10, 12)  # Monday: the right arises on 2 November, in the autumn holiday


class World(Notes):
    def ill(self, number: int = 50) -> None:
        """Ill on the last half-days: 50 lead back to Monday 12 October."""
        absent(self.placement.enrolment, number, "Z")
        self.attest()
        self.ask()

    def attest(self, first: date = FIRST, last: date = date(2027, 1, 29), kind: str = "medisch") -> Certificate:
        return Certificate.objects.create(
            pupil=self.pupil, school=self.school, kind=kind, first_day=first, last_day=last, received_on=first
        )

    def ask(self) -> None:
        recompute([self.pupil.pk], TODAY).raise_refused()

    def outcomes(self, *status: str) -> dict[str, str]:
        found = Outcome.objects.filter(pupil=self.pupil, status__in=status or ("open", "geldt", "vervuld"))
        return dict(found.order_by("regel").values_list("regel", "status"))

    def request(self, **rest: Any) -> asking.Request:
        values: dict[str, Any] = {
            "kind": "toah", "asked_on": TODAY - timedelta(days=10), "asked_by": "ouders", "wanted_from": FIRST,
            "wanted_until": date(2027, 1, 29),
        }  # fmt: skip
        return asking.Request(**(values | rest))

    def asked(self, by: Principal | None = None, **rest: Any) -> Ziekteonderwijs:
        return asking.ask(
            by=by or self.by("begeleider"), pupil=self.pupil, school=self.school, request=self.request(**rest)
        )

    def granted(self, by: Principal | None = None, **rest: Any) -> Ziekteonderwijs:
        by = by or self.by("begeleider")
        return asking.grant(by=by, sick=self.asked(by, **rest), on=TODAY - timedelta(days=9))

    def begun(
        self, by: Principal | None = None, since: date = TODAY - timedelta(days=7), **rest: Any
    ) -> Ziekteonderwijs:
        by = by or self.by("begeleider")
        sick = self.granted(by, **rest)
        if sick.kind in rules.TEACHER_SOUGHT:
            sick = running.find_teacher(by=by, sick=sick, on=TODAY - timedelta(days=8), teacher="An Les")
        return running.begin(by=by, sick=sick, start=self.start(since))

    def start(self, since: date = WEEK_AGO, **rest: Any) -> running.Start:
        values: dict[str, Any] = {
            "until": date(2027, 1, 29), "hours_a_week": 4, "goal": "Elke week een halve dag meer",
            "review_on": date(2026, 12, 18),
        }  # fmt: skip
        return running.Start(since=since, **(values | rest))
