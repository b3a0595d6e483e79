"""What the start page says about single files: opened in danger, asked for, or open to this user alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.people.domain.queries import grants
from leerrecht.people.models import Pupil
from leerrecht.transfers.domain.queries.transfers import waiting


@dataclass(frozen=True, slots=True)
class Casework:
    notices: Sequence[grants.Told]
    questions: int
    cases: Sequence[Pupil]
    transfers: int


def casework(principal: Principal) -> Casework:
    """One query, one more for who answers questions, one for who accepts transfers, two for who is told of danger."""
    questions = grants.requests_of(principal).count() if principal.can(acts.ACCESS_ANSWER) else 0
    transfers = waiting(principal).count() if principal.can(acts.TRANSFER_ACCEPT) else 0
    return Casework(grants.notices_of(principal), questions, list(grants.cases_of(principal)), transfers)
