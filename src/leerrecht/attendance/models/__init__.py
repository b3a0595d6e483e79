from leerrecht.attendance.models.certificate import Certificate, CertificateKind
from leerrecht.attendance.models.half_day import HalfDay, HalfDayHistory, HalfDayNote, Mark, Source, SubCode
from leerrecht.attendance.models.register import LessonKind, LessonMark, Register

__all__ = [
    "Certificate",
    "CertificateKind",
    "HalfDay",
    "HalfDayHistory",
    "HalfDayNote",
    "LessonKind",
    "LessonMark",
    "Mark",
    "Register",
    "Source",
    "SubCode",
]
