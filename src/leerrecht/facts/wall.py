"""What the second wall knows of bare facts."""

from leerrecht.access import wall
from leerrecht.facts.models import Fact


def guard() -> None:
    school = f"compartment <> 'clb' AND school_id = ANY ({wall.PLACES})"
    wall.guard(Fact, f"{wall.EVERYWHERE} OR ({school}) OR (compartment <> 'zorg' AND school_id = ANY ({wall.SERVED}))")
