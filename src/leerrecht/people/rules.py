"""What rests on a grant for one case, or on being the pupil or a parent; and who sees grants themselves."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.compartments import ABILITY_ASKED, PARENTS, PUPIL, SECRET, Gedeeld
from leerrecht.access.principal import Principal, Seat
from leerrecht.law.dates import ONE_DAY, add_years
from leerrecht.law.tables import waarde
from leerrecht.organisations.models import Service
from leerrecht.people.models import Contact, ContactAccount, Grant, GrantKind, LegalRole, Protocol, PupilAccount
from leerrecht.people.models.pupil import Pupil

# Who counts as parents: authority, guardianship, or the child in their care in law or in fact.
PARENTAL = (LegalRole.PARENT, LegalRole.GUARDIAN, LegalRole.FOSTER, LegalRole.IN_FACT)
BEYOND_ROLES = frozenset({acts.CASE_VIEW, acts.NOTE_VIEW, acts.GRANT_VIEW})
NOBODY = Q(pk__in=())
_judged: list[Callable[[str, bool], Q]] = []
_withheld: list[Callable[[str], Q]] = []


def register_family(*, judged: Callable[[str, bool], Q], withheld: Callable[[str], Q]) -> None:
    """A room above says of whom ability was judged, and which pupils do not want their parents told."""
    _judged[:] = [judged]
    _withheld[:] = [withheld]


def judged_able(pupil: str, *, able: bool) -> Q:
    """The pupil (a field of the record asked about) was judged able, or not, whatever the age lets presume."""
    return _judged[0](pupil, able) if _judged else NOBODY


def told_to_parents(pupil: str, shared: Q) -> Q:
    """All but ``shared`` (what the compartment ``gedeeld`` holds) where the pupil does not want the parents told.

    ``pupil`` is a field of the record asked about; the wish counts where it was noted and is respected.
    """
    return ~(_withheld[0](pupil) & shared) if _withheld else Q()


def places_of(principal: Principal) -> frozenset[int]:
    """Where the principal works today."""
    return frozenset(seat.organisation_id for seat in principal.seats)


def live_grants(principal: Principal) -> QuerySet[Grant]:
    """Grants of the principal that open something today; who left the place of a grant has lost it."""
    held = Q(held_at=None) | Q(held_at__in=places_of(principal))
    return Grant.objects.filter(
        held, user_id=principal.user_id or 0, withdrawn_at=None, period__contains=principal.on
    )  # fmt: skip


def cases(principal: Principal, organisation_id: int | None = None) -> QuerySet[Grant]:
    """Cases on which the principal works for a CLB."""
    found = live_grants(principal).filter(kind=GrantKind.CASE)
    return found if organisation_id is None else found.filter(organisation_id=organisation_id)


def own_accounts(principal: Principal) -> QuerySet[PupilAccount]:
    """Accounts by which the principal is a pupil; no question to the database where there are none."""
    if not principal.family:
        return PupilAccount.objects.none()
    return PupilAccount.objects.filter(user_id=principal.user_id or 0, withdrawn_at=None)


def able_accounts(principal: Principal) -> QuerySet[PupilAccount]:
    """The pupil's own account, where ability to judge is presumed by age or was judged."""
    old_enough = Q(pupil__birth_date__lte=_born(principal.on, "clb_dossier.bekwaam"))
    judged = judged_able("pupil_id", able=True) | (old_enough & ~judged_able("pupil_id", able=False))
    return own_accounts(principal).filter(judged)


def children(principal: Principal) -> QuerySet[ContactAccount]:
    """Accounts by which the principal is a parent before the law; no question where there are none."""
    if not principal.family:
        return ContactAccount.objects.none()
    return parent_accounts(principal.on).filter(user_id=principal.user_id or 0)


def parent_accounts(on: date) -> QuerySet[ContactAccount]:
    """Accounts of parents before the law of a minor; a judge's decision bars them all for that pupil."""
    barred = Contact.objects.filter(accounts__user=OuterRef("user"), barred=True, pupil=OuterRef("contact__pupil"))
    return ContactAccount.objects.filter(
        ~Exists(barred), withdrawn_at=None, contact__legal_role__in=PARENTAL,
        contact__pupil__birth_date__gt=_born(on, "leerplicht.einde"),
    )  # fmt: skip


def _born(on: date, age: str) -> date:
    """The latest birth date of who has that age today; on 29 February nobody is ahead of the day."""
    born = add_years(on, -waarde(age))
    return born if add_years(born, waarde(age)) <= on else born - ONE_DAY


def beyond_roles(principal: Principal, pupil: str) -> Q:
    """The pupil (a field of the record asked about) is reached by a grant or by an account of the family."""
    return (
        Q(Exists(live_grants(principal).filter(pupil_id=OuterRef(pupil))))
        | Q(Exists(own_accounts(principal).filter(pupil_id=OuterRef(pupil))))
        | Q(Exists(children(principal).filter(contact__pupil_id=OuterRef(pupil))))
    )


