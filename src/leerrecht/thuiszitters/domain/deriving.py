"""From the facts to the register: what is found of each pupil on a day, and where it may stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from leerrecht.duties.domain.casus import casus_of
from leerrecht.law.casus import Casus, Inschrijving
from leerrecht.law.thuis import Bevinding, bevinding
from leerrecht.thuiszitters.domain.traces import ANY, Trace, centres_without_school, known, traces_of


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the house that keeps it: the school, or a CLB where no school may know or none is there."""

    finding: Bevinding
    school_id: int | None
    centre_id: int | None
    level: str
    reported: bool

    @property
    def place(self) -> tuple[int | None, int | None]:
        return self.school_id, self.centre_id


@dataclass(slots=True)
class Derived:
    """The finding of each pupil that there is, the casus of each, and pupils on whom the law refused."""

    found: dict[int, Found] = field(default_factory=dict)
    casus: dict[int, Casus] = field(default_factory=dict)
    refused: dict[int, Exception] = field(default_factory=dict)


def derive(pupil_ids: Sequence[int], on: date) -> Derived:
    """What the facts say, from nothing; in a fixed number of queries, as a command that sees all compartments."""
    derived = Derived(casus=casus_of(pupil_ids, on))
    traces, told = traces_of(pupil_ids), known(pupil_ids, on)
    centres = centres_without_school(pupil_ids, on)
    for pupil_id, casus in derived.casus.items():
        try:
            found = _find(casus, on, traces.get(pupil_id, []), centres.get(pupil_id), told.get(pupil_id, set()))
        except Exception as error:  # noqa: BLE001 - kept in full, and raised by the caller
            derived.refused[pupil_id] = error
            continue
        if found is not None:
            derived.found[pupil_id] = found
    return derived


def _find(casus: Casus, on: date, traces: Sequence[Trace], centre: int | None, told: set[int]) -> Found | None:
    here = here_or_last(casus, on)
    if here is None:
        # No school from which anything must be kept: whatever is known counts, for the CLB that knows the child.
        finding = bevinding(casus, on, [trace.spoor for trace in traces])
        house = centre or next((trace.house for trace in traces if trace.centre), None)
        # Whom no school and no CLB knows, stands with who keeps the waiting list or the compulsory education check.
        return None if finding is None or house is None else Found(finding, None, house, "", bool(told))
    school = int(here.school)
    shared = [trace.spoor for trace in traces if trace.house in (ANY, school)]
    finding = bevinding(casus, on, shared)
    if finding is not None:
        return Found(finding, school, None, here.niveau or "", school in told)
    for house in sorted({trace.house for trace in traces if trace.centre}):
        finding = bevinding(casus, on, [*shared, *(trace.spoor for trace in traces if trace.house == house)])
        if finding is not None:
            return Found(finding, None, house, here.niveau or "", reported=True)
    return None


def here_or_last(casus: Casus, on: date) -> Inschrijving | None:
    """The enrolment of the day, else the last one before it."""
    here = casus.inschrijving_op(on)
    if here is None:
        before = [enrolment for van, _tot, enrolment in casus.perioden if van <= on]
        here = before[-1] if before else None
    return here
