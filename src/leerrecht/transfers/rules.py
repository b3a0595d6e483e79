"""Who sees a transfer, its pieces, what arrived, and lists for destruction."""

from django.db.models import Exists, OuterRef, Q

from leerrecht.access import acts
from leerrecht.access.compartments import Gedeeld, Medisch
from leerrecht.access.principal import Principal, Seat
from leerrecht.notes.rules import by_account, by_role
from leerrecht.people import rules as people
from leerrecht.transfers.models import Transfer, TransferKind

BEYOND_ROLES = frozenset({acts.TRANSFER_VIEW, acts.TRANSFER_OBJECT})
READING = frozenset({acts.NOTE_VIEW})


def transfers(principal: Principal, act: str) -> Q:
    """Sender; the receiver once it was sent; pupil and parents once it was announced."""
    if act == acts.TRANSFER_PREPARE:
        return _side(principal, act, "sender_id")
    arrived = _side(principal, act, "receiver_id") & Q(sent_at__isnull=False)
    if act == acts.TRANSFER_ACCEPT:
        return arrived
    scope = _side(principal, act, "sender_id") | (family(principal) & Q(announced_on__isnull=False))
    return scope | arrived if act == acts.TRANSFER_VIEW else scope


def _side(principal: Principal, act: str, field: str) -> Q:
    scope = people.NOBODY
    for seat in principal.seats:
        if act in seat.role.acts:
            scope |= Q(**{field: seat.organisation_id}) & _kinds(principal, seat, act)
    return scope


def _kinds(principal: Principal, seat: Seat, act: str) -> Q:
    """A school its own; at a CLB who works on the case, the medical part only doctor and nurse."""
    if seat.role.organisation_kind != "clb":
        return Q(kind=TransferKind.SCHOOL)
    if act == acts.TRANSFER_VIEW and acts.CASE_ASSIGN in seat.role.acts:
        return Q(kind__in=(TransferKind.CENTRE, TransferKind.MEDICAL))
    case = people.cases(principal, seat.organisation_id).filter(pupil_id=OuterRef("pupil_id"))
    found = Q(Exists(case), kind=TransferKind.CENTRE)
    if Medisch.key in seat.role.compartments:
        found |= Q(kind=TransferKind.MEDICAL)
    return found


def family(principal: Principal) -> Q:
    """Records with ``pupil_id``: of the pupil, or of a child."""
    own = people.own_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))
    return Q(Exists(own)) | _child(principal)


def _child(principal: Principal) -> Q:
    return Q(Exists(people.children(principal).filter(contact__pupil_id=OuterRef("pupil_id"))))


def _parents(principal: Principal) -> Q:
    """What parents may know of: nothing that the pupil does not want them told."""
    told = people.told_to_parents("pupil_id", Q(compartment=Gedeeld.key))
    return _child(principal) & Q(parents_excluded=False, transfer__announced_on__isnull=False) & told


def _of_family(principal: Principal) -> Q:
    own = people.own_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))
    return Q(Exists(own), transfer__announced_on__isnull=False) | _parents(principal)


def _transfers(principal: Principal, act: str) -> Q:
    return Q(transfer__in=Transfer.objects.filter(transfers(principal, act)).values("pk"))


def items(principal: Principal, act: str) -> Q:
    """That a piece is there, of which sort and on what ground: a piece points to text, and holds none.

    The receiver learns what went, never what stayed behind.
    """
    preparing = _transfers(principal, acts.TRANSFER_PREPARE)
    if act == acts.TRANSFER_PREPARE:
        return preparing
    if act == acts.TRANSFER_OBJECT:
        return preparing | _of_family(principal)
    arrived = _transfers(principal, acts.TRANSFER_ACCEPT) & Q(went=True)
    return preparing | arrived | _of_family(principal)


def summaries(principal: Principal, act: str) -> Q:  # noqa: ARG001 - the same for each act
    """The sender; the pupil who can judge; the parents, unless the pupil does not want it."""
    able = people.able_accounts(principal).filter(pupil_id=OuterRef("pupil_id"))
    return _transfers(principal, acts.TRANSFER_PREPARE) | Q(Exists(able)) | _parents(principal)


def objections(principal: Principal, act: str) -> Q:  # noqa: ARG001 - the same for each act
    """Who recorded it and whose it is; that something was objected to is not the receiver's business."""
    sender = Transfer.objects.filter(_side(principal, acts.TRANSFER_OBJECT, "sender_id")).values("pk")
    own = Transfer.objects.filter(family(principal)).values("pk")
    told = Q(item=None) | Q(item__parents_excluded=False) | Q(by_whom="ouders")
    itself = Transfer.objects.filter(
        Exists(people.own_accounts(principal).filter(pupil_id=OuterRef("pupil_id")))
    ).values("pk")
    return Q(transfer__in=sender) | Q(transfer__in=itself) | (Q(transfer__in=own) & told)


def copies(principal: Principal, act: str) -> Q:  # noqa: ARG001 - there is but reading
    """What arrived, read as the receiver's own records of that compartment; where one reader is named, by that one."""
    accepted = Q(transfer__accepted_at__isnull=False)
    named = Q(reader_id=principal.user_id or 0, organisation_id__in=people.places_of(principal))
    return accepted & (named | (Q(reader=None) & (by_role(principal) | _by_grant(principal) | by_account(principal))))


def _by_grant(principal: Principal) -> Q:
    found = people.live_grants(principal).filter(
        organisation_id=OuterRef("organisation_id"), pupil_id=OuterRef("pupil_id")
    )  # fmt: skip
    return Q(Exists(found.filter(compartments__contains=[OuterRef("compartment")])))


def lists(principal: Principal, act: str) -> Q:
    return Q(organisation_id__in=principal.organisations(act))


def lines(principal: Principal, act: str) -> Q:
    return Q(list__organisation_id__in=principal.organisations(act))
