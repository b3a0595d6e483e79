from leerrecht.enrolment.models.calendar import FreeDay
from leerrecht.enrolment.models.classes import ClassGroup, ClassTeam, Gathering
from leerrecht.enrolment.models.enrolment import Enrolment, Level, Placement, Share, Track
from leerrecht.enrolment.models.result import Attest, YearResult

__all__ = [
    "Attest",
    "ClassGroup",
    "ClassTeam",
    "Enrolment",
    "FreeDay",
    "Gathering",
    "Level",
    "Placement",
    "Share",
    "Track",
    "YearResult",
]
