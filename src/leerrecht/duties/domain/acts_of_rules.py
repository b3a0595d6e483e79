"""Which acts answer an outcome of the law, and on whose side somebody stands."""

from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.duties.models import Outcome, Side
from leerrecht.law import REGELS

# A signal has no act of its own in the law. The school answers it with what the law asks of it at a first,
# and at a fifth B; a CLB with a trajectory.
_ANSWERS = {
    Side.SCHOOL: ("b1.contact", "b.begeleiding", "b5.melding_clb"),
    Side.CLB: ("clb.traject",),
}
# Answered only by a record that says everything and leaves the act behind: a date alone would say nothing.
BY_RECORD = {"deeltijds.waarborg": "guidance-home-new"}
# Acts that go to the file of guidance with what was said, so that the file tells what was done.
IN_THE_FILE = frozenset({"contact_ouders", "gesprek_leerling", "begeleidingsmaatregel", "begeleidingsdossier"})
# Faults in the data are mended where they stand; there is no act that makes them right.
_ANSWERED_BY_ACT = ("plicht", "signaal")


def side_of(principal: Principal, act: str, school_id: int | None) -> Side | None:
    """The school goes before its CLB, where somebody works at both; None where neither."""
    if principal.system or school_id in principal.places(act, Reach.SCHOOL):
        return Side.SCHOOL
    if school_id in principal.places(act, Reach.SERVED):
        return Side.CLB
    return None


def acts_for(outcome: Outcome, side: Side) -> tuple[str, ...]:
    """Kinds of events by which this side may answer the outcome; empty where no act does."""
    rule = REGELS.get(outcome.regel)
    if rule is None or rule.aard not in _ANSWERED_BY_ACT or side not in rule.voor or rule.regel in BY_RECORD:
        return ()
    if rule.aard == "plicht":
        return rule.handeling
    return tuple(kind for answer in _ANSWERS[side] for kind in REGELS[answer].handeling)


def compartment_of(outcome: Outcome, side: Side) -> str:
    """Where the fact of an act belongs: with who did it, or with both where the duty is of both."""
    if outcome.aard == "plicht" and {*Side.values} <= {*outcome.voor}:
        return "gedeeld"
    return {Side.SCHOOL: "zorg", Side.CLB: "clb"}[side]
