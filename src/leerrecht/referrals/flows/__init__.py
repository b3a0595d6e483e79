"""All ways to somebody else, by key, in the order in which they are offered."""

from leerrecht.referrals.flows import helping, justice, leaving, outside
from leerrecht.referrals.flows.kinds import Ending, Field, Flow, Must, Side, Sort, StepKind

FLOWS: dict[str, Flow] = {
    one.key: one for part in (outside, helping, justice, leaving) for one in part.FLOWS
}  # fmt: skip

__all__ = ["FLOWS", "Ending", "Field", "Flow", "Must", "Side", "Sort", "StepKind"]
