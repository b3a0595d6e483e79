"""The school with its CLB of the notes, and a pupil with half-days B."""

from datetime import date
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome
from leerrecht.guidance.domain.entries import Draft, write_entry
from leerrecht.guidance.models import Entry
from tests.duties.helpers import absent
from tests.factories import TODAY
from tests.notes.world import World as Notes


class World(Notes):
    def b(self, number: int, until: date = TODAY) -> list[date]:
        """Mark the last half-days B and ask the law."""
        days = absent(self.placement.enrolment, number, until=until)
        self.ask()
        return days

    def ask(self) -> None:
        recompute([self.pupil.pk], TODAY).raise_refused()

    def outcome(self, regel: str) -> Outcome:
        return Outcome.objects.get(pupil=self.pupil, regel=regel)

    def entry(self, by: Principal, compartment: str = "zorg", **draft: Any) -> Entry:
        values: dict[str, Any] = {"kind": "gesprek", "on": TODAY, "whom": "leerling", "text": f"[[{compartment}]]"}
        return write_entry(
            by=by, pupil=self.pupil, compartment=compartment, organisation_id=self.school.pk,
            draft=Draft(**values | draft),
        )  # fmt: skip

    def unreached(self, by: Principal, *channels: str) -> None:
        for channel in channels:
            self.entry(by, kind="contact", whom="ouders", channel=channel, reached=False, text="")
