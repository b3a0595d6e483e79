from leerrecht.discipline.models.contest import Contest, Ending, Said, Turn, TurnDone
from leerrecht.discipline.models.incident import (
    Held,
    Incident,
    Involved,
    Isolation,
    Moment,
    Part,
    Search,
    SearchResult,
)
from leerrecht.discipline.models.measure import Measure, MeasureState, SchoolRules
from leerrecht.discipline.models.procedure import (
    CLOSED,
    Answer,
    ClbAdvice,
    Closed,
    Member,
    Procedure,
    Seat,
    Step,
    StepDone,
    Verdict,
)
from leerrecht.discipline.models.report import Report, ReportAttempt, ReportKind, ReportState

__all__ = [
    "CLOSED", "Answer", "ClbAdvice", "Closed", "Contest", "Ending", "Held", "Incident", "Involved", "Isolation",
    "Measure", "MeasureState", "Member", "Moment", "Part", "Procedure", "Report", "ReportAttempt", "ReportKind",
    "ReportState", "Said", "SchoolRules", "Search", "SearchResult", "Seat", "Step", "StepDone", "Turn", "TurnDone",
    "Verdict",
]  # fmt: skip
