"""Until when a case is kept: not shorter than what hangs on it at another place, which goes with it."""

from datetime import date

from leerrecht.cases.models import CaseTask, Part, Track
from leerrecht.documents.retention import Kept, Ref
from leerrecht.transfers.domain import terms


def date_of_case(ref: Ref, kept: Kept) -> date | None:
    """As every record; None as long as the CLB or a partner keeps something of the case with a term of its own."""
    for model in (Track, Part, CaseTask):
        if model._default_manager.filter(case_id=str(ref.pk)).exclude(compartment=ref.compartment).exists():
            return None
    return terms.date_of(ref, kept)
