"""Who sees a search: whoever reads an aantekening in the same place. And the terms that no document prints."""

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.directory.models import Region
from leerrecht.directory.rules import regions
from leerrecht.notes import rules as notes
from leerrecht.people.rules import NOBODY
from leerrecht.placement.models import SchoolSearch

BEYOND_ROLES = frozenset({acts.NOTE_VIEW, acts.PLACEMENT_KEEP})
# Choices of ours, "te verifiëren": no document prints a term. A LOP may agree another for the answer.
REMIND_AFTER = 5
"""School days without an answer after which one reminds the school."""
SILENT_AFTER = 5
"""School days after the reminder: then it counts as a refusal that is on no paper (F10, 000:9076-9094)."""
STILL_AFTER = 5
"""School days without a step in an open search after which it asks attention."""


def searches(principal: Principal, act: str) -> Q:
    """Read as a note is; kept by staff of school and CLB who read it, never by pupil or parents."""
    if act == acts.NOTE_VIEW:
        return notes.aantekeningen(principal, act)
    if act == acts.PLACEMENT_KEEP and principal.can(act):
        return notes.by_role(principal) | notes.by_grant(principal)
    return NOBODY


def of_search(principal: Principal, act: str) -> Q:
    return Q(search__in=SchoolSearch.objects.filter(searches(principal, act)).order_by().values("pk"))


def of_lop(principal: Principal, act: str) -> Q:
    """A LOP keeps its own; who searches reads those of the own regions."""
    if act == acts.PLACEMENT_LOP:
        return Q(lop_id__in=principal.organisations(act))
    if act == acts.PLACEMENT_KEEP:
        near = Region.objects.filter(regions(principal, act)).order_by().values("pk")
        members = Region.members.through.objects.filter(region__in=near).values("organisation_id")
        return Q(lop_id__in=members)
    return NOBODY
