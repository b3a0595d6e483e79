"""What the second wall knows of confidential records."""

from leerrecht.access import wall
from leerrecht.documents.models import Upload
from leerrecht.notes.models import Aantekening


def guard() -> None:
    wall.guard(Aantekening, wall.in_compartment(counterpart="counterpart_id"))
    wall.widen(Upload, wall.having(Aantekening, "file_id"))
