"""Who sees what comes from pupil and parents; and the choices of this room, each with its reason."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts
from leerrecht.access.compartments import Attest, Gedeeld, Tucht
from leerrecht.access.principal import Principal
from leerrecht.notes import rules as notes
from leerrecht.people.rules import NOBODY
from leerrecht.portal.models import Kind, MessageKind

READING = frozenset({acts.NOTE_VIEW, acts.NOTE_WITHDRAW})

# Where each kind lies. What says why a child was away is health data or near it, and the secretariat works with it. A
# complaint, and whatever concerns a measure, is a procedure: for the director, and never for a next school. That a
# child was asked to stay at home is for the CLB too, and a remark on minutes for everybody who reads those.
PLACES: dict[str, str] = {
    Kind.ABSENCE: Attest.key,
    Kind.REASON: Attest.key,
    Kind.CORRECTION: Attest.key,
    Kind.REVIEW: Tucht.key,
    Kind.COMPLAINT: Tucht.key,
    Kind.STATEMENT: Tucht.key,
    Kind.KEPT_HOME: Gedeeld.key,
    Kind.REMARK: Tucht.key,
    Kind.MINUTES: Gedeeld.key,
}
# Days by which the school answers. No document prints a term for these: te verifiëren.
ANSWER_DAYS: dict[str, int] = {
    Kind.ABSENCE: 1,
    Kind.REASON: 5,
    Kind.CORRECTION: 10,
    Kind.REVIEW: 10,
    Kind.COMPLAINT: 30,
    Kind.STATEMENT: 10,
    Kind.KEPT_HOME: 5,
    Kind.REMARK: 10,
    Kind.MINUTES: 10,
}
# How far back a reason may be given, and how far ahead an absence told.
REASON_BACK = timedelta(days=60)
ABSENCE_AHEAD = timedelta(days=90)
LONGEST_ABSENCE = timedelta(days=60)
# A page that nobody touches ends: phones and computers are shared, at home and in a library.
IDLE = timedelta(minutes=15)
# Who says that others use this device too, is signed out sooner.
SHARED_IDLE = timedelta(minutes=5)
# Where the quick exit goes: a page that anybody may have open.
NEUTRAL = "https://nl.wikipedia.org/"
# How long "how I am today" is shown to those who read it.
TODAY_LASTS = timedelta(days=7)
# What a message says where the school wrote nothing itself: it asks how it goes, and accuses nobody.
WORDINGS: dict[str, Any] = {
    MessageKind.FIRST: _("We misten u vandaag. Gaat het? Laat ons weten wat er is, dan denken we mee."),
    MessageKind.AGAIN: _("We missen u. Is er iets? Zeg het ons, of bel het CLB: we zoeken samen."),
    MessageKind.BACK: _("Fijn dat u er weer bent. Wilt u weten wat u miste? Vraag het aan uw titularis."),
}
# How far back an absence without a reason makes a next one "again"; when somebody is welcomed back: away on so many
# days in so long a time, the last of them not long ago. Ours.
HISTORY = timedelta(days=30)
BACK_WITHIN = timedelta(days=14)
BACK_DAYS = 3
JUST_BACK = timedelta(days=4)
# How long an invitation is new: somebody who chose e-mail since then is told too.
INVITED_WITHIN = timedelta(days=3)
# A hint that the mail server did not take is still news so long.
HINT_WAITS = timedelta(days=1)
# How many letters and matters the first page shows.
SHOWN = 5

# Whom one may turn to. The first address is printed in the documents (000 L13927-13931); of the others the documents
# name the body alone, so their addresses are te verifiëren and not printed here.
COMMISSIONER = _("Kinderrechtencommissariaat, Leuvenseweg 86, 1000 Brussel")


def own_words(principal: Principal, act: str) -> Q:
    """Read as an aantekening in the same place; only the writer takes it back."""
    if act == acts.NOTE_VIEW:
        return notes.aantekeningen(principal, act)
    if act == acts.NOTE_WITHDRAW:
        return notes.by_account(principal) & Q(written_by_id=principal.user_id or 0)
    return NOBODY


def matters(principal: Principal, act: str) -> Q:
    """Read as an aantekening; answered by staff of the school who read it; taken back by who wrote it."""
    if act == acts.NOTE_VIEW:
        return notes.aantekeningen(principal, act)
    if act == acts.NOTE_WITHDRAW:
        return notes.by_account(principal) & Q(written_by_id=principal.user_id or 0)
    if act == acts.HOME_ANSWER:
        return notes.by_role(principal) & Q(organisation_id__in=principal.organisations(act))
    return NOBODY


def quiet(principal: Principal, act: str) -> Q:
    """Staff of the school that keeps the file; the family is not told."""
    if act not in (acts.NOTE_VIEW, acts.QUIET_SET):
        return NOBODY
    return notes.by_role(principal) & Q(organisation_id__in=principal.organisations(act))
