"""The school with its CLB on the case, and short ways to begin referrals and take their steps."""

from datetime import date
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.forms.domain.definitions import Question, delivered
from leerrecht.referrals import domain
from leerrecht.referrals.models import Referral, Step
from tests.factories import TODAY
from tests.guidance.world import World as Guidance


class World(Guidance):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.case()

    def begin(self, flow: str, role: str = "begeleider", compartment: str = "gedeeld", **facts: Any) -> Referral:
        house = self.centre.pk if compartment == "clb" else self.school.pk
        return domain.begin_referral(
            by=self.by(role), pupil=self.pupil, flow=flow, compartment=compartment, organisation_id=house, facts=facts
        )

    def step(
        self, referral: Referral, kind: str, role: str = "begeleider", on: date = TODAY, text: str = "", **facts: Any
    ) -> Step:
        return domain.take_step(by=self.by(role), referral=referral, kind=kind, on=on, facts=facts, text=text)

    def fill(self, referral: Referral, key: str, by: Principal, finish: bool = True) -> Any:
        answers = {one.code: _something(one) for one in delivered()[key].questions}
        return domain.attach_form(by=by, referral=referral, key=key, answers=answers, finish=finish)

    def finding(self, kind: str, role: str = "clb") -> None:
        if kind == "onbereikbaar":
            self.unreached(self.by("begeleider"), "telefoon", "brief", "bericht", "telefoon", "huisbezoek")
        self.entry(self.by(role), "gedeeld", kind="bevinding", whom="", finding=kind, text="Vastgesteld")


def _something(question: Question) -> Any:
    """An answer of the kind that the question asks."""
    if question.choices:
        return [question.choices[0]] if question.kind == "lijst" else question.choices[0]
    return "2026-11-20" if question.kind == "datum" else "iets"
