"""On behalf of whom somebody notes a consent, a wish or a judgement about a pupil."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.principal import Principal, Seat
from leerrecht.organisations.models import Organisation
from leerrecht.people import rules as people
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation with the ground on which is written there."""

    organisation_id: int
    name: str
    why: str


def places(by: Principal, pupil: Pupil, act: str) -> list[Place]:
    """The own school where the pupil is, and the own CLB when on the case; for one act, each once."""
    seats = [seat for seat in by.seats if act in seat.role.acts]
    if not seats or not policy.visible(Pupil, to=by, act=acts.CASE_VIEW).filter(pk=pupil.pk).exists():
        return []
    here = schools_of(pupil.pk, by.on)
    cases = people.cases(by).filter(pupil=pupil, compartments__contains=[Gedeeld.key])
    on_case = frozenset(cases.values_list("organisation_id", flat=True))
    found = {seat.organisation_id: seat for seat in reversed(seats) if _writes(seat, here, on_case)}
    return [Place(pk, seat.organisation, seat.why) for pk, seat in sorted(found.items())]


def place_of(by: Principal, pupil: Pupil, act: str, organisation_id: int) -> Place:
    """Raises ``Denied`` where ``by`` may not write there about this pupil."""
    if by.system:
        return Place(organisation_id, Organisation.objects.get(pk=organisation_id).name, by.name)
    for place in places(by, pupil, act):
        if place.organisation_id == organisation_id:
            return place
    raise policy.Denied(_("Uw functie laat niet toe om dit bij deze leerling te noteren."))


def cleaned(text: str) -> str:
    return " ".join(text.split())


def _writes(seat: Seat, here: frozenset[int], on_case: frozenset[int]) -> bool:
    if seat.role.organisation_kind == "clb":
        return seat.organisation_id in on_case
    return seat.organisation_id in here and Gedeeld.key in seat.role.writes
