"""Who sees what lies in the guidance file: whoever reads an aantekening in the same place."""

from datetime import timedelta

from django.db.models import Q

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.enrolment.rules import own_classes
from leerrecht.guidance.models import Agreement, Begeleidingsdossier, Plan, Version, plan
from leerrecht.notes import rules as notes
from leerrecht.people.rules import NOBODY

# Choices of ours, without a source in the documents; named in decision 0401. How long the time between two evaluations
# of a plan may be (LONGEST_WEEKS) is kept by the database too, and stands with the plan.
LONGEST_WEEKS = plan.LONGEST_WEEKS
# How rare an agreed contact with who is absent may be.
LONGEST_CONTACT_DAYS = 60
# Where one looks whether a pupil is back, in school days after the file was opened.
BACK_AFTER = (20, 60)
# Back is who was not absent with B in the time before.
BACK_FOR = timedelta(weeks=1)
# What is due within this time stands on the page of today already.
SOON = timedelta(days=7)
# In which stretch somebody was away for long, who is welcomed back.
AWAY_WITHIN = timedelta(weeks=10)
# How far ahead the build-up of a plan is drawn.
AHEAD = timedelta(weeks=4)
# What the week of a class looks back on.
DIGEST = timedelta(days=7)

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


def of_file(principal: Principal, act: str) -> Q:
    files = Begeleidingsdossier.objects.filter(confidential(principal, act))
    return Q(file__in=files.order_by().values("pk"))


def parents_meetings(principal: Principal, act: str) -> Q:
    """Those of the school; a teacher those of the own classes and of the whole school."""
    own = own_classes(principal, act).values("class_group")
    return (
        Q(school_id__in=principal.places(act))
        | Q(class_group__in=own)
        | Q(class_group=None, school_id__in=principal.places(act, Reach.CLASSES))
    )


def of_plan(principal: Principal, act: str) -> Q:
    return Q(plan__in=Plan.objects.filter(confidential(principal, act)).order_by().values("pk"))


def of_agreement(principal: Principal, act: str) -> Q:
    return Q(agreement__in=Agreement.objects.filter(confidential(principal, act)).order_by().values("pk"))


def of_version(principal: Principal, act: str) -> Q:
    return Q(version__in=Version.objects.filter(of_agreement(principal, act)).order_by().values("pk"))
