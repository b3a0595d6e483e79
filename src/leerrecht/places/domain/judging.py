"""What the law core says of a refusal: its topic is told the bare facts, and no outcome is stored.

A stored outcome stands on the worklist of the school where the pupil is, which need not know of a report at the
meldpunt; so it is asked anew where somebody looks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from leerrecht.law.casus import Casus, Leerling
from leerrecht.law.codes import BUITENGEWOON, GEWOON, KLEUTER, LAGER, SECUNDAIR
from leerrecht.law.engine import antwoord
from leerrecht.law.state import Uitkomst
from leerrecht.law.topics.weigering import Feiten
from leerrecht.places.models import Answer, Application, Refusal, SlotKind, State, StepKind

_LEVELS = {SlotKind.KLEUTER: KLEUTER, SlotKind.LAGER: LAGER, SlotKind.BUBAO: LAGER}
SPECIAL = (SlotKind.BUBAO, SlotKind.BUSO)
# Only the school, or the platform, does these; the others are what the family may do.
UNLAWFUL = "weigering.onwettig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A refusal with its ground: what the law asks of it."""

    on: date
    ground: str
    document_on: date | None = None
    excluded_on: date | None = None
    lop_agreement: bool = False
    criteria: tuple[str, ...] = ()


def facts(kind: str, refused: Refused) -> Feiten:
    return Feiten(
        datum=refused.on, grond=refused.ground, niveau=_LEVELS.get(SlotKind(kind), SECUNDAIR),
        soort=BUITENGEWOON if kind in SPECIAL else GEWOON, uitgesloten_op=refused.excluded_on,
        lop_afspraak=refused.lop_agreement, criteria=refused.criteria, document=refused.document_on,
    )  # fmt: skip


def judge(born: date, found: Feiten, on: date) -> list[Uitkomst]:
    """What holds on a day of this refusal, most pressing first as the core gives it."""
    casus = Casus(leerling=Leerling(geboortedatum=born), meer={"weigering": (found,)})
    answer = antwoord(casus, on, verandert=False)
    return [one for one in answer.uitkomsten if one.regel.startswith("weigering.")]


def why_not(born: date, kind: str, refused: Refused) -> str:
    """Why a refusal cannot stand, in Dutch; empty where it can."""
    for one in judge(born, facts(kind, refused), refused.on):
        if one.regel == UNLAWFUL:
            return "; ".join(one.omdat)
    return ""


def of_application(one: Application, on: date) -> list[Uitkomst]:
    """Of what the school itself decided."""
    if one.refused_on is None:
        return []
    refused = Refused(
        on=one.refused_on, ground=one.ground, document_on=one.document_on, excluded_on=one.excluded_on,
        lop_agreement=one.lop_agreement, criteria=tuple(one.criteria),
    )  # fmt: skip
    found = facts(one.slot.kind, refused)
    if one.state == State.ENROLLED:
        return []
    return judge(one.pupil.birth_date, found, on)


def of_refusal(one: Refusal, days: Mapping[str, date], on: date) -> list[Uitkomst]:
    """Of what was reported, with the first day of each step; nothing where no reason was given: no rule applies yet."""
    if not one.formal or one.closed_how in (Answer.HERE, Answer.MISTAKE):
        return []
    found = Feiten(
        datum=one.on, grond=one.ground, niveau=_LEVELS.get(SlotKind(one.kind), SECUNDAIR),
        soort=BUITENGEWOON if one.kind in SPECIAL else GEWOON, uitgesloten_op=one.excluded_on,
        lop_afspraak=one.lop_agreement, criteria=tuple(one.criteria), document=days.get(StepKind.DOCUMENT),
        bemiddeling_gevraagd=days.get(StepKind.MEDIATION), bemiddeling_einde=days.get(StepKind.MEDIATED),
        klacht=days.get(StepKind.COMPLAINT), oordeel=days.get(StepKind.OPINION),
        plaats_gevonden=days.get(StepKind.FOUND),
        ingeschreven=one.closed_on if one.closed_how == Answer.ELSEWHERE else None,
    )  # fmt: skip
    return judge(one.pupil.birth_date, found, on)
