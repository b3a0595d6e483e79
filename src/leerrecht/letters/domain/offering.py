"""The letter that fits a line of the worklist: a template says by rule for which reasons it is.

A letter answers no duty by being made. Where the law counts it (the CLB told, parents told of TOAH), the template
names the fact, which is kept when the letter left; the duty then closes by the law itself.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from leerrecht.access import acts
from leerrecht.access.principal import Principal, Seat
from leerrecht.duties.domain.offers import Offer
from leerrecht.duties.models import Outcome
from leerrecht.letters.domain.catalogue import Template, delivered
from leerrecht.letters.rules import OF_A_CASE
from leerrecht.people.rules import cases


def offers(by: Principal, outcomes: Sequence[Outcome]) -> Mapping[int, Sequence[Offer]]:
    """For each outcome the letters that somebody may write about it: at most one query."""
    writing = [seat for seat in by.seats if acts.LETTER_SEND in seat.role.acts]
    on_case: frozenset[int] = frozenset()
    if any(seat.role.organisation_kind == "clb" for seat in writing):
        on_case = frozenset(cases(by).values_list("pupil_id", flat=True))
    found: dict[int, list[Offer]] = {}
    for outcome in outcomes:
        for one in _for_reason(outcome.regel):
            seat = next((seat for seat in writing if _writes(seat, one, outcome, on_case)), None)
            if seat is not None:
                found.setdefault(outcome.pk, []).append(_offer(one, seat, outcome))
    return found


def _for_reason(regel: str) -> list[Template]:
    return [one for one in delivered().values() if regel in one.reasons]


def _writes(seat: Seat, one: Template, outcome: Outcome, on_case: frozenset[int]) -> bool:
    """The school where the pupil is writes its letters, its CLB those of the CLB, on the own cases."""
    if seat.role.organisation_kind != one.kind or outcome.school_id not in seat.schools:
        return False
    if one.compartment in seat.role.writes:
        return True
    return one.kind == "clb" and one.compartment in OF_A_CASE and outcome.pupil_id in on_case


def _offer(one: Template, seat: Seat, outcome: Outcome) -> Offer:
    asked = {"sjabloon": one.key, "school": seat.organisation_id, "leerling": outcome.pupil_id}
    return Offer(one.key, one.name, f"{reverse('letter-new')}?{urlencode(asked)}")
