from leerrecht.thuiszitters.models.register import (
    REASONS,
    Alternative,
    Change,
    ContactHow,
    Judgement,
    NextStep,
    Thuiszitter,
    Verdict,
    WhyNot,
)

__all__ = [
    "REASONS", "Alternative", "Change", "ContactHow", "Judgement", "NextStep", "Thuiszitter", "Verdict",
    "WhyNot",
]  # fmt: skip
