"""What the second wall knows of presence: facts of the school, and certificates as health data."""

from leerrecht.access import wall
from leerrecht.access.compartments import Attest
from leerrecht.attendance import models
from leerrecht.enrolment.models import Enrolment


def guard() -> None:
    for model in (models.HalfDay, models.HalfDayHistory, models.HalfDayNote):
        wall.guard(model, wall.at_school())
    wall.guard(models.LessonMark, wall.with_record(Enrolment, "enrolment_id"))
    attest = wall.in_compartment(organisation="school_id", compartment=f"'{Attest.key}'")
    wall.guard(models.Certificate, attest)
    wall.history(models.Certificate, attest)
