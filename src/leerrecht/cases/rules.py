"""Who sees what lies in a case: whoever reads an aantekening in the same place; who divides cases sees that it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from leerrecht.access import acts
from leerrecht.access.compartments import Partner
from leerrecht.access.principal import Principal
from leerrecht.cases.models import Case, Decision, RoundTable, Summary, Track
from leerrecht.guidance.rules import confidential
from leerrecht.notes.rules import by_grant
from leerrecht.people.models import GrantKind
from leerrecht.people.rules import live_grants

BEYOND_ROLES = frozenset({acts.NOTE_VIEW, acts.NOTE_WITHDRAW, acts.GUIDANCE_KEEP})
# Choices of ours, named in decision 0601. What comes within this time stands on the list of cases already.
SOON = timedelta(days=7)
# How far ahead the axis of tracks is drawn.
AHEAD = timedelta(weeks=6)
# Hours a week of one track: more is a slip of the hand.
MOST_HOURS = 40
# When somebody looks how a pupil fares who left: the documents ask where young people land, not when to ask it.
LOOK_AFTER_MONTHS = 6


def cases(principal: Principal, act: str) -> Q:
    """As :func:`placed`; a director and the head of a CLB watch over what lies still."""
    if act != acts.CASE_WATCH:
        return placed(principal, act)
    places = sorted(principal.organisations(act))
    return Q(organisation_id__in=places) | Q(counterpart_id__in=places)


def placed(principal: Principal, act: str) -> Q:
    """Records in one compartment; a partner works on those of its own that a grant opens."""
    if act == acts.CASE_JOIN:
        own = sorted(principal.organisations(act))
        return Q(compartment=Partner.key, organisation_id__in=own) & by_grant(principal)
    return confidential(principal, act)


def invitations(principal: Principal, act: str) -> Q:
    """Those of the tables that one reads; a partner the own ones, by a grant for the pupil."""
    if act != acts.CASE_JOIN:
        return confidential(principal, act)
    grant = live_grants(principal).filter(
        kind=GrantKind.PARTNER, pupil_id=OuterRef("pupil_id"), organisation_id=OuterRef("house_id")
    )
    return Q(Exists(grant), house_id__in=sorted(principal.organisations(act)))


Rule = Callable[[Principal, str], Q]


def _with(model: Any, key: str, rule: Rule) -> Rule:
    def scope(principal: Principal, act: str) -> Q:
        return Q(**{f"{key}__in": model.objects.filter(rule(principal, act)).order_by().values("pk")})

    return scope


of_case = _with(Case, "case", confidential)
of_track = _with(Track, "track", confidential)
of_table = _with(RoundTable, "table", confidential)
of_decision = _with(Decision, "decision", of_table)
of_summary = _with(Summary, "summary", confidential)
