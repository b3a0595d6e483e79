"""What the second wall knows of searches: each by its compartment, what was asked and done with it.

A search holds facts and no words, so that a command sees it: the law reckons with it, and figures count it. What a LOP
agreed tells of no pupil.
"""

from leerrecht.access import wall
from leerrecht.placement.models import Approach, SchoolSearch, Step


def guard() -> None:
    wall.guard(SchoolSearch, f"{wall.in_compartment(counterpart='counterpart_id')} OR {wall.EVERYWHERE}")
    for part in (Approach, Step):
        wall.guard(part, wall.with_record(SchoolSearch, "search_id"))
