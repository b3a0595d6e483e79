"""Who sees how a school works on its policy: its own care team and director; of the agreements, the CLB its own."""

from datetime import timedelta

from django.db.models import Q

from leerrecht.access.principal import Principal
from leerrecht.quality.models import Cooperation, Round

# Choices of ours, without a source in the documents; named in decision 0405.
# What is due within this time stands on top already.
SOON = timedelta(days=14)
# How sure an interval is, in percent: the usual of surveys.
SURE = 95
# The most codes in one go: what fits on paper in a reasonable pile.
MOST_CODES = 1500


def of_school(principal: Principal, act: str) -> Q:
    """Where somebody has a seat at the school itself: the CLB that serves it sees none of this."""
    return Q(school_id__in=principal.organisations(act))


def of_round(principal: Principal, act: str) -> Q:
    return Q(round__in=Round.objects.filter(of_school(principal, act)).order_by().values("pk"))


def of_cell(principal: Principal, act: str) -> Q:
    return Q(cell__round__in=Round.objects.filter(of_school(principal, act)).order_by().values("pk"))


def cooperation(principal: Principal, act: str) -> Q:
    """Both sides see what they agreed; another CLB that serves the school later does not."""
    own = principal.organisations(act)
    return Q(school_id__in=own) | Q(centre_id__in=own)


def of_cooperation(principal: Principal, act: str) -> Q:
    return Q(cooperation__in=Cooperation.objects.filter(cooperation(principal, act)).values("pk"))
