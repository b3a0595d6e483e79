"""What the second wall knows of figures: what is open for whoever signed in; small numbers only at the place.

Figures that anybody may see are read by a command that looks at those alone.
"""

from leerrecht.access import wall
from leerrecht.indicators import models

_NEAR = f"organisation_id = ANY ({wall.PLACES})"
_KEY = f"compartment = '' OR compartment || ':' || organisation_id = ANY ({wall.ROLE_KEYS})"


def guard() -> None:
    wall.guard(models.Question, f"'tucht:' || organisation_id = ANY ({wall.ROLE_KEYS}) OR {wall.EVERYWHERE}")
    wall.guard(
        models.Figure, f"audience = 'open' AND {wall.READER} IS NOT NULL OR {_NEAR} AND ({_KEY}) OR {wall.EVERYWHERE}"
    )
