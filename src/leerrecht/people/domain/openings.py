"""What somebody may open of a pupil's records, for whom: who is entitled to give what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld, Partner, Tucht, VanLeerling
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, Seat
from leerrecht.access.roles import ROLES
from leerrecht.organisations.models import Membership, Organisation, School
from leerrecht.people import rules
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import GrantKind, Pupil

CASE_COMPARTMENTS = frozenset({Clb.key, Gedeeld.key, Partner.key, Tucht.key})
CENTRE_COMPARTMENTS = frozenset({Clb.key, Gedeeld.key})


@dataclass(frozen=True, slots=True)
class Opening:
    """Something that may be given: the kind, the organisation that owns the records, its compartments.

    For a partner the owner is the partner itself, so ``organisation_id`` is that of the CLB which sends it.
    """

    kind: GrantKind
    organisation_id: int
    organisation: str
    compartments: frozenset[str]
    why: str

    @property
    def key(self) -> str:
        return f"{self.kind.value}-{self.organisation_id}"


def openings(by: Principal, pupil: Pupil) -> list[Opening]:
    """All that ``by`` may give for this pupil today."""
    return [*_by_seats(by, pupil), *_by_pupil(by, pupil)]


def _by_seats(by: Principal, pupil: Pupil) -> Iterator[Opening]:
    giving = [seat for seat in by.seats if acts.GRANT_GIVE in seat.role.acts]
    if not giving or not policy.visible(Pupil, to=by, act=acts.GRANT_GIVE).filter(pk=pupil.pk).exists():
        return
    here = schools_of(pupil.pk, by.on)
    on_case = frozenset(rules.cases(by).filter(pupil=pupil).values_list("organisation_id", flat=True))
    for seat in giving:
        if here.isdisjoint(seat.schools):
            continue
        if seat.role.organisation_kind == "school":
            yield _opening(GrantKind.ACCESS, seat, seat.role.compartments)
        else:
            yield from _of_centre(seat, on_case)


def _of_centre(seat: Seat, on_case: frozenset[int]) -> Iterator[Opening]:
    """Who works on the case brings in colleagues and partners; the head may too, without reading it."""
    works = seat.organisation_id in on_case
    if not works and acts.CASE_ASSIGN not in seat.role.acts:
        return
    yield _opening(GrantKind.CASE, seat, CASE_COMPARTMENTS)
    yield _opening(GrantKind.PARTNER, seat, frozenset({Partner.key}))
    if works:
        yield _opening(GrantKind.ACCESS, seat, CENTRE_COMPARTMENTS)


def _opening(kind: GrantKind, seat: Seat, compartments: frozenset[str]) -> Opening:
    return Opening(kind, seat.organisation_id, seat.organisation, compartments, seat.why)


def _by_pupil(by: Principal, pupil: Pupil) -> Iterator[Opening]:
    """Only the pupil chooses a trust person."""
    if not rules.own_accounts(by).filter(pupil=pupil).exists():
        return
    for school in Organisation.objects.filter(pk__in=schools_of(pupil.pk, by.on)).order_by("pk"):
        yield Opening(GrantKind.TRUST, school.pk, school.name, frozenset({VanLeerling.key}), "de leerling zelf")


def place_of(user: User, opening: Opening, compartments: frozenset[str], on: date) -> Organisation | None:
    """Where the user works by virtue of which this may be given to them; None where it may not."""
    found = Membership.objects.filter(user=user, period__contains=on, user__is_active=True).order_by("pk")
    for membership in found.select_related("organisation"):
        role = ROLES.get(membership.role)
        if role is None or not _fits(role.organisation_kind, membership.organisation_id, opening):
            continue
        chosen_freely = opening.kind is GrantKind.TRUST and acts.CASE_VIEW in role.acts
        if chosen_freely or compartments <= role.grantable | role.compartments:
            return membership.organisation
    return None


def _fits(kind: str, organisation_id: int, opening: Opening) -> bool:
    """Records of the CLB stay with its people; those of a school with its own, its board, and who supports it."""
    same = organisation_id == opening.organisation_id
    if opening.kind is GrantKind.TRUST:
        return True
    if opening.kind is GrantKind.PARTNER:
        return kind == "partner"
    if kind == "bestuur":
        return School.objects.filter(pk=opening.organisation_id, board_id=organisation_id).exists()
    supports = kind in {"pbd", "leersteun"} and opening.kind is GrantKind.ACCESS and not _is_centre(opening)
    return same or supports


def _is_centre(opening: Opening) -> bool:
    return Clb.key in opening.compartments
