"""What the second wall knows of consent, wishes and judgements."""

from leerrecht.access import wall
from leerrecht.consent.models import Consent, Judgement, ParentsWish

# Other scopes deny by these, also for readers who do not see the record itself.
WITHHELD = "wall_parents_not_told"
JUDGED = "wall_judged"


def guard() -> None:
    wall.lookup(
        WITHHELD,
        "boolean",
        """
        SELECT EXISTS (SELECT FROM consent_parentswish w
                       WHERE w.pupil_id = pupil AND w.respected AND w.ended_on IS NULL)
        """,
        takes="pupil bigint",
    )
    wall.lookup(
        JUDGED,
        "boolean",
        """
        SELECT EXISTS (SELECT FROM consent_judgement j
                       WHERE j.pupil_id = pupil AND j.able = as_able AND j.ended_on IS NULL)
        """,
        takes="pupil bigint, as_able boolean",
    )
    for model in (Consent, Judgement, ParentsWish):
        wall.guard(model, wall.in_compartment())
