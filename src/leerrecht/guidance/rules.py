"""Who sees what lies in the guidance file: whoever reads an aantekening in the same place."""

from typing import Any

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.guidance.models import Agreement, Plan, Version
from leerrecht.notes import rules as notes
from leerrecht.people.rules import NOBODY

BEYOND_ROLES = frozenset({acts.NOTE_VIEW, acts.NOTE_WITHDRAW, acts.GUIDANCE_KEEP})


def confidential(principal: Principal, act: str) -> Q:
    """Records with the columns of a note; kept by staff who read them, never by pupil or parents."""
    if act in (acts.NOTE_VIEW, acts.NOTE_WITHDRAW):
        return notes.aantekeningen(principal, act)
    if act == acts.GUIDANCE_KEEP and principal.can(act):
        return notes.by_role(principal) | notes.by_grant(principal)
    if act == acts.GUIDANCE_PRINT:
        return Q(organisation_id__in=principal.organisations(act)) & notes.by_role(principal)
    return NOBODY


def of_plan(principal: Principal, act: str) -> Q:
    return Q(plan__in=Plan.objects.filter(confidential(principal, act)).order_by().values("pk"))


def of_agreement(principal: Principal, act: str) -> Q:
    return Q(agreement__in=Agreement.objects.filter(confidential(principal, act)).order_by().values("pk"))


def of_version(principal: Principal, act: str) -> Q:
    return Q(version__in=Version.objects.filter(of_agreement(principal, act)).order_by().values("pk"))


def withdraws(principal: Principal, record: Any) -> bool:
    """Whether a record that the principal reads may be withdrawn: by its writer, or who leads the house."""
    if principal.system:
        return True
    leads = {seat.organisation_id for seat in principal.seats if acts.MEMBER_MANAGE in seat.role.acts}
    mine = record.written_by_id is not None and record.written_by_id == principal.user_id
    return principal.can(acts.NOTE_WITHDRAW) and (mine or record.organisation_id in leads)
