from leerrecht.placement.models.platform import LopAgreement, Measured, RotaPlace, RotaTurn
from leerrecht.placement.models.search import (
    GROUNDS,
    WITHOUT_ANSWER,
    Answer,
    Approach,
    Channel,
    Declined,
    Ended,
    Network,
    SchoolSearch,
    Settled,
    Step,
    StepKind,
    Verdict,
    Why,
)

__all__ = [
    "GROUNDS", "WITHOUT_ANSWER", "Answer", "Approach", "Channel", "Declined", "Ended", "LopAgreement", "Measured",
    "Network", "RotaPlace", "RotaTurn", "SchoolSearch", "Settled", "Step", "StepKind", "Verdict", "Why",
]  # fmt: skip
