"""Signals of CLBs about the care of schools."""

from datetime import date

from django.db.models import F, QuerySet

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.organisations.models import School
from leerrecht.trajectories.models import CareSignal


def care_signals(*, to: Principal) -> "QuerySet[CareSignal]":
    """Those without an answer first, by the day by which it is due."""
    found = visible(CareSignal, to=to, act=acts.COOPERATION_KEEP).select_related("school", "centre")
    return found.order_by(F("answered_on").asc(nulls_first=True), "answer_by", "-sent_on", "pk")


def unanswered(*, to: Principal, on: date) -> int:
    """How many signals the reader's school still has to answer: one query."""
    own = to.places(acts.COOPERATION_KEEP, Reach.SCHOOL)
    return (
        visible(CareSignal, to=to, act=acts.COOPERATION_KEEP)
        .filter(school_id__in=own, answered_on=None, sent_on__lte=on)
        .count()
    )


def served(*, to: Principal) -> "QuerySet[School]":
    """Schools to which the reader may give a signal."""
    return visible(School, to=to, act=acts.CLB_DOOR).filter(pk__in=to.places(acts.CLB_DOOR)).order_by("name")