def family(principal: Principal, pupil: str = "pupil_id") -> Q:
    """The pupil (a field of the record asked about) is oneself, or the own child without a judge who says no."""
    own = Q(Exists(own_accounts(principal).filter(pupil_id=OuterRef(pupil))))
    return own | Q(Exists(children(principal).filter(contact__pupil_id=OuterRef(pupil))))


def by_account(principal: Principal, *, whole: bool) -> Q:
    """Records with ``compartments`` of which the family reads one; ``whole``: of which it reads all."""
    lookup = "compartments__contained_by" if whole else "compartments__overlap"
    own = own_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))
    able = able_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))
    child = children(principal).filter(contact__pupil_id=OuterRef("pupil_id"))
    return (
        Q(Exists(own), **{lookup: sorted(PUPIL - ABILITY_ASKED)})
        | Q(Exists(able), **{lookup: sorted(PUPIL)})
        | Q(Exists(child), **{lookup: sorted(PARENTS)})
        & told_to_parents("pupil_id", Q(compartments__contains=[Gedeeld.key]))
    )


def grants(principal: Principal, act: str) -> Q:
    """Who sees a grant, its reason, or may withdraw it."""
    if act == acts.GRANT_WITHDRAW:
        return _withdrawable(principal)
    whole = act == acts.GRANT_REASON
    scope = Q(user_id=principal.user_id or 0) | Q(given_by_id=principal.user_id or 0)
    for seat in principal.seats:
        if act in seat.role.acts:
            scope |= _by_seat(principal, seat, act, whole=whole)
    case = cases(principal).filter(pupil_id=OuterRef("pupil_id"))
    scope |= Q(Exists(case.filter(organisation_id=OuterRef("organisation_id"))))
    scope |= Q(Exists(case.filter(organisation_id=OuterRef("given_for_id"))))
    return scope | by_account(principal, whole=whole)


def _by_seat(principal: Principal, seat: Seat, act: str, *, whole: bool) -> Q:
    """Grants on records that the role reads; whoever puts workers on cases sees those of the CLB."""
    own = Q(organisation_id=seat.organisation_id)
    if acts.CASE_ASSIGN in seat.role.acts and not whole:
        return own | Q(given_for_id=seat.organisation_id)
    if not seat.role.compartments:
        return NOBODY
    reads = sorted(seat.role.compartments)
    known = Q(pupil__in=policy.visible(Pupil, to=principal, act=act).values("pk"))
    if whole:
        return own & known & Q(compartments__contained_by=reads)
    found = own & known & Q(compartments__overlap=reads)
    if Gedeeld.key in seat.role.compartments:
        centres = Service.objects.filter(school_id__in=seat.schools, period__contains=principal.on).values("centre")
        found |= known & Q(kind=GrantKind.CASE, organisation__in=centres)
    return found


def _withdrawable(principal: Principal) -> Q:
    places = places_of(principal)
    given = Q(given_by_id=principal.user_id or 0) & (Q(organisation_id__in=places) | Q(given_for_id__in=places))
    chosen = Q(kind=GrantKind.TRUST) & Q(Exists(own_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))))
    scope = Q(user_id=principal.user_id or 0) | given | chosen
    for seat in principal.seats:
        if acts.CASE_ASSIGN in seat.role.acts:
            scope |= Q(organisation_id=seat.organisation_id) | Q(given_for_id=seat.organisation_id)
        elif acts.GRANT_WITHDRAW in seat.role.acts and seat.role.compartments:
            scope |= Q(
                organisation_id=seat.organisation_id, compartments__contained_by=sorted(seat.role.compartments - SECRET)
            )  # fmt: skip
    return scope


def requests(principal: Principal, act: str) -> Q:
    """Who asked sees the question; who may give what is asked sees and answers it, but never the own one."""
    mine = Q(user_id=principal.user_id or 0)
    answers = NOBODY
    for seat in principal.seats:
        if acts.ACCESS_ANSWER in seat.role.acts:
            answers |= _answerable(principal, seat)
    answers &= ~mine
    return answers if act == acts.ACCESS_ANSWER else mine | answers


def _answerable(principal: Principal, seat: Seat) -> Q:
    own = Q(organisation_id=seat.organisation_id)
    if seat.role.organisation_kind != "clb":
        return own & Q(compartments__contained_by=sorted(seat.role.compartments))
    if acts.CASE_ASSIGN in seat.role.acts:
        return own
    return own & Q(Exists(cases(principal, seat.organisation_id).filter(pupil_id=OuterRef("pupil_id"))))


def protocols(principal: Principal, act: str) -> Q:
    """Protocols of which the own organisation is a party."""
    return Q(pk__in=Protocol.objects.filter(parties__in=principal.organisations(act)).values("pk"))


def notices(principal: Principal, act: str) -> Q:
    return Q(organisation_id__in=principal.organisations(act))


def reason_told() -> Q:
    """Notices that may repeat the reason: professional secrecy stays with the place that keeps the records."""
    return ~Q(grant__compartments__overlap=sorted(SECRET)) | Q(organisation_id=F("grant__organisation_id"))
