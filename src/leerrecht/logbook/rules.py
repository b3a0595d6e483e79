"""Who sees which entries of the log: what is about a record that they may read."""

from django.db.models import Exists, OuterRef, Q

from leerrecht.access import acts, policy
from leerrecht.access.compartments import ABILITY_ASKED, PARENTS, PUPIL, Gedeeld
from leerrecht.access.principal import Principal, Seat
from leerrecht.logbook.words import NOT_FOR_PARENTS
from leerrecht.organisations.models import Service
from leerrecht.people import rules as people
from leerrecht.people.models import GrantKind, Pupil

OPEN = Q(compartments=[])


def entries(principal: Principal, act: str) -> Q:
    """Of the own place, and of the own file; of a confidential record only who reads in one of its compartments."""
    if act != acts.LOG_VIEW:
        return people.NOBODY
    scope = by_account(principal)
    for seat in principal.seats:
        if act in seat.role.acts:
            scope |= _by_seat(principal, seat) | _by_grants(principal, seat)
    return scope


def _by_seat(principal: Principal, seat: Seat) -> Q:
    places = sorted({seat.organisation_id, *seat.schools})
    pupils = policy.visible(Pupil, to=principal, act=acts.LOG_VIEW).values("pk")
    # What a command did belongs to no place.
    scope = OPEN & (Q(organisation_id__in=places) | Q(organisation_id=None, actor_id=None, pupil_id__in=pupils))
    reads = sorted(seat.role.compartments)
    if reads:
        scope |= Q(organisation_id=seat.organisation_id, compartments__overlap=reads)
    if Gedeeld.key in reads:
        centres = Service.objects.filter(school_id__in=seat.schools, period__contains=principal.on).values("centre")
        scope |= Q(organisation_id__in=centres, compartments__contains=[Gedeeld.key], pupil_id__in=pupils)
    return scope


def _by_grants(principal: Principal, seat: Seat) -> Q:
    """A grant on records of a house opens what was done with them; on the case also what its schools shared."""
    found = people.live_grants(principal).filter(pupil_id=OuterRef("pupil_id"), held_at=seat.organisation_id)
    opened = found.filter(organisation_id=OuterRef("organisation_id"), compartments__overlap=OuterRef("compartments"))
    shared = found.filter(kind=GrantKind.CASE, compartments__contains=[Gedeeld.key])
    of_schools = Q(organisation_id__in=sorted(seat.schools), compartments__contains=[Gedeeld.key])
    return Q(Exists(opened)) | (of_schools & Q(Exists(shared)))


def by_account(principal: Principal) -> Q:
    """The pupil, and the parents but for what the pupil does not want them to know."""
    own = Exists(people.own_accounts(principal).filter(pupil_id=OuterRef("pupil_id")))
    able = Exists(people.able_accounts(principal).filter(pupil_id=OuterRef("pupil_id")))
    child = Exists(people.children(principal).filter(contact__pupil_id=OuterRef("pupil_id")))
    told = people.told_to_parents("pupil_id", Q(compartments__contains=[Gedeeld.key]))
    return (
        (Q(own) & (OPEN | Q(compartments__overlap=sorted(PUPIL - ABILITY_ASKED))))
        | (Q(able) & Q(compartments__overlap=sorted(PUPIL)))
        | (
            Q(child) & (OPEN | Q(compartments__overlap=sorted(PARENTS))) & told
            & ~Q(act__in=sorted(NOT_FOR_PARENTS)) & ~Q(detail__contains={"parents": False})
        )
    )  # fmt: skip
