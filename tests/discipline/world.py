"""The school of guidance, with what leads up to a procedure."""

from datetime import date, timedelta
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.discipline.domain import advice, incidents, members, procedures, stepping
from leerrecht.discipline.models import Incident, Procedure, StepDone
from leerrecht.law.tucht import DEFINITIEF, PREVENTIEF, TIJDELIJK
from tests.factories import TODAY
from tests.guidance.world import World as Guidance

MONDAY = date(2026, 11, 16)


class World(Guidance):
    def incident(self, by: Principal | None = None, **told: Any) -> Incident:
        values = {"on": TODAY, "moment": "speeltijd", "behaviour": "vechten", "words": "[[team]]"} | told
        return incidents.record_incident(
            by=by or self.by("leerkracht"), pupil=self.pupil, school_id=self.school.pk, told=incidents.Told(**values)
        )

    def begin(self, kind: str = DEFINITIEF, by: Principal | None = None, **begun: Any) -> Procedure:
        values: dict[str, Any] = {"kind": kind, "words": "[[tucht]] de feiten"} | begun
        if kind == PREVENTIEF:
            values = {"danger": "geweld", "first_day": TODAY, "last_day": TODAY} | values
        return procedures.open_procedure(
            by=by or self.by("directeur"), pupil=self.pupil, school_id=self.school.pk, begun=procedures.Begun(**values)
        )

    def step(self, procedure: Procedure, step: str, by: Principal | None = None, **done: Any) -> StepDone:
        values: dict[str, Any] = {"on": TODAY, "words": f"[[tucht]] {step}"} | done
        return stepping.do_step(
            by=by or self.by("directeur"), procedure=procedure, step=step, done=stepping.Done(**values)
        )

    def decide(self, procedure: Procedure, by: Principal | None = None, **decided: Any) -> Procedure:
        values: dict[str, Any] = {"verdict": "genomen", "on": TODAY, "words": "[[tucht]] redenen", "first_day": TODAY}
        return procedures.decide(
            by=by or self.by("directeur"), procedure=procedure, decided=procedures.Decided(**values | decided)
        )

    def council(self, procedure: Procedure) -> None:
        """Who sits in the klassenraad, by name."""
        for seat in ("voorzitter", "stem", "clb"):
            members.add_member(by=self.by("directeur"), procedure=procedure, seat=seat, name=f"Lid {seat}")

    def commission(self, procedure: Procedure) -> None:
        for seat in ("intern", "extern"):
            members.add_member(by=self.by("directeur"), procedure=procedure, seat=seat, name=f"Lid {seat}")

    def advise(self, procedure: Procedure) -> None:
        self.case()
        asked = advice.ask_advice(by=self.by("directeur"), procedure=procedure, council_on=TODAY)
        advice.give_advice(by=self.by("clb"), advice=asked, answer="lichter", words="[[tucht]] advies")

    def ready(self, kind: str = DEFINITIEF, began: date = MONDAY) -> Procedure:
        """A procedure in which everything that must come before a decision was done."""
        procedure = self.begin(kind)
        Procedure.objects.filter(pk=procedure.pk).update(opened_on=began)
        procedure.refresh_from_db()
        self.step(procedure, "begeleiding", on=began, no_care="onveilig")
        self.notice(procedure, began)
        self.step(procedure, "inzage", on=began + timedelta(days=2), answer="ja")
        self.step(procedure, "horen", on=began + timedelta(days=3), pupil_present=True, parents_present=True)
        if kind != TIJDELIJK:
            self.council(procedure)
            self.step(procedure, "klassenraad", on=began + timedelta(days=3), centre_present=True, answer="voor")
            self.step(procedure, "schoolloopbaan", on=began + timedelta(days=3))
        return procedure

    def notice(self, procedure: Procedure, on: date) -> StepDone:
        return self.step(
            procedure, "kennisgeving", on=on, due_on=on + timedelta(days=3), received_on=on + timedelta(days=1)
        )
