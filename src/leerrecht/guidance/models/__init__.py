from leerrecht.guidance.models.file import (
    TO_DO,
    Begeleidingsdossier,
    Channel,
    Counsellor,
    Entry,
    Finding,
    Kind,
    Opening,
    Result,
    Whom,
)
from leerrecht.guidance.models.home import Asker, ClbView, ThuisOpVraag
from leerrecht.guidance.models.parents import Came, Ouderaanwezigheid, Oudercontact
from leerrecht.guidance.models.plan import (
    Action,
    Agreement,
    AgreementKind,
    Ending,
    Evaluation,
    Goal,
    Party,
    Plan,
    PlanKind,
    Signature,
    SignedHow,
    Step,
    Verdict,
    Version,
)

__all__ = [
    "TO_DO", "Action", "Agreement", "AgreementKind", "Asker", "Begeleidingsdossier", "Came", "Channel", "ClbView",
    "Counsellor", "Ending", "Entry", "Evaluation", "Finding", "Goal", "Kind", "Opening", "Ouderaanwezigheid",
    "Oudercontact", "Party", "Plan", "PlanKind", "Result", "Signature", "SignedHow", "Step", "ThuisOpVraag",
    "Verdict", "Version", "Whom",
]  # fmt: skip
