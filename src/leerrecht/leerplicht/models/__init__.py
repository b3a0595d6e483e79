from leerrecht.leerplicht.models.check import Check, CheckFile, CheckKind, Territory
from leerrecht.leerplicht.models.child import (
    Candidate,
    How,
    ListedChild,
    Result,
    State,
    Step,
    StepKind,
    Verdict,
    Where,
)

__all__ = [
    "Candidate", "Check", "CheckFile", "CheckKind", "How", "ListedChild", "Result", "State", "Step", "StepKind",
    "Territory", "Verdict", "Where",
]  # fmt: skip
