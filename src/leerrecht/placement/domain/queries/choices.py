"""What can be chosen: regions, the rota, schools with a place, and what a new search begins with."""

from collections.abc import Sequence
from typing import Any

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.places import home_of
from leerrecht.directory.models import Region
from leerrecht.people.models import Pupil
from leerrecht.placement.domain.platform import rota_of
from leerrecht.placement.domain.standing import exclusion_of, last_enrolment
from leerrecht.placement.domain.terms import agreement_of
from leerrecht.placement.models import RotaPlace, SchoolSearch, Why
from leerrecht.places.domain.queries.free import FreePlace, free_places


def regions_of(by: Principal) -> list[Region]:
    return list(policy.visible(Region, to=by, act=acts.DIRECTORY_VIEW).order_by("name"))


def rota_for(by: Principal, search: SchoolSearch) -> Sequence[RotaPlace]:
    """Whose turn it is first, where the LOP of the region has a rota."""
    agreed = agreement_of(search.region_id, by.on)
    if agreed is None:
        return []
    return [place for place in rota_of(agreed.lop_id, by.on) if place.school_id != search.school_id]


def may_begin(by: Principal, pupil: Pupil) -> bool:
    """Whether this person works for the school or the CLB of the pupil."""
    try:
        home_of(by, pupil)
    except policy.Denied:
        return False
    return True


def suggested(by: Principal, pupil: Pupil) -> dict[str, Any]:
    """What is on record already: the exclusion, or the last school."""
    last = last_enrolment(pupil.pk, by.on)
    exclusion = exclusion_of(pupil.pk, by.on)
    why = Why.EXCLUDED if exclusion is not None else Why.LEFT if last is not None else Why.NEVER
    regions = regions_of(by)
    found: dict[str, Any] = {"why": why, "region_id": regions[0].pk if len(regions) == 1 else ""}
    if last is not None:
        found |= {
            "level": last.level, "kind": last.kind, "study": last.studierichting,
            "from_2b": (last.level, last.grade, last.stroom) == _2B,
        }  # fmt: skip
    return found


def places_known(by: Principal, search: SchoolSearch) -> list[FreePlace]:
    """Schools that reported a free place of this kind: two queries."""
    kinds = _KINDS.get((search.level, search.kind), ())
    found = free_places(by, on=by.on, kinds=kinds, region=search.region_id)
    return [one for one in found if one.slot.school_id != search.school_id][:MOST]


MOST = 12
_2B = ("secundair", 2, "B")
_KINDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("kleuter", "gewoon"): ("kleuter",),
    ("lager", "gewoon"): ("lager",),
    ("secundair", "gewoon"): ("stroom_a", "stroom_b", "bovenbouw", "okan"),
    ("lager", "buitengewoon"): ("bubao",),
    ("kleuter", "buitengewoon"): ("bubao",),
    ("secundair", "buitengewoon"): ("buso",),
}
