"""What is sent to Discimus and what never is, who follows it up, and numbers of ours."""

import datetime as dt

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.enrolment.rules import at_school_or_in_own_class
from leerrecht.law.calendar import school_year
from leerrecht.law.codes import CODES, ONBEKEND

# The seven official codes (the list of AGODI, valid from 1-9-2019). Of a school's own code its official one goes.
# L is no code any more; a P without the agreement of the head (000:2271-2283) and a half-day without a reason wait.
SENT = tuple(CODES)
WAITS_FOR_A_REASON = ONBEKEND
# Discimus tells schools of enrolments at the former and the next school (002:900-902), and AGODI holds it against the
# national register (001:1171-1174): so it is told who is enrolled. That an enrolment is a message is our reading.
ENROLMENTS = True
# What a school changes, AGODI knows at once (docid 14347); no source gives a deadline. So often a difference is looked
# for: a slip that is put right within minutes does not leave the school.
EVERY = "*/5 * * * *"
# Discimus is for the school year that runs; what is put right in the one before still counts for the verification.
YEARS_BACK = 1

# Numbers of ours; no document prints one.
# After each try without an answer; the last wait is repeated. Soon first, then not more than needed.
WAITS = (dt.timedelta(minutes=5), dt.timedelta(minutes=30), dt.timedelta(hours=2), dt.timedelta(hours=12))
# A try that began so long ago and has no end, lost its process; its answer is asked for.
LOST = dt.timedelta(minutes=10)
# After so many pupils in a row without an answer, the service is away: the rest waits for the next run.
SILENT = 3
# Messages in one run, so that a run ends before the next ones pile up.
MOST = 2000
PAGE_SIZE = 25


def messages(principal: Principal, act: str) -> Q:
    return at_school_or_in_own_class(principal, act)


def of_message(principal: Principal, act: str) -> Q:
    return Q(message__school_id__in=principal.places(act))


def connections(principal: Principal, act: str) -> Q:
    return Q(school_id__in=principal.places(act))


def years(on: dt.date) -> list[int]:
    """The school years that are compared on a day."""
    year = school_year(on)
    return list(range(year - YEARS_BACK, year + 1))


def keeps(principal: Principal) -> frozenset[int]:
    """Schools of which somebody follows up what AGODI knows."""
    return principal.places(acts.DISCIMUS_KEEP)
