from leerrecht.cases.models.case import Case, Participant
from leerrecht.cases.models.mediation import Destination, Exit, Mediated, Mediation, Motive, Taken, Threat
from leerrecht.cases.models.summary import Confirmation, Part, Release, Report, ReportKind, Summary, There
from leerrecht.cases.models.table import Answer, Decision, Invitation, Position, RoundTable, TableKind, View
from leerrecht.cases.models.task import CaseTask
from leerrecht.cases.models.track import Review, Track, Verdict, WeekPattern, WorkplaceCheck

__all__ = [
    "Answer", "Case", "CaseTask", "Confirmation", "Decision", "Destination", "Exit", "Invitation", "Mediated",
    "Mediation", "Motive", "Part", "Participant", "Position", "Release", "Report", "ReportKind", "Review",
    "RoundTable", "Summary", "TableKind", "Taken", "There", "Threat", "Track", "Verdict", "View", "WeekPattern",
    "WorkplaceCheck",
]  # fmt: skip
