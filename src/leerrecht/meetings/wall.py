"""What the second wall knows of meetings: the care team, teachers and the CLB; minutes and tasks with their entry."""

from leerrecht.access import wall
from leerrecht.guidance.models import Entry
from leerrecht.meetings import models

_OF_SCHOOL = " OR ".join(f"'{key}:' || school_id = ANY ({wall.ROLE_KEYS})" for key in ("zorg", "team"))


def guard() -> None:
    wall.guard(models.Meeting, f"{_OF_SCHOOL} OR school_id = ANY ({wall.SERVED}) OR {wall.EVERYWHERE}")
    wall.guard(models.Participant, wall.with_record(models.Meeting, "meeting_id"))
    wall.guard(models.Item, f"{_OF_SCHOOL} OR (shared AND school_id = ANY ({wall.SERVED})) OR {wall.EVERYWHERE}")
    for model in (models.Minute, models.Task):
        wall.guard(model, wall.with_record(Entry, "entry_id"))
