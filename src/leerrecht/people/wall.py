"""What the second wall knows of pupils, their families, and access to one case."""

from leerrecht.access import wall
from leerrecht.access.compartments import PARENTS, PUPIL, Gedeeld
from leerrecht.people import models
from leerrecht.people.models import GrantKind
from leerrecht.people.rules import PARENTAL

# Enrolments lie on a floor above; their own policy says which of them somebody sees, and so which pupils.
_ENROLLED = "EXISTS (SELECT FROM enrolment_enrolment AS w WHERE w.pupil_id = {table}.%s)"
_PUPIL_SEEN = f"{_ENROLLED % 'pupil_id'} OR {wall.EVERYWHERE}"


def _texts(values: object) -> str:
    return f"ARRAY[{', '.join(repr(str(value)) for value in sorted(values))}]"  # type: ignore[call-overload]


_LIVE = f"g.user_id = {wall.READER} AND g.withdrawn_at IS NULL AND g.period @> {wall.DAY}"
_CHILDREN = f"""
SELECT c.pupil_id FROM people_contactaccount a JOIN people_contact c ON c.id = a.contact_id
WHERE a.user_id = {wall.READER} AND a.withdrawn_at IS NULL AND c.legal_role = ANY ({_texts(PARENTAL)})
  AND NOT EXISTS (SELECT FROM people_contactaccount b JOIN people_contact d ON d.id = b.contact_id
                  WHERE b.user_id = {wall.READER} AND d.barred AND d.pupil_id = c.pupil_id)
"""
_OWN = f"SELECT pupil_id FROM people_pupilaccount WHERE user_id = {wall.READER} AND withdrawn_at IS NULL"
_GRANTED = f"SELECT g.pupil_id FROM people_grant g WHERE {_LIVE}"


def guard() -> None:
    _look_up()
    wall.guard(
        models.Pupil,
        # A record that was merged is seen by whoever sees the one that it points to.
        f"{_ENROLLED % 'id'} OR {wall.EVERYWHERE} OR {_ENROLLED % 'merged_into_id'}",
        last=f"id = ANY ({wall.PUPILS})",
        # A new pupil is enrolled a moment later: the verb that adds it stands for a command.
        adds=wall.EVERYWHERE,
    )
    for model in (models.Contact, models.PupilNumber):
        wall.guard(model, _PUPIL_SEEN)
    wall.history(models.Contact, _PUPIL_SEEN)
    wall.history(models.Pupil, f"{_ENROLLED % 'id'} OR {wall.EVERYWHERE}")
    mine = f"user_id = {wall.READER}"
    wall.guard(models.PupilAccount, f"{mine} OR {_PUPIL_SEEN}")
    wall.guard(models.ContactAccount, f"{mine} OR EXISTS (SELECT FROM people_contact AS w WHERE w.id = contact_id)")
    # The reason of an access tells of what it opens. Whoever divides the cases of a CLB sees who works on which.
    opens = wall.in_one_of("compartments", counterpart="{table}.given_for_id")
    divides, divides_for = (
        f"'{wall.CASES}' || {house} = ANY ({wall.ROLE_KEYS})" for house in ("organisation_id", "given_for_id")
    )
    wall.guard(
        models.Grant,
        f"{mine} OR given_by_id = {wall.READER} OR {divides} OR {divides_for} "
        f"OR id = ANY ((SELECT wall_told())::bigint[]) OR {opens}",
    )
    wall.guard(models.AccessRequest, f"{mine} OR {divides} OR {wall.in_one_of('compartments')}")
    wall.guard(
        models.Notice,
        f"{wall.EVERYWHERE} OR organisation_id = ANY ({wall.PLACES}) "
        "OR EXISTS (SELECT FROM people_grant AS w WHERE w.id = grant_id)",
    )


def _look_up() -> None:
    wall.lookup(
        "wall_has_family",
        "boolean",
        """
        SELECT EXISTS (SELECT FROM people_pupilaccount a WHERE a.user_id = who AND a.withdrawn_at IS NULL)
            OR EXISTS (SELECT FROM people_contactaccount a WHERE a.user_id = who AND a.withdrawn_at IS NULL)
        """,
        takes="who bigint",
    )
    wall.lookup("wall_pupils", "bigint[]", f"SELECT ARRAY({_OWN} UNION {_CHILDREN} UNION {_GRANTED})")
    # Whom a notice of acute danger went to, sees what was opened.
    wall.lookup(
        "wall_told",
        "bigint[]",
        "SELECT ARRAY(SELECT n.grant_id FROM people_notice n WHERE n.organisation_id = ANY (" + wall.PLACES + "))",
    )
    # What school and CLB share in a case lies at the schools that the CLB serves as well.
    wall.lookup(
        "wall_opened",
        "text[]",
        f"""
        SELECT ARRAY(
            SELECT g.pupil_id || ':' || g.organisation_id || ':' || c.one
            FROM people_grant g, unnest(g.compartments) AS c (one) WHERE {_LIVE}
            UNION
            SELECT g.pupil_id || ':' || s.school_id || ':{Gedeeld.key}'
            FROM people_grant g JOIN organisations_service s ON s.centre_id = g.organisation_id
            WHERE {_LIVE} AND s.period @> {wall.DAY}
              AND g.kind = '{GrantKind.CASE}' AND '{Gedeeld.key}' = ANY (g.compartments))
        """,
    )
    # What a pupil said in confidence follows the pupil, whatever the school.
    wall.lookup(
        "wall_family",
        "text[]",
        f"""
        SELECT ARRAY(
            SELECT own.pupil_id || ':' || c.one FROM ({_OWN}) AS own, unnest({_texts(PUPIL)}) AS c (one)
            UNION
            SELECT child.pupil_id || ':' || c.one
            FROM ({_CHILDREN}) AS child, unnest({_texts(PARENTS)}) AS c (one)
            UNION SELECT g.pupil_id || ':' || c.one FROM people_grant g, unnest(g.compartments) AS c (one)
            WHERE {_LIVE} AND g.kind = '{GrantKind.TRUST}')
        """,
    )
