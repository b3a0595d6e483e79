"""What the second wall knows of letters; templates and house style tell nothing of a pupil."""

from leerrecht.access import wall
from leerrecht.documents.models import Upload
from leerrecht.letters import models


def guard() -> None:
    wall.guard(models.Letter, wall.in_compartment(counterpart="counterpart_id"))
    wall.guard(models.Delivery, wall.with_record(models.Letter, "letter_id"))
    wall.guard(models.Attempt, wall.with_record(models.Delivery, "delivery_id"))
    wall.guard(models.Run, f"by_id = {wall.READER} OR organisation_id = ANY ({wall.PLACES}) OR {wall.EVERYWHERE}")
    wall.widen(Upload, wall.having(models.Letter, "file_id"))
