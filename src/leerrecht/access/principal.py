"""Who is asking: a user (or a named command) with the seats of today."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from leerrecht.access.roles import ROLES, Reach, Role
from leerrecht.access.sql import ask


@dataclass(frozen=True, slots=True)
class Seat:
    """A role at an organisation, and the schools that it reaches."""

    role: type[Role]
    organisation_id: int
    organisation: str
    schools: frozenset[int]

    @property
    def why(self) -> str:
        return f"{self.role.name} van {self.organisation}"


@dataclass(frozen=True)
class Principal:
    """The one for whom something is read or written; passed as ``by=`` to every verb.

    ``user_id`` is None for a command, which then carries a name of its own, such as
    "opdrachtregel". ``system`` is true only for such a named command. ``vaults`` are the compartments
    that it works with: a command sees the facts of every pupil, and no confidential text but of these.
    ``family`` is false only where it was read that no account of a pupil or a parent stands behind the user: what
    rests on one then holds for no record, and the database need not be asked.
    """

    name: str
    user_id: int | None = None
    seats: tuple[Seat, ...] = ()
    on: date = date.min
    system: bool = False
    vaults: frozenset[str] = frozenset()
    family: bool = field(default=True, compare=False)
    _places: dict[tuple[str, Reach | None], frozenset[int]] = field(default_factory=dict, repr=False, compare=False)
    # Conditions that a page asks many times, made once for this one; never what a query answered.
    conditions: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def can(self, act: str) -> bool:
        """Whether the act is allowed anywhere: good for a menu, never for a record."""
        return self.system or any(act in seat.role.acts for seat in self.seats)

    def places(self, act: str, reach: Reach | None = None) -> frozenset[int]:
        """Schools at which the act is allowed for every pupil (``reach`` CLASSES: for own classes)."""
        key = (act, reach)
        if key not in self._places:
            wanted = (reach,) if reach else (Reach.SCHOOL, Reach.SERVED)
            self._places[key] = frozenset(
                school
                for seat in self.seats
                if act in seat.role.acts and seat.role.reach in wanted
                for school in seat.schools
            )
        return self._places[key]

    def organisations(self, act: str) -> frozenset[int]:
        """Organisations of the seats that allow the act, whatever their reach."""
        return frozenset(seat.organisation_id for seat in self.seats if act in seat.role.acts)

    def schools(self, act: str) -> frozenset[int]:
        """Schools that any seat with the act touches, whatever its reach."""
        return frozenset(school for seat in self.seats if act in seat.role.acts for school in seat.schools)

    def why(self, act: str, school_id: int | None = None) -> str:
        """The ground on which the act is allowed, in words; empty where it is not."""
        if self.system:
            return self.name
        for seat in self.seats:
            if act in seat.role.acts and (school_id is None or school_id in seat.schools):
                return seat.why
        return ""


NOBODY = Principal(name="")

_seats: list[str] = []
_family: list[str] = []


def register_seats(statement: str) -> None:
    """Tell how memberships are read: an SQL expression that gives JSON, or nothing.

    The JSON is ``[[role, organisation, name of it, [school]]]``. The expression has in braces ``{user}`` and
    ``{on}``, the day; being one, it goes along with session and account in a single query.
    """
    _seats[:] = [statement]


def seats_expression(user: str, on: str) -> str:
    """The registered expression for the user and the day that SQL expressions name."""
    if not _seats:
        raise RuntimeError("no app has registered memberships")
    return _seats[0].format(user=user, on=on)


def register_family(statement: str) -> None:
    """Tell how is read whether a user has an account of a pupil or a parent: an SQL expression, true or false.

    The expression has ``{user}`` in braces, and is read with the seats.
    """
    _family[:] = [statement]


def family_expression(user: str) -> str:
    """The registered expression for the user that an SQL expression names; where there is none, it may be."""
    return _family[0].format(user=user) if _family else "true"


def principal_of(
    *, user_id: int, name: str, on: date, seats: list[Any] | None = None, family: bool = True
) -> Principal:
    """The principal of a user on a day; ``seats`` where the caller read what :func:`register_seats` gives already.

    So with ``family``, of :func:`register_family`.
    """
    if seats is None:
        seats, family = ask(
            f"SELECT json_build_array({seats_expression('$1::bigint', '$2::date')}, {family_expression('$1::bigint')})"
            "::text",
            str(user_id), on.isoformat(),
        )  # fmt: skip
    found = tuple(
        Seat(role=ROLES[role], organisation_id=organisation, organisation=label, schools=frozenset(schools))
        for role, organisation, label, schools in seats or ()
        if role in ROLES
    )
    return Principal(name=name, user_id=user_id, seats=found, on=on, family=family)


def command(name: str, on: date, *, vaults: Iterable[str] = ()) -> Principal:
    """A named command or job that acts for the installation as a whole, and the compartments that it works with."""
    return Principal(name=name, on=on, system=True, vaults=frozenset(vaults))
