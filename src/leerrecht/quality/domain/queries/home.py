"""Where a school stands with its policy, and what comes back today. One school at a time: schools are not compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.organisations.models import School, Service
from leerrecht.quality.models import Cooperation, CooperationVersion, PolicyAction, Survey, Worked
from leerrecht.quality.rules import SOON


@dataclass(frozen=True, slots=True)
class Due:
    """Something that comes back by itself: what, by when, where one does it."""

    what: str
    by: date
    href: str
    late: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreements with their last version, if there is one."""

    cooperation: Cooperation
    version: CooperationVersion | None


def own_schools(by: Principal) -> list[School]:
    """Schools whose policy somebody keeps: by a seat at the school itself."""
    own = by.organisations(acts.QUALITY_KEEP)
    return list(policy.visible(School, to=by, act=acts.QUALITY_KEEP).filter(pk__in=own).order_by("name", "pk"))


def actions(by: Principal, school_id: int) -> list[PolicyAction]:
    """The actions of one school, those that wait first."""
    rows = policy.visible(PolicyAction, to=by, act=acts.QUALITY_KEEP).filter(school_id=school_id)
    return sorted(rows.select_related("survey"), key=lambda one: (one.evaluated_on is not None, one.until))


def agreements(by: Principal, school_id: int | None = None) -> list[Agreed]:
    """The agreements that somebody sees, of one school or as a CLB of all that it made: two queries."""
    rows = policy.visible(Cooperation, to=by, act=acts.COOPERATION_KEEP).select_related("school", "centre")
    if school_id is not None:
        rows = rows.filter(school_id=school_id)
    found = list(rows.order_by("school__name", "centre__name", "pk"))
    last: dict[object, CooperationVersion] = {}
    versions = policy.visible(CooperationVersion, to=by, act=acts.COOPERATION_KEEP)
    for version in versions.filter(cooperation__in=found).order_by("number"):
        last[version.cooperation_id] = version
    return [Agreed(one, last.get(one.pk)) for one in found]


def without(by: Principal, found: Sequence[Agreed]) -> list[School]:
    """Schools for which one may write agreements with the CLB of today and that have none: of the own house only."""
    own = by.organisations(acts.COOPERATION_KEEP)
    centre = Service.objects.filter(school=OuterRef("pk"), period__contains=by.on).values("centre")[:1]
    rows = policy.visible(School, to=by, act=acts.COOPERATION_KEEP).annotate(serving=Subquery(centre))
    there = {(one.cooperation.school_id, one.cooperation.centre_id) for one in found}
    return [
        school
        for school in rows.filter(Q(pk__in=own) | Q(serving__in=own)).exclude(serving=None).order_by("name", "pk")
        if (school.pk, school.serving) not in there
    ]


def due(by: Principal, found: Sequence[PolicyAction], asked: Sequence[Survey], agreed: Sequence[Agreed]) -> list[Due]:
    """What comes back within two weeks or is late already: actions, surveys that are over, agreements. No query."""
    soon = by.on + SOON
    lines = [
        Due(
            _("Evalueren: %(what)s") % {"what": one.what}, one.until, reverse("quality-action-evaluate", args=[one.pk]),
            one.until < by.on,
        )
        for one in found
        if (one.evaluated_on is None or one.worked == Worked.UNKNOWN) and one.until <= soon
    ]  # fmt: skip
    lines += [
        Due(_("Bevraging afsluiten en bekijken"), one.closes_on, reverse("quality-survey", args=[one.pk]), True)
        for one in asked
        if one.closed_on is None and one.closes_on < by.on
    ]
    for one in agreed:
        href = reverse("quality-cooperation", args=[one.cooperation.pk])
        if one.version is None or not one.version.confirmed:
            on = one.version.written_on if one.version else by.on
            lines.append(Due(_("Afspraken %(who)s bevestigen") % {"who": one.cooperation}, on, href, False))
        elif min(one.version.review_on, one.version.ends_on) <= soon:
            on = one.version.review_on
            lines.append(Due(_("Afspraken %(who)s opnieuw bekijken") % {"who": one.cooperation}, on, href, on < by.on))
    return sorted(lines, key=lambda one: one.by)


def due_number(by: Principal) -> int:
    """How much comes back within two weeks or is late, for the start page: at most three queries."""
    soon = by.on + SOON
    waiting = Q(evaluated_on=None) | Q(worked=Worked.UNKNOWN)
    acting = policy.visible(PolicyAction, to=by, act=acts.QUALITY_KEEP).filter(waiting, until__lte=soon)
    over = policy.visible(Survey, to=by, act=acts.QUALITY_KEEP).filter(closed_on=None, closes_on__lt=by.on)
    rows = policy.visible(CooperationVersion, to=by, act=acts.COOPERATION_KEEP)
    last = rows.order_by("cooperation", "-number").distinct("cooperation")
    agreed = sum(not one.confirmed or min(one.review_on, one.ends_on) <= soon for one in last)
    return acting.count() + over.count() + agreed
