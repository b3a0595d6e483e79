"""What the second wall knows of waiting lists and refusals: bare facts, for the houses that deal with them.

Places themselves tell of no pupil.
"""

from leerrecht.access import wall
from leerrecht.access.compartments import Gedeeld
from leerrecht.people.models import Pupil
from leerrecht.places import models

_FAMILY = f"pupil_id || ':{Gedeeld.key}' = ANY ({wall.FAMILY})"
# The CLB of the school where the child is; of an enrolment it sees what its own wall lets through.
_SERVED_CHILD = (
    "EXISTS (SELECT FROM enrolment_enrolment AS w "
    f"WHERE w.pupil_id = {{table}}.pupil_id AND w.school_id = ANY ({wall.SERVED}))"
)


def guard() -> None:
    wall.guard(
        models.Application,
        f"school_id = ANY ({wall.PLACES}) OR kept_by_id = ANY ({wall.PLACES}) OR {wall.EVERYWHERE} OR {_FAMILY}",
        last=_SERVED_CHILD,
    )
    # A school reads what it follows up where it reads what it shares with the CLB; teachers do not.
    wall.guard(
        models.Refusal,
        f"'{Gedeeld.key}:' || handled_by_id = ANY ({wall.ROLE_KEYS}) OR handled_by_id = ANY ({wall.SERVED}) "
        f"OR (handled_by_id = ANY ({wall.PLACES}) AND centre) OR {wall.EVERYWHERE} OR {_FAMILY}",
    )
    wall.guard(models.RefusalStep, wall.with_record(models.Refusal, "refusal_id"))
    # A child that waits somewhere may be enrolled nowhere.
    wall.widen(Pupil, wall.having(models.Application))
    wall.widen(Pupil, wall.having(models.Refusal))
