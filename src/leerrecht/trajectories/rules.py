"""Who sees what stands at the front door of a CLB, and what passes between school and CLB."""

from datetime import timedelta

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.access.roles import ROLES, Reach
from leerrecht.people.rules import NOBODY
from leerrecht.trajectories.models import About, Signal

# Choices of ours, without a source in the documents; named in decision 0602.
# By when a school answers a signal about its care, where the CLB names no other day.
ANSWER_WITHIN = timedelta(weeks=6)
# How long a stretch of presence is, of which two are laid beside each other where somebody decides.
STRETCH = timedelta(weeks=4)
# When a traject is looked at again, where nobody names another day.
REVIEW_AFTER = timedelta(weeks=8)
# How far back one looks for who went from a school to home education.
LEFT_WITHIN = timedelta(days=366)
OF_CENTRE = sorted(key for key, role in ROLES.items() if role.organisation_kind == "clb")


def signals(principal: Principal, act: str) -> Q:
    """The centre sees all that came to it, the school what it reported or was told, a sender the own discreet word."""
    if act == acts.CLB_DOOR:
        return Q(centre_id__in=principal.organisations(act))
    if act == acts.CLB_REPORT:
        return Q(school_id__in=principal.places(act, Reach.SCHOOL), shared=True)
    if act == acts.SUPPORT_SIGNAL:
        mine = Q(reported_by_id=principal.user_id or 0, about=About.SUPPORT)
        return mine & Q(school_id__in=principal.schools(act))
    return NOBODY


def without_school(principal: Principal) -> Q:
    """Outcomes of children whom no school has, and who came to the door of this centre."""
    came = Signal.objects.filter(centre_id__in=principal.organisations(acts.CLB_DOOR), school=None)
    return Q(pupil_id__in=came.order_by().values("pupil_id"))


def of_signal(principal: Principal, act: str) -> Q:
    return Q(signal__in=Signal.objects.filter(signals(principal, act)).order_by().values("pk"))


def home_education(principal: Principal, act: str) -> Q:
    return Q(centre_id__in=principal.organisations(act)) if act == acts.CLB_DOOR else NOBODY


def care_signals(principal: Principal, act: str) -> Q:
    """The CLB that gave it, and the school that answers."""
    if act != acts.COOPERATION_KEEP:
        return NOBODY
    return Q(centre_id__in=principal.organisations(act)) | Q(school_id__in=principal.places(act, Reach.SCHOOL))
