from leerrecht.places.models.application import CRITERIA, GROUNDS, LIVE, Application, Channel, State
from leerrecht.places.models.refusal import (
    ONCE,
    About,
    Answer,
    Impact,
    Refusal,
    RefusalStep,
    Reporter,
    StepKind,
    Way,
)
from leerrecht.places.models.slot import SPECIAL, TYPES, PlaceReport, Slot, SlotKind

__all__ = [
    "CRITERIA", "GROUNDS", "LIVE", "ONCE", "SPECIAL", "TYPES", "About", "Answer", "Application", "Channel", "Impact",
    "PlaceReport", "Refusal", "RefusalStep", "Reporter", "Slot", "SlotKind", "State", "StepKind", "Way",
]  # fmt: skip
