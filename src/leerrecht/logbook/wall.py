"""What the second wall knows of the log: everybody adds to it, nobody changes it."""

from leerrecht.access import wall
from leerrecht.access.models import LogEntry


def guard() -> None:
    here = f"organisation_id = ANY ({wall.PLACES})"
    pupil = "EXISTS (SELECT FROM people_pupil AS w WHERE w.id = {table}.pupil_id)"
    of_pupil = f"pupil_id = ANY ({wall.PUPILS}) OR (organisation_id IS NULL AND {pupil})"
    wall.guard(
        LogEntry,
        f"{wall.EVERYWHERE} OR actor_id = {wall.READER} OR (compartments = '{{{{}}}}' AND ({here} OR {of_pupil})) "
        f"OR {wall.in_one_of('compartments')}",
        adds="true",
    )
