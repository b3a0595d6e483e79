from leerrecht.discipline.models.incident import Incident, Involved, Isolation, Moment, Part, Search, SearchResult
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
    "CLOSED", "Answer", "ClbAdvice", "Closed", "Incident", "Involved", "Isolation", "Measure", "MeasureState", "Member",
    "Moment", "Part", "Procedure", "Report", "ReportAttempt", "ReportKind", "ReportState", "SchoolRules", "Search",
    "SearchResult", "Seat", "Step", "StepDone", "Verdict",
]  # fmt: skip
