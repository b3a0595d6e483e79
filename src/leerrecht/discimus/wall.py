"""What the second wall knows of messages: bare facts of a pupil at a school. A connection tells of no pupil."""

from leerrecht.access import wall
from leerrecht.discimus import models


def guard() -> None:
    wall.guard(models.Message, wall.at_school())
    wall.guard(models.Attempt, wall.with_record(models.Message, "message_id"))
