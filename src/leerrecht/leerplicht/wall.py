"""What the second wall knows of the check: who runs it, the municipality that was told, the CLB it was given to.

AGODI and municipalities work at no school, so that their places are not those of the other walls.
"""

from leerrecht.access import wall
from leerrecht.leerplicht import models

HOUSES = "(SELECT wall_authorities())::bigint[]"


def guard() -> None:
    wall.lookup(
        "wall_authorities",
        "bigint[]",
        "SELECT ARRAY(SELECT m.organisation_id FROM organisations_membership m "
        f"WHERE m.user_id = {wall.READER} AND m.period @> {wall.DAY} AND m.role IN ('agodi', 'gemeente'))",
    )
    wall.guard(
        models.ListedChild,
        f"{wall.EVERYWHERE} OR owner_id = ANY ({HOUSES}) OR centre_id = ANY ({wall.PLACES}) "
        f"OR (handed_on IS NOT NULL AND municipality_id = ANY ({HOUSES}))",
    )
    for part in (models.Candidate, models.Step):
        wall.guard(part, wall.with_record(models.ListedChild, "child_id"))
