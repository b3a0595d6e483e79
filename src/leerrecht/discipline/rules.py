"""Who sees incidents, measures and procedures: whoever reads an aantekening in the same place; and who leads them."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.discipline.models import Contest, Incident, Member, Procedure, Report, Seat
from leerrecht.notes import rules as notes
from leerrecht.people.rules import NOBODY, live_grants

READING = frozenset({acts.NOTE_VIEW})
# A delegate leads one procedure by a grant, whatever the own role.
LEADING = frozenset({acts.NOTE_VIEW, acts.TUCHT_KEEP})

# Numbers of ours; no document prints one.
# So long a member of a procedure reads the file: longer than a procedure with its appeal; then it is opened anew.
MEMBER_READS = dt.timedelta(days=120)
# Lines in a list of the school, and how long each may be: what still reads as a list.
MOST_LINES, LADDER_LINE, STEP_LINE = 20, 120, 160
# Names found when somebody types one, and rows on a page.
MOST_FOUND, PAGE_SIZE = 20, 25


def incidents(principal: Principal, act: str) -> Q:
    """Read as a note is; followed up by staff of the school who read them."""
    if act == acts.NOTE_VIEW:
        return notes.aantekeningen(principal, act)
    if act == acts.INCIDENT_RECORD:
        return notes.by_role(principal) & Q(organisation_id__in=principal.organisations(act))
    return NOBODY


def of_incident(principal: Principal, act: str) -> Q:
    return Q(incident__in=Incident.objects.filter(incidents(principal, act)).order_by().values("pk"))


def measures(principal: Principal, act: str) -> Q:
    """Measures and searches: led by who leads discipline at the school."""
    if act == acts.NOTE_VIEW:
        return notes.aantekeningen(principal, act)
    return _led(principal) if act == acts.TUCHT_KEEP else NOBODY


def procedures(principal: Principal, act: str) -> Q:
    if act == acts.TUCHT_KEEP:
        return _led(principal) | _delegated(principal, "pk")
    return notes.aantekeningen(principal, act) if act == acts.NOTE_VIEW else NOBODY


def of_procedure(principal: Principal, act: str) -> Q:
    return Q(procedure__in=Procedure.objects.filter(procedures(principal, act)).order_by().values("pk"))


def advice(principal: Principal, act: str) -> Q:
    """The CLB sees what it is asked, by a grant for the case, and nothing else of the procedure."""
    if act == acts.TUCHT_KEEP:
        return _led(principal) | _delegated(principal, "procedure_id")
    if act == acts.TUCHT_ADVISE:
        centres = principal.organisations(act)
        return notes.by_grant(principal) & Q(counterpart_id__in=centres)
    return notes.aantekeningen(principal, act) if act == acts.NOTE_VIEW else NOBODY


def reports(principal: Principal, act: str) -> Q:
    if act == acts.TUCHT_KEEP:
        return _led(principal) | _delegated(principal, "procedure_id")
    return notes.aantekeningen(principal, act) if act == acts.NOTE_VIEW else NOBODY


def of_report(principal: Principal, act: str) -> Q:
    return Q(report__in=Report.objects.filter(reports(principal, act)).order_by().values("pk"))


def contests(principal: Principal, act: str) -> Q:
    """Read as a note is; led by who leads the school."""
    if act == acts.ATTEST_CONTEST:
        return notes.by_role(principal) & Q(organisation_id__in=principal.organisations(act))
    return notes.aantekeningen(principal, act) if act == acts.NOTE_VIEW else NOBODY


def of_contest(principal: Principal, act: str) -> Q:
    return Q(contest__in=Contest.objects.filter(contests(principal, act)).order_by().values("pk"))


def school_rules(principal: Principal, act: str) -> Q:
    """Everybody who works at the school knows its agreements."""
    return Q(school_id__in=principal.schools(act))


def _led(principal: Principal) -> Q:
    return notes.by_role(principal) & Q(organisation_id__in=principal.organisations(acts.TUCHT_KEEP))


def _delegated(principal: Principal, procedure: str) -> Q:
    mine = Member.objects.filter(
        procedure_id=OuterRef(procedure), seat=Seat.DELEGATE, user_id=principal.user_id or 0,
        grant__in=live_grants(principal).values("pk"),
    )  # fmt: skip
    return Q(Exists(mine))
