"""Which outcomes of the law somebody sees."""

from collections.abc import Callable

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.compartments import Tucht
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.duties.models import Side
from leerrecht.enrolment.rules import of_pupil

SCHOOL_SIDE = ["school", "leerling", "ouders"]
_known_at_the_door: list[Callable[[Principal], Q]] = []


def register_known(rule: Callable[[Principal], Q]) -> None:
    """A room above says which pupils a CLB knows that have no school: by it they stand on no list of a school."""
    _known_at_the_door[:] = [rule]


def outcomes(principal: Principal, act: str) -> Q:
    """The school sees what is addressed to it or is a right of the pupil; the CLB what is addressed to a CLB.

    What is the CLB's alone (whether a trajectory runs, for instance) stays with the CLB; how a school carries out a
    measure, with who reads its tuchtdossier. At the door of a CLB: what is said of children without a school.
    """
    if act == acts.CLB_DOOR:
        known = [rule(principal) for rule in _known_at_the_door]
        return Q(*known, school=None, voor__contains=[Side.CLB]) if known else Q(pk__in=())
    own = principal.places(act, Reach.SCHOOL)
    served = principal.places(act, Reach.SERVED)
    told = Q(school_id__in=own, voor__overlap=SCHOOL_SIDE) | Q(school_id__in=served, voor__contains=[Side.CLB])
    reads = {seat.organisation_id for seat in principal.seats if Tucht.key in seat.role.compartments}
    closed = Q(regel__startswith="tucht") | Q(regel__startswith="beroep.")
    return told & (~closed | Q(school_id__in=reads))


def seen(principal: Principal, act: str) -> Q:
    """Each side sees what it settled itself."""
    return Q(school_id__in=principal.places(act, Reach.SCHOOL), side=Side.SCHOOL) | Q(
        school_id__in=principal.places(act, Reach.SERVED), side=Side.CLB
    )


def answers(principal: Principal, act: str) -> Q:
    """Counts and status of a pupil: attendance facts, for the schools of the pupil and their CLBs."""
    return of_pupil(principal, act)


def facts(principal: Principal, _act: str) -> Q:
    """Bare facts by their compartment: ``zorg`` for who handles duties at the school, ``clb`` for the CLB,
    ``gedeeld`` for both.
    """
    own = principal.places(acts.DUTY_CLOSE, Reach.SCHOOL)
    served = principal.places(acts.DUTY_CLOSE, Reach.SERVED)
    return Q(compartment__in=["zorg", "gedeeld"], school_id__in=own) | Q(
        compartment__in=["clb", "gedeeld"], school_id__in=served
    )
