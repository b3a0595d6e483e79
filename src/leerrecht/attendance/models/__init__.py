from leerrecht.attendance.models.certificate import Certificate, CertificateKind
from leerrecht.attendance.models.half_day import HalfDay, HalfDayHistory, Mark, Source, SubCode
from leerrecht.attendance.models.register import LessonKind, LessonMark, Register

__all__ = [
    "Certificate",
    "CertificateKind",
    "HalfDay",
    "HalfDayHistory",
    "LessonKind",
    "LessonMark",
    "Mark",
    "Register",
    "Source",
    "SubCode",
]
