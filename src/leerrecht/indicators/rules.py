"""Who sees which figures, and the choices of this room that no source prints (named in decision 0802)."""

from django.db.models import Q

from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.directory.models import Region
from leerrecht.indicators.models import Audience, Scope

# Roles that see figures of regions: of the own one, or of all for who stands above them. Never who knows the small
# numbers of one school: taken from the sum of a region, those would give the numbers of another.
REGIONAL = frozenset({"lop", "gemeente"})
ABOVE = frozenset({"agodi", "inspectie"})
# A band is drawn of at least so many other schools, so that none can be read from it; te verifiëren.
SIMILAR = 10
# Registers below this part make every figure of the school doubtful; te verifiëren.
COVERAGE = 0.9
# Absences without a reason above this part do the same; te verifiëren.
UNKNOWN = 0.05
# Part of the half-days of measures that has code R in the register: below it the two traces differ; te verifiëren.
LINKED = 0.9
# Public figures of Flanders are of at least so many schools; te verifiëren.
PUBLIC_SCHOOLS = 20
# Subjects made of what school and CLB see of every pupil: half-days, registers, enrolments. Of these alone small
# numbers are shown to who may see the pupils themselves; all others are shown with small numbers taken out.
CLOSE_SUBJECTS = frozenset({"absence", "presence", "thuiszitters", "leaving", "pictures"})
# A count of one of these tells what lies in a compartment: small numbers for who reads that one at the school.
COMPARTMENTS = {"measures": "tucht", "signaal_tot_terugkeer": "zorg"}
# Shares that are laid beside those of other schools, as a band and as a spread.
COMPARED = ("afwezigheidsgraad", "vijf_b", "problematische_afwezigheid", "twintig_z", "dertig_p", "schoolwissel", "vsv")
# How schools are spread over a share stands beside the attributions, since it counts schools and no pupils: a class
# from so many tenths of a percent to so many.
SPREAD_SCHOOLS, SPREAD_OVER = "scholen", ("scholen_van", "scholen_tot")
# What somebody asked as it stood on a day: for who may see the pupils themselves.
ON_A_DAY = "op"
# Within one school, board or CLB more than these would make groups of a few, which hide each other.
OPEN_BREAKDOWNS = frozenset(
    {
        (), ("niveau",), ("onderwijsvorm",), ("maand",), ("code",), ("klasse_b",), ("klasse",), ("traject",),
        ("traject", "stap"), SPREAD_OVER,
    }
)  # fmt: skip


def figures(principal: Principal, act: str) -> Q:
    """Small numbers where somebody may see the pupils themselves; else what is open, of the own house."""
    near = principal.places(act) | _served(principal, act)
    own = principal.organisations(act) | principal.schools(act)
    keys = {
        (compartment, seat.organisation_id)
        for seat in principal.seats
        if act in seat.role.acts
        for compartment in seat.role.compartments
    }
    close = Q(audience=Audience.CLOSE, organisation__in=near)
    allowed = Q(compartment="")
    for compartment in sorted(set(COMPARTMENTS.values())):
        places = [place for key, place in keys if key == compartment]
        if places:
            allowed |= Q(compartment=compartment, organisation__in=places)
    return close & allowed | Q(audience=Audience.OPEN) & (Q(organisation__in=own) | regions(principal, act))


def regions(principal: Principal, act: str) -> Q:
    """Flanders for everybody who sees figures; a region for its own authorities, all for who stands above them."""
    found = Q(scope=Scope.FLANDERS)
    seats = [seat for seat in principal.seats if act in seat.role.acts]
    if any(seat.role.key in ABOVE for seat in seats):
        return found | Q(scope=Scope.REGION)
    own = [seat.organisation_id for seat in seats if seat.role.key in REGIONAL]
    if not own:
        return found
    members = Region.members.through.objects.filter(organisation_id__in=own)
    return found | Q(scope=Scope.REGION, region__in=members.values("region_id"))


def _served(principal: Principal, act: str) -> frozenset[int]:
    """A CLB sees the sum of the schools that it serves as near as the schools themselves."""
    return frozenset(
        seat.organisation_id for seat in principal.seats if act in seat.role.acts and seat.role.reach is Reach.SERVED
    )


def questions(principal: Principal, act: str) -> Q:
    return Q(organisation__in=asked_at(principal, act))


def asked_at(principal: Principal, act: str) -> list[int]:
    """Where somebody sees questions with their counts: who reads discipline there, since most are about it."""
    return [
        seat.organisation_id
        for seat in principal.seats
        if act in seat.role.acts and COMPARTMENTS["measures"] in seat.role.compartments
    ]


def everybody(_principal: Principal, _act: str) -> Q:
    """Words, bands and dates tell of no school."""
    return Q()
