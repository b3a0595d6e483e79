"""What the second wall knows of enrolments; classes, their teams and places tell nothing of a pupil."""

from leerrecht.access import wall
from leerrecht.enrolment import models
from leerrecht.people.models import Pupil

# A school that a pupil left sees nothing of where the pupil went, and so cannot know by itself that it was left.
LATER_ELSEWHERE = "wall_enrolled_later_elsewhere"
PUPILS_AT = "wall_pupils_at"


def guard() -> None:
    wall.lookup(
        LATER_ELSEWHERE,
        "boolean",
        """
        SELECT EXISTS (SELECT FROM enrolment_enrolment e
                       WHERE e.pupil_id = pupil AND e.period > after AND e.school_id <> ALL (schools))
        """,
        takes="pupil bigint, after daterange, schools bigint[]",
    )
    # Numbers of a school are for its board as well, who sees no pupil.
    wall.lookup(
        PUPILS_AT,
        "bigint",
        "SELECT count(DISTINCT e.pupil_id) FROM enrolment_enrolment e WHERE e.school_id = school AND e.period @> day",
        takes="school bigint, day date",
    )
    wall.guard(models.Gathering.pupils.through, wall.with_record(Pupil, "pupil_id"))
    wall.guard(models.Enrolment, wall.at_school())
    wall.history(models.Enrolment, wall.at_school())
    # In which class an enrolment sits, says nothing to whoever does not see the enrolment; looking it up for each pupil
    # of a class is a fifth of what the database does for a save.
    wall.guard(models.YearResult, wall.with_record(models.Enrolment, "enrolment_id"))
