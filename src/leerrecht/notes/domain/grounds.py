"""Why a reader may read an aantekening, in words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from leerrecht.access import acts
from leerrecht.access.compartments import PARENTS, PUPIL
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.notes.models import Aantekening
from leerrecht.people import rules
from leerrecht.people.domain.grounds import PARENT, SELF, words_of
from leerrecht.people.models import Grant, GrantKind, Pupil


@dataclass(frozen=True, slots=True)
class Grounds:
    """What this reader has for one pupil, asked once for all notes of a page: explains what the scope let through."""

    principal: Principal
    grants: tuple[Grant, ...]
    itself: bool
    parent: bool

    def of(self, note: Aantekening) -> str:
        if self.principal.system:
            return self.principal.name
        for seat in self.principal.seats:
            reads = acts.NOTE_VIEW in seat.role.acts and seat.role.reach is not Reach.NONE
            if reads and seat.organisation_id == note.organisation_id and note.compartment in seat.role.compartments:
                return seat.why
        for grant in self.grants:
            shared = grant.organisation_id in (note.organisation_id, note.counterpart_id)
            if note.compartment in grant.compartments and (shared or grant.kind == GrantKind.TRUST):
                return words_of(grant)
        if self.itself and note.compartment in PUPIL:
            return SELF
        return PARENT if self.parent and note.compartment in PARENTS else ""


def grounds(principal: Principal, pupil_id: int) -> Grounds:
    """One query for who is no command, two where an account of a family stands behind the reader."""
    if principal.system:
        return Grounds(principal, (), itself=False, parent=False)
    return Grounds(
        principal,
        tuple(
            rules.live_grants(principal)
            .filter(pupil_id=pupil_id)
            .select_related("given_by", "protocol")
            .defer("reason")
            .order_by("pk")
        ),
        *_family(principal, pupil_id),
    )


def _family(principal: Principal, pupil_id: int) -> tuple[bool, bool]:
    """Whether the reader is the pupil, and whether a parent: one query, none for who is of no family."""
    if not principal.family:
        return False, False
    itself = Exists(rules.own_accounts(principal).filter(pupil_id=OuterRef("pk")))
    parent = Exists(rules.children(principal).filter(contact__pupil_id=OuterRef("pk")))
    found: tuple[bool, bool] | None = Pupil.objects.filter(pk=pupil_id).values_list(itself, parent).first()
    # Removed while the page is drawn: then nobody is the pupil or a parent any more.
    return found or (False, False)


def ground(principal: Principal, _act: str, note: Any) -> str:
    """For the policy: the ground for one note."""
    return grounds(principal, note.pupil_id).of(note)
