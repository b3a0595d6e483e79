"""Where somebody may write about a pupil: which compartments, owned by whom, and read along by whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS, Clb, Gedeeld, Partner, Tucht, VanLeerling
from leerrecht.access.principal import Principal, Seat
from leerrecht.access.roles import Reach, VanZichzelf
from leerrecht.notes.domain.grounds import Grounds, grounds
from leerrecht.organisations.models import Organisation
from leerrecht.people.domain.grounds import SELF, words_of
from leerrecht.people.domain.schools import centres_of, schools_of
from leerrecht.people.models import Grant, GrantKind, Pupil

# What the holder of a grant of a kind writes; access for one case and danger only open for reading.
WRITES = {
    GrantKind.CASE: frozenset({Clb.key, Gedeeld.key, Tucht.key}),
    GrantKind.TRUST: frozenset({VanLeerling.key}),
    GrantKind.PARTNER: frozenset({Partner.key}),
}
OF_THE_SCHOOL = frozenset({Gedeeld.key, Tucht.key})


@dataclass(frozen=True, slots=True)
class Place:
    """A compartment of an organisation in which one may write about this pupil."""

    compartment: str
    organisation_id: int
    counterpart_id: int | None
    why: str

    @property
    def key(self) -> str:
        return f"{self.compartment}-{self.organisation_id}"


def places(by: Principal, pupil: Pupil, known: Grounds | None = None) -> list[Place]:
    """Every place, each once, in the order of the seats, then of grants, then the pupil's own.

    ``known`` where the caller asked already what the reader has for this pupil.
    """
    found: dict[str, Place] = {}
    for place in _all(by, pupil, known or grounds(by, pupil.pk)):
        found.setdefault(place.key, place)
    return list(found.values())


def place_of(by: Principal, pupil: Pupil, compartment: str, organisation_id: int) -> Place:
    """The place, where ``by`` may write there about this pupil. Raises ``Denied``."""
    if by.system and compartment in COMPARTMENTS:
        return system_place(by, compartment, organisation_id)
    for place in places(by, pupil):
        if (place.compartment, place.organisation_id) == (compartment, organisation_id):
            return place
    raise policy.Denied(_("In dit vak van deze leerling mag u niet schrijven."))


def may_write(by: Principal, pupil: Pupil, known: Grounds) -> bool:
    """Whether there is any such place."""
    return next(_all(by, pupil, known), None) is not None


def _all(by: Principal, pupil: Pupil, known: Grounds) -> Iterator[Place]:
    here = schools_of(pupil.pk, by.on)
    yield from _by_seats(by, pupil, here)
    yield from _by_grants(by, known, here)
    yield from _by_pupil(known, here)


def _by_seats(by: Principal, pupil: Pupil, here: frozenset[int]) -> Iterator[Place]:
    writing = [seat for seat in by.seats if acts.NOTE_WRITE in seat.role.acts and seat.role.writes]
    if not writing or not policy.visible(Pupil, to=by, act=acts.NOTE_WRITE).filter(pk=pupil.pk).exists():
        return
    for seat in writing:
        if here.isdisjoint(seat.schools) or not _reaches(by, seat, pupil):
            continue
        for key in sorted(seat.role.writes):
            yield Place(key, seat.organisation_id, _counterpart(by, key, seat.organisation_id), seat.why)


def _reaches(by: Principal, seat: Seat, pupil: Pupil) -> bool:
    """A teacher writes about pupils of the own classes at that school, even with another seat beside it."""
    if seat.role.reach is not Reach.CLASSES:
        return True
    alone = Principal(name=by.name, user_id=by.user_id, seats=(seat,), on=by.on)
    return policy.visible(Pupil, to=alone, act=acts.NOTE_WRITE).filter(pk=pupil.pk).exists()


def _counterpart(by: Principal, compartment: str, school_id: int) -> int | None:
    """What is shared, is shared with the CLB that serves the school today."""
    if compartment != Gedeeld.key:
        return None
    return next(iter(centres_of(frozenset({school_id}), by.on)), None)


def _by_grants(by: Principal, known: Grounds, here: frozenset[int]) -> Iterator[Place]:
    for grant in known.grants:
        why = words_of(grant)
        for key in sorted(WRITES.get(GrantKind(grant.kind), frozenset()) & set(grant.compartments)):
            if key in OF_THE_SCHOOL:
                yield from (
                    Place(key, school, grant.organisation_id, why) for school in sorted(_served(by, grant, here))
                )
            else:
                yield Place(key, grant.organisation_id, grant.given_for_id, why)


def _served(by: Principal, grant: Grant, here: frozenset[int]) -> frozenset[int]:
    return frozenset(
        school for seat in by.seats if seat.organisation_id == grant.organisation_id for school in seat.schools & here
    )


def _by_pupil(known: Grounds, here: frozenset[int]) -> Iterator[Place]:
    if known.itself:
        for school in sorted(here):
            yield from (Place(key, school, None, SELF) for key in sorted(VanZichzelf.writes))


def system_place(by: Principal, compartment: str, organisation_id: int) -> Place:
    """A command writes where it is told, with the CLB that reads along where there is one."""
    counterpart = _counterpart(by, compartment, organisation_id)
    return Place(compartment, organisation_id, counterpart, by.name)


def names_of(found: list[Place]) -> dict[int, str]:
    """The names of the organisations of places: one query."""
    ids = {place.organisation_id for place in found}
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))
