"""Who sees a meeting and its agenda: who leads it at the school, and who is invited, each for its own pupils."""

from django.db.models import Exists, OuterRef, Q

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.roles import ROLES, Reach
from leerrecht.guidance.models import Entry
from leerrecht.guidance.rules import confidential
from leerrecht.meetings.models import Participant
from leerrecht.people.models import Pupil
from leerrecht.people.rules import NOBODY

BEYOND_ROLES = frozenset({acts.NOTE_VIEW, acts.GUIDANCE_KEEP})
INVITED = sorted(key for key, role in ROLES.items() if acts.MEETING_ATTEND in role.acts)


def held(principal: Principal) -> Q:
    return Q(school_id__in=principal.places(acts.MEETING_HOLD, Reach.SCHOOL))


def _invited(principal: Principal, meeting: str) -> Q:
    """Invited, and still working at the school or at a CLB that serves it."""
    mine = Participant.objects.filter(meeting_id=OuterRef(meeting), user_id=principal.user_id or 0)
    return Q(Exists(mine), school_id__in=principal.schools(acts.MEETING_ATTEND))


def meetings(principal: Principal, act: str) -> Q:
    if act == acts.MEETING_HOLD:
        return held(principal)
    return held(principal) | _invited(principal, "pk") if act == acts.MEETING_ATTEND else NOBODY


def items(principal: Principal, act: str) -> Q:
    """Of who is invited, those pupils that they see anyway; of who comes from the CLB, what the school shares."""
    if act == acts.MEETING_HOLD:
        return held(principal)
    if act != acts.MEETING_ATTEND:
        return NOBODY
    known = Q(pupil__in=policy.visible(Pupil, to=principal, act=acts.PUPIL_VIEW).order_by().values("pk"))
    taught = Q(school_id__in=principal.places(act, Reach.CLASSES))
    served = Q(school_id__in=principal.places(act, Reach.SERVED), shared=True)
    return held(principal) | _invited(principal, "meeting_id") & known & (taught | served)


def of_entry(principal: Principal, act: str) -> Q:
    """Minutes and tasks are read where the entry is that holds their words."""
    return Q(entry__in=Entry.objects.filter(confidential(principal, act)).order_by().values("pk"))
