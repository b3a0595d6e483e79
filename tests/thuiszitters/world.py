"""The school of guidance, and what the register says of its pupil."""

from datetime import date

from leerrecht.duties.domain import recompute as duties
from leerrecht.people.models import Pupil
from leerrecht.thuiszitters.domain import keeping, recompute
from leerrecht.thuiszitters.models import Thuiszitter
from tests.duties.helpers import absent
from tests.factories import TODAY
from tests.guidance.world import World as Guidance


class World(Guidance):
    def away(self, number: int = 22, code: str = "B", until: date = TODAY) -> date:
        """Away without a break on the last half-days; the first day. The register is computed."""
        days = absent(self.placement.enrolment, number, code, until=until)
        self.settle()
        return days[0]

    def settle(self, on: date = TODAY) -> None:
        """Everything that waits for a job is done."""
        duties.drain(linger=0)
        recompute.drain(on)

    def record(self, pupil: Pupil | None = None) -> Thuiszitter | None:
        return Thuiszitter.objects.filter(pupil=pupil or self.pupil, ended_on=None).first()

    def sitter(self) -> Thuiszitter:
        found = self.record()
        assert found is not None
        return found

    def judge(self, verdict: str = "klopt", role: str = "begeleider", **said: object) -> None:
        said = keeping.Said(verdict=verdict, **said)  # type: ignore[arg-type, assignment]
        keeping.judge(by=self.by(role), record=self.sitter(), said=said)  # type: ignore[arg-type]
