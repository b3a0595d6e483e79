"""What the second wall knows of organisations."""

from leerrecht.access import wall


def guard() -> None:
    # What school and CLB share: whoever reads it at the school, reads it in the records of the CLB as well.
    wall.lookup(
        "wall_keys",
        "text[]",
        f"""
        SELECT {wall.ROLE_KEYS} || ARRAY(
            SELECT 'gedeeld:' || s.centre_id FROM organisations_service s
            WHERE 'gedeeld:' || s.school_id = ANY ({wall.ROLE_KEYS}) AND s.period @> {wall.DAY})
        """,
    )
