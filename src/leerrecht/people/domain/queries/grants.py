"""Grants, requests and notices that somebody may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.organisations.domain.periods import last_day
from leerrecht.people import rules
from leerrecht.people.domain.grounds import words_of
from leerrecht.people.models import AccessRequest, Grant, Notice, Pupil


@dataclass(frozen=True, slots=True)
class Line:
    """A grant as a page shows it; ``reason`` is empty where it may not be told to this reader."""

    grant: Grant
    why: str
    reason: str
    live: bool
    may_withdraw: bool

    @property
    def until(self) -> date | None:
        return last_day(self.grant.period)


def lines(principal: Principal, pupil: Pupil) -> list[Line]:
    """Who got access to this pupil's file, as far as this reader reads there, latest first: three queries."""
    told = set(
        policy.visible(Grant, to=principal, act=acts.GRANT_REASON).filter(pupil=pupil).values_list("pk", flat=True)
    )
    withdrawable = set(
        policy.visible(Grant, to=principal, act=acts.GRANT_WITHDRAW).filter(pupil=pupil).values_list("pk", flat=True)
    )  # fmt: skip
    found = policy.visible(Grant, to=principal, act=acts.GRANT_VIEW).filter(pupil=pupil)
    shown = []
    for grant in found.select_related("user", "organisation", "held_at", "given_by", "protocol").order_by(
        "-given_at", "-pk"
    ):
        live = grant.withdrawn_at is None and principal.on in grant.period
        reason = grant.reason if grant.pk in told else ""
        shown.append(Line(grant, words_of(grant), reason, live, live and grant.pk in withdrawable))
    return shown


def requests_of(principal: Principal, pupil: Pupil | None = None) -> QuerySet[AccessRequest]:
    """Open questions that this principal may answer."""
    found = policy.visible(AccessRequest, to=principal, act=acts.ACCESS_ANSWER).filter(answered_at=None)
    if pupil is not None:
        found = found.filter(pupil=pupil)
    return found.select_related("user", "pupil", "organisation")


def own_requests(principal: Principal, pupil: Pupil) -> QuerySet[AccessRequest]:
    """What this principal asked for a pupil, with the answers."""
    found = policy.visible(AccessRequest, to=principal, act=acts.ACCESS_REQUEST).filter(pupil=pupil)
    return found.filter(user_id=principal.user_id or 0).select_related("organisation", "answered_by", "grant")


@dataclass(frozen=True, slots=True)
class Told:
    """A notice; ``reason`` is empty where it falls under a secrecy that the reader's house does not share."""

    notice: Notice
    reason: str


def notices_of(principal: Principal) -> list[Told]:
    """Openings in danger that nobody took note of yet, latest first: at most two queries."""
    if not principal.can(acts.NOTICE_VIEW):
        return []
    found = policy.visible(Notice, to=principal, act=acts.NOTICE_VIEW).filter(seen_at=None)
    told = set(found.filter(rules.reason_told()).values_list("pk", flat=True))
    rows = found.select_related("grant__user", "grant__pupil", "grant__held_at", "organisation").order_by("-at", "-pk")
    return [Told(notice, notice.grant.reason if notice.pk in told else "") for notice in rows]


def cases_of(principal: Principal) -> QuerySet[Pupil]:
    """Pupils whose file is open to somebody by a grant or as family: one query."""
    if principal.user_id is None:
        return Pupil.objects.none()
    found = policy.visible(Pupil, to=principal, act=acts.CASE_VIEW).filter(merged_into=None)
    return found.filter(rules.beyond_roles(principal, "pk")).order_by("sort_key", "pk")
