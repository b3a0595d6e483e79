"""Who sees consents, wishes and judgements; and what those change about who else reads."""

from collections.abc import Callable

from django.db.models import BooleanField, Exists, F, Func, Model, OuterRef, Q, Value

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.principal import Principal, Seat
from leerrecht.consent.models import Consent, ParentsWish
from leerrecht.consent.wall import JUDGED, WITHHELD
from leerrecht.organisations.models import Service
from leerrecht.people import rules as people
from leerrecht.people.models import GrantKind, Pupil

BEYOND_ROLES = frozenset({acts.CONSENT_VIEW, acts.WISH_VIEW})
# Each act with the one by which its record is seen.
_VIEWS = {
    acts.CONSENT_VIEW: acts.CONSENT_VIEW, acts.CONSENT_RECORD: acts.CONSENT_VIEW, acts.ABILITY_JUDGE: acts.CONSENT_VIEW,
    acts.WISH_VIEW: acts.WISH_VIEW, acts.WISH_RECORD: acts.WISH_VIEW,
}  # fmt: skip


def withheld(pupil: str) -> Q:
    """The pupil (a field of the record asked about) does not want the parents told, and that is respected."""
    return Q(Func(F(pupil), function=WITHHELD, output_field=BooleanField()))


def judged(pupil: str, able: bool) -> Q:
    """The pupil (a field) was judged able, or not, whatever the age lets presume."""
    return Q(Func(F(pupil), Value(able), function=JUDGED, output_field=BooleanField()))


def records(model: type[Model]) -> Callable[[Principal, str], Q]:
    """The scope of one of the three models; only the own place changes what it noted, and parents see no wish."""

    def scope(principal: Principal, act: str) -> Q:
        if act not in _VIEWS:
            return people.NOBODY
        readable = _by_seats(principal, act) | _by_grants(principal)
        if act != _VIEWS[act]:
            return readable & Q(organisation_id__in=people.places_of(principal))
        return readable | _by_account(principal, model)

    return scope


def _by_seats(principal: Principal, act: str) -> Q:
    """Whoever reads what school and CLB share: of the own school, and of the CLB that serves it."""
    scope = people.NOBODY
    for seat in principal.seats:
        if act in seat.role.acts and Gedeeld.key in seat.role.compartments:
            pupils = policy.visible(Pupil, to=principal, act=acts.CASE_VIEW).values("pk")
            scope |= Q(organisation_id__in=_houses(principal, seat), pupil__in=pupils)
    return scope


def _houses(principal: Principal, seat: Seat) -> list[int]:
    centres = Service.objects.filter(school_id__in=seat.schools, period__contains=principal.on)
    return sorted({seat.organisation_id, *centres.values_list("centre_id", flat=True)})


def _by_grants(principal: Principal) -> Q:
    """A grant on what is shared: of the house that gave it; on the case also of the schools that the CLB serves."""
    found = people.live_grants(principal).filter(
        pupil_id=OuterRef("pupil_id"), compartments__contains=[Gedeeld.key]
    )  # fmt: skip
    scope = Q(Exists(found.filter(organisation_id=OuterRef("organisation_id"))))
    for seat in principal.seats:
        if seat.role.organisation_kind == "clb":
            case = found.filter(kind=GrantKind.CASE, organisation_id=seat.organisation_id)
            scope |= Q(Exists(case), organisation_id__in=sorted(seat.schools))
    return scope


def _by_account(principal: Principal, model: type[Model]) -> Q:
    """The pupil always sees the own wish and what was judged of them; consents once able to judge."""
    own = people.own_accounts(principal) if model is not Consent else people.able_accounts(principal)
    scope = Q(Exists(own.filter(pupil_id=OuterRef("pupil_id"))))
    if model is ParentsWish:
        return scope
    child = people.children(principal).filter(contact__pupil_id=OuterRef("pupil_id"))
    return scope | (Q(Exists(child)) & ~withheld("pupil_id"))
