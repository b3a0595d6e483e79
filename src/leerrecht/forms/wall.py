"""What the second wall knows of forms: answers about a pupil by their compartment; a blank form tells nothing."""

from leerrecht.access import wall
from leerrecht.forms import models


def guard() -> None:
    wall.guard(models.FilledForm, wall.in_compartment(counterpart="counterpart_id"))
    wall.guard(models.SchoolForm, f"school_id = ANY ({wall.PLACES}) OR {wall.EVERYWHERE}")
